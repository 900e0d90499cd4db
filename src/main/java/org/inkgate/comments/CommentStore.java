package org.inkgate.comments;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.inkgate.config.Settings;
import org.inkgate.http.Problem;
import org.inkgate.http.Quota;
import org.inkgate.http.RequestFailedException;
import org.inkgate.persistence.AccountLocks;
import org.inkgate.users.Role;
import org.inkgate.users.User;

/** The comments in the database. Every method joins or starts a transaction. */
@ApplicationScoped
@Transactional
class CommentStore {

  /** More replies than a reader reads; further ones need a new thread. */
  static final int MOST_REPLIES = 100;

  static final String NO_PARENT = "posts.problem.comment-parent";

  @PersistenceContext private EntityManager entities;

  private AccountLocks locks;
  private Settings settings;

  CommentStore() {}

  @Inject
  CommentStore(AccountLocks locks, Settings settings) {
    this.locks = locks;
    this.settings = settings;
  }

  /**
   * Adds a comment; what the database has against it comes out here and not at the commit.
   *
   * @param announce tells of it, in the same transaction
   * @throws RequestFailedException 400 when the thread is gone, 409 when it is full, 507 when the
   *     author has written as many as an account may
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
    requireRoomFor(authorId);
    threadId.ifPresent(this::requireRoom);
    User author = entities.find(User.class, authorId);
    Comment comment = new Comment(postId, threadId, author, body, state, formKey, now);
    entities.persist(comment);
    entities.flush();
    return announce.apply(comment);
  }

  private void requireRoom(long threadId) {
    if (!lock(threadId)) {
      throw new RequestFailedException(Problem.invalid("parent", NO_PARENT));
    }
    if (countReplies(threadId) >= MOST_REPLIES) {
      throw new RequestFailedException(
          Problem.of(409, "thread-full", "posts.problem.answers-full"));
    }
  }

  /** Makes all other changes of a thread wait until the transaction ends; false when it is gone. */
  private boolean lock(long threadId) {
    return entities
            .createNativeQuery("UPDATE comments SET state = state WHERE id = ?1")
            .setParameter(1, threadId)
            .executeUpdate()
        == 1;
  }

  private void requireRoomFor(long authorId) {
    locks.lock(authorId);
    long written =
        entities
            .createQuery("SELECT COUNT(c) FROM Comment c WHERE c.author.id = :author", Long.class)
            .setParameter("author", authorId)
            .getSingleResult();
    Quota.check(written + 1, settings.limits().comments(), "moderation.problem.quota-comments");
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

  /** The newest comment of a user below a post that was written since. */
  Optional<Comment> latest(long authorId, long postId, Instant since) {
    return entities
        .createQuery(
            "SELECT c FROM Comment c WHERE c.author.id = :author AND c.postId = :post"
                + " AND c.createdAt >= :since ORDER BY c.createdAt DESC, c.id DESC",
            Comment.class)
        .setParameter("author", authorId)
        .setParameter("post", postId)
        .setParameter("since", since)
        .setMaxResults(1)
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
    entities.remove(comment);
    entities.flush();
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

  /**
   * Whether another user vouched for this one by approving a comment: an editor, whose word counts
   * everywhere, or the author of this post. What appeared without a decision vouches for no one.
   *
   * @param except the comment that is being changed, if any: its new words were never approved
   */
  boolean isVouchedFor(long authorId, long postId, Optional<Long> except) {
    return !entities
        .createQuery(
            "SELECT c.id FROM Comment c, User m WHERE c.author.id = :author"
                + " AND c.state = :approved AND c.id <> :except"
                + " AND m.id = c.moderatedBy AND m.id <> :author"
                + " AND (m.role IN :editors OR EXISTS (SELECT p.id FROM BlogPost p"
                + " WHERE p.id = :post AND p.author.id = m.id))",
            Long.class)
        .setParameter("author", authorId)
        .setParameter("approved", CommentState.APPROVED)
        .setParameter("except", except.orElse(0L))
        .setParameter("editors", List.of(Role.EDITOR, Role.ADMIN))
        .setParameter("post", postId)
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

  /** The slug of a post today; empty when it was deleted this moment. */
  Optional<String> slug(long postId) {
    return entities
        .createQuery("SELECT p.slug FROM BlogPost p WHERE p.id = :id", String.class)
        .setParameter("id", postId)
        .getResultStream()
        .findFirst();
  }
}
