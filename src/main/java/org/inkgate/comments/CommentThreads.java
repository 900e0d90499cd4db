package org.inkgate.comments;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The threads below posts in the database, as far as somebody sees them. Every method joins or
 * starts a transaction.
 */
@ApplicationScoped
@Transactional
class CommentThreads {

  private static final String STATE = "org.inkgate.comments.CommentState.";

  @PersistenceContext private EntityManager entities;

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
}
