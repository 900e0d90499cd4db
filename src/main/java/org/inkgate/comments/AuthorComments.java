package org.inkgate.comments;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.inkgate.blog.BlogService;
import org.inkgate.http.Listing;
import org.inkgate.posts.PostSummary;

/** All comments of one author, for administrators; it is not asked who may do that. */
@ApplicationScoped
@Transactional
public class AuthorComments {

  @PersistenceContext private EntityManager entities;

  private BlogService blog;
  private Event<CommentChanged> changes;

  AuthorComments() {}

  @Inject
  AuthorComments(BlogService blog, Event<CommentChanged> changes) {
    this.blog = blog;
    this.changes = changes;
  }

  /** A page of the author's comments in every state, newest first. */
  public Listing<QueuedComment> list(long authorId, int page, int size) {
    List<Comment> found =
        entities
            .createQuery(
                "SELECT c FROM Comment c JOIN FETCH c.author WHERE c.author.id = :author"
                    + " AND c.state <> :deleted ORDER BY c.id DESC",
                Comment.class)
            .setParameter("author", authorId)
            .setParameter("deleted", CommentState.DELETED)
            .setFirstResult((page - 1) * size)
            .setMaxResults(size)
            .getResultList();
    long total =
        entities
            .createQuery(
                "SELECT COUNT(c) FROM Comment c WHERE c.author.id = :author"
                    + " AND c.state <> :deleted",
                Long.class)
            .setParameter("author", authorId)
            .setParameter("deleted", CommentState.DELETED)
            .getSingleResult();
    Map<Long, PostSummary> posts = blog.byIds(found.stream().map(Comment::postId).toList());
    return new Listing<>(
        found.stream()
            .map(
                comment -> {
                  PostSummary post = posts.get(comment.postId());
                  return new QueuedComment(comment.view(post.slug()), post.title());
                })
            .toList(),
        page,
        size,
        total);
  }

  /** Whether the author has written this comment, and it is not deleted. */
  public boolean has(long authorId, long id) {
    return !entities
        .createQuery(
            "SELECT c.id FROM Comment c WHERE c.author.id = :author AND c.id = :id"
                + " AND c.state <> :deleted",
            Long.class)
        .setParameter("author", authorId)
        .setParameter("id", id)
        .setParameter("deleted", CommentState.DELETED)
        .getResultList()
        .isEmpty();
  }

  /** Hides every comment that others see or may come to see, until {@link #release}. */
  public void withhold(long authorId) {
    change(authorId, "c.state IN (:approved, :held)", Comment::withhold);
  }

  /** Makes every comment again what it was before it was withheld. */
  public void release(long authorId) {
    change(authorId, "c.stateBefore IN (:approved, :held)", Comment::release);
  }

  private void change(long authorId, String which, Consumer<Comment> change) {
    List<Comment> found =
        entities
            .createQuery(
                "SELECT c FROM Comment c JOIN FETCH c.author WHERE c.author.id = :author AND "
                    + which,
                Comment.class)
            .setParameter("author", authorId)
            .setParameter("approved", CommentState.APPROVED)
            .setParameter("held", CommentState.HELD)
            .getResultList();
    Map<Long, PostSummary> posts = blog.byIds(found.stream().map(Comment::postId).toList());
    for (Comment comment : found) {
      PostSummary post = posts.get(comment.postId());
      CommentView before = comment.view(post.slug());
      change.accept(comment);
      CommentView after = comment.view(post.slug());
      changes.fire(new CommentChanged(post, Optional.of(before), Optional.of(after)));
    }
    entities.flush();
  }
}
