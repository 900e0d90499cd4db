package org.inkgate.comments;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.inkgate.http.Listing;
import org.inkgate.posts.Tags;
import org.inkgate.tokens.Caller;
import org.inkgate.tokens.Scope;

/** The comments that a user may moderate, oldest first: of all posts, or of the user's own. */
@ApplicationScoped
class CommentQueue {

  private static final int SIZE = 50;
  private static final long NO_USER = 0;

  @PersistenceContext private EntityManager entities;

  /**
   * Finds comments of one state.
   *
   * @throws org.inkgate.http.RequestFailedException 403 without the scope
   */
  @Transactional
  Listing<QueuedComment> find(Caller caller, CommentState state, int page) {
    caller.require(Scope.COMMENT_WRITE);
    boolean everywhere = CommentAccess.moderatesAll(caller);
    long own = CommentAccess.moderatesOwn(caller) ? caller.userId() : NO_USER;
    Optional<Long> owner = everywhere ? Optional.empty() : Optional.of(own);
    Optional<String> tag = caller.tag().map(Tags::key);
    String where =
        " WHERE c.state = :state"
            + (tag.isEmpty()
                ? ""
                : " AND EXISTS (SELECT t.key FROM PostTag t WHERE t.postId = c.postId"
                    + " AND t.key = :tag)")
            + (everywhere
                ? ""
                : " AND EXISTS (SELECT p.id FROM BlogPost p WHERE p.id = c.postId"
                    + " AND p.author.id = :owner)");
    List<Comment> found =
        with(
                entities.createQuery(
                    "SELECT c FROM Comment c JOIN FETCH c.author"
                        + where
                        + " ORDER BY c.createdAt, c.id",
                    Comment.class),
                state,
                owner,
                tag)
            .setFirstResult((page - 1) * SIZE)
            .setMaxResults(SIZE)
            .getResultList();
    long total =
        with(
                entities.createQuery("SELECT COUNT(c) FROM Comment c" + where, Long.class),
                state,
                owner,
                tag)
            .getSingleResult();
    Map<Long, Object[]> posts = posts(found.stream().map(Comment::postId).distinct().toList());
    return new Listing<>(
        found.stream().map(one -> entry(one, posts.get(one.postId()))).toList(), page, SIZE, total);
  }

  private static <T> TypedQuery<T> with(
      TypedQuery<T> query, CommentState state, Optional<Long> owner, Optional<String> tag) {
    tag.ifPresent(key -> query.setParameter("tag", key));
    owner.ifPresent(id -> query.setParameter("owner", id));
    return query.setParameter("state", state);
  }

  private Map<Long, Object[]> posts(List<Long> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    return entities
        .createQuery(
            "SELECT p.id, p.slug, p.title FROM BlogPost p WHERE p.id IN :ids", Object[].class)
        .setParameter("ids", ids)
        .getResultStream()
        .collect(Collectors.toMap(row -> (Long) row[0], row -> row));
  }

  private static QueuedComment entry(Comment comment, Object[] post) {
    return new QueuedComment(comment.view((String) post[1]), (String) post[2]);
  }
}
