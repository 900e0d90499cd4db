package org.inkgate.comments;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.inkgate.accounts.User;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.inkgate.persistence.DatabaseConflict;

/** The comments in the database. Every method joins or starts a transaction. */
@ApplicationScoped
@Transactional
class CommentStore {

  /** More answers than anybody reads; whoever has more to say begins a thread. */
  static final int MOST_REPLIES = 100;

  static final String NO_PARENT = "must be a comment of this post that can be answered";

  private static final String STATE = "org.inkgate.comments.CommentState.";

  @PersistenceContext private EntityManager entities;

  /**
   * Adds a comment; what the database has against it comes out here and not at the commit.
   *
   * @param announce tells of it, in the same transaction
   * @throws RequestFailedException 400 when the thread is gone, 409 when it is full
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  CommentView add(
      long postId,
      Optional<Long> threadId,
      long authorId,
      String body,
      CommentState state,
      Optional<String> formKey,
      Instant now,
      Function<Comment, CommentView> announce) {
    threadId.ifPresent(this::requireRoom);
    User author = entities.find(User.class, authorId);
    Comment comment = new Comment(postId, threadId, author, body, state, formKey, now);
    entities.persist(comment);
    entities.flush();
    return announce.apply(comment);
  }

  private void requireRoom(long threadId) {
    if (!lock(threadId)) {
      throw new RequestFailedException(Problem.invalid(Map.of("parent", List.of(NO_PARENT))));
    }
    if (countReplies(threadId) >= MOST_REPLIES) {
      throw new RequestFailedException(
          new Problem(
              409,
              "thread-full",
              "Conflict",
              "This comment has as many answers as it can hold. Begin a new one."));
    }
  }

  /** Makes all other changes of a thread wait until the transaction ends; false when it is gone. */
  private boolean lock(long threadId) {
    try {
      return entities
              .createNativeQuery("UPDATE comments SET state = state WHERE id = ?1")
              .setParameter(1, threadId)
              .executeUpdate()
          == 1;
    } catch (PersistenceException e) {
      throw metAnother(e);
    }
  }

  /** A deadlock, such as with the deletion of the post, is nobody's fault: 409. */
  static RuntimeException metAnother(PersistenceException e) {
    return DatabaseConflict.isConcurrentChange(e)
        ? new RequestFailedException(
            new Problem(
                409,
                "changed-meanwhile",
                "Conflict",
                "Somebody else changed this at the same moment. Send yours again."))
        : e;
  }

  Optional<Comment> byId(long id) {
    return Optional.ofNullable(entities.find(Comment.class, id));
  }

  Optional<Comment> byForm(long authorId, String formKey) {
    return entities
        .createQuery(
            "SELECT c FROM Comment c WHERE c.author.id = :author AND c.formKey = :key",
            Comment.class)
        .setParameter("author", authorId)
        .setParameter("key", formKey)
        .getResultStream()
        .findFirst();
  }

  /** Finds a comment to change it: its whole thread waits until the transaction ends. */
  Optional<Comment> locked(long id) {
    Optional<Long> root =
        entities
            .createQuery(
                "SELECT COALESCE(c.threadId, c.id) FROM Comment c WHERE c.id = :id", Long.class)
            .setParameter("id", id)
            .getResultStream()
            .findFirst();
    return root.filter(this::lock).flatMap(thread -> byId(id));
  }

  void remove(Comment comment) {
    try {
      entities.remove(comment);
      entities.flush();
    } catch (PersistenceException e) {
      throw metAnother(e);
    }
  }

  long countReplies(long threadId) {
    return entities
        .createQuery("SELECT COUNT(c) FROM Comment c WHERE c.threadId = :thread", Long.class)
        .setParameter("thread", threadId)
        .getSingleResult();
  }

  long countApproved(long postId) {
    return entities
        .createQuery(
            "SELECT COUNT(c) FROM Comment c WHERE c.postId = :post AND c.state = :approved",
            Long.class)
        .setParameter("post", postId)
        .setParameter("approved", CommentState.APPROVED)
        .getSingleResult();
  }

