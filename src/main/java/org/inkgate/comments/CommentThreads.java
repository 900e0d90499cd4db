package org.inkgate.comments;

import static java.util.stream.Collectors.toList;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The threads of posts in the database, as far as the reader may see them. Every method joins or
 * starts a transaction.
 */
@ApplicationScoped
@Transactional
class CommentThreads {

  private static final String STATE = "org.inkgate.comments.CommentState.";

  @PersistenceContext private EntityManager entities;

  /** So many answers are shown on one page, however many threads it has. */
  static final int MOST_ANSWERS = 100;

  /** A page of the comments that began them, oldest first. */
  List<Comment> roots(long postId, CommentReader reader, int page, int size) {
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

  long count(long postId, CommentReader reader) {
    return seen(entities.createQuery("SELECT COUNT(c)" + threads(reader), Long.class), reader)
        .setParameter("post", postId)
        .getSingleResult();
  }

  /** How many threads stand before one. */
  long countBefore(Comment root, CommentReader reader) {
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

  /** The comment that began a thread, if the reader sees something of it. */
  Optional<Comment> root(long postId, long thread, CommentReader reader) {
    return seen(
            entities.createQuery(
                "SELECT c" + threads(reader) + " AND c.id = :thread", Comment.class),
            reader)
        .setParameter("post", postId)
        .setParameter("thread", thread)
        .getResultStream()
        .findFirst();
  }

  /** The answers in threads, by thread, oldest first. */
  Map<Long, List<Long>> answers(Collection<Long> threads, CommentReader reader) {
    if (threads.isEmpty()) {
      return Map.of();
    }
    return seen(
            entities.createQuery(
                "SELECT c.threadId, c.id FROM Comment c WHERE c.threadId IN :threads AND "
                    + visible(reader)
                    + " ORDER BY c.createdAt, c.id",
                Object[].class),
            reader)
        .setParameter("threads", threads)
        .getResultStream()
        .collect(
            Collectors.groupingBy(
                row -> (Long) row[0], Collectors.mapping(row -> (Long) row[1], toList())));
  }

  /** Of each thread the first answers: all, or as many as leave the same room to others. */
  Map<Long, List<Comment>> shown(Collection<List<Long>> answers) {
    int most = MOST_ANSWERS;
    while (shown(answers, most).count() > MOST_ANSWERS) {
      most--;
    }
    List<Long> ids = shown(answers, most).toList();
    return ids.isEmpty()
        ? Map.of()
        : entities
            .createQuery(
                "SELECT c FROM Comment c JOIN FETCH c.author WHERE c.id IN :ids"
                    + " ORDER BY c.createdAt, c.id",
                Comment.class)
            .setParameter("ids", ids)
            .getResultStream()
            .collect(Collectors.groupingBy(Comment::root));
  }

  private static Stream<Long> shown(Collection<List<Long>> answers, int most) {
    return answers.stream().flatMap(thread -> thread.stream().limit(most));
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

  /** Threads whose root, or at least one reply, the reader may see. */
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
}