  /** Whether a moderator, or an open post, let a comment of this user stand before. */
  boolean hasApproved(long authorId) {
    return !entities
        .createQuery(
            "SELECT c.id FROM Comment c WHERE c.author.id = :author AND c.state = :approved",
            Long.class)
        .setParameter("author", authorId)
        .setParameter("approved", CommentState.APPROVED)
        .setMaxResults(1)
        .getResultList()
        .isEmpty();
  }

  /** Whether a comment of this user below a post waits for a moderator. */
  boolean holds(long postId, long authorId) {
    return !entities
        .createQuery(
            "SELECT c.id FROM Comment c WHERE c.postId = :post AND c.author.id = :author"
                + " AND c.state = :held",
            Long.class)
        .setParameter("post", postId)
        .setParameter("author", authorId)
        .setParameter("held", CommentState.HELD)
        .setMaxResults(1)
        .getResultList()
        .isEmpty();
  }

  List<Comment> threads(long postId, CommentReader reader, int page, int size) {
    return seen(
            entities.createQuery(
                "SELECT c" + threads(reader) + " ORDER BY c.createdAt, c.id", Comment.class),
            reader)
        .setParameter("post", postId)
        // One query for the authors of the whole page, not one a comment.
        .setHint("eclipselink.batch", "c.author")
        .setHint("eclipselink.batch.type", "IN")
        .setFirstResult((page - 1) * size)
        .setMaxResults(size)
        .getResultList();
  }

  long countThreads(long postId, CommentReader reader) {
    return seen(entities.createQuery("SELECT COUNT(c)" + threads(reader), Long.class), reader)
        .setParameter("post", postId)
        .getSingleResult();
  }

  /** How many threads stand before one. */
  long countThreadsBefore(Comment root, CommentReader reader) {
    return seen(
            entities.createQuery(
                "SELECT COUNT(c)"
                    + threads(reader)
                    + " AND EXISTS (SELECT o.id FROM Comment o WHERE o.id = :root AND"
                    + " (c.createdAt < o.createdAt"
                    + " OR (c.createdAt = o.createdAt AND c.id < o.id)))",
                Long.class),
            reader)
        .setParameter("post", root.postId())
        .setParameter("root", root.id())
        .getSingleResult();
  }

  /** The answers in threads; each thread holds a limited number. */
  Map<Long, List<Comment>> replies(Collection<Long> threads, CommentReader reader) {
    if (threads.isEmpty()) {
      return Map.of();
    }
    return seen(
            entities.createQuery(
                "SELECT c FROM Comment c JOIN FETCH c.author WHERE c.threadId IN :threads AND "
                    + visible(reader)
                    + " ORDER BY c.createdAt, c.id",
                Comment.class),
            reader)
        .setParameter("threads", threads)
        .getResultStream()
        .collect(Collectors.groupingBy(Comment::root));
  }

  /** Who sees a comment: {@link Comment#visibleTo}, as a condition. */
  private static String visible(CommentReader reader) {
    return reader.moderator()
        ? "c.state <> " + STATE + "DELETED"
        : "(c.state = "
            + STATE
            + "APPROVED OR (c.state = "
            + STATE
            + "HELD AND c.author.id = :reader))";
  }

  /** Threads with something to see, and be it answers only. */
  private static String threads(CommentReader reader) {
    return " FROM Comment c WHERE c.postId = :post AND c.threadId IS NULL AND ("
        + visible(reader)
        + " OR EXISTS (SELECT r.id FROM Comment r WHERE r.threadId = c.id AND r.state = "
        + STATE
        + "APPROVED))";
  }

  private static <T> TypedQuery<T> seen(TypedQuery<T> query, CommentReader reader) {
    return reader.moderator() ? query : query.setParameter("reader", reader.userId());
  }

  /** The slug of a post today; empty when it was deleted this moment. */
  Optional<String> slug(long postId) {
    return entities
        .createQuery("SELECT p.slug FROM BlogPost p WHERE p.id = :id", String.class)
        .setParameter("id", postId)
        .getResultStream()
        .findFirst();
  }
}
