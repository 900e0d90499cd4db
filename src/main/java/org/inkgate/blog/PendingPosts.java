package org.inkgate.blog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.inkgate.http.Listing;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.inkgate.markdown.Markdown;
import org.inkgate.posts.BlogPost;
import org.inkgate.posts.ChangedBy;
import org.inkgate.posts.PostConflicts;
import org.inkgate.posts.PostStatus;
import org.inkgate.posts.PostSummary;
import org.inkgate.posts.PostView;
import org.inkgate.posts.RowVersion;
import org.inkgate.posts.StoredPost;
import org.inkgate.revisions.TextDiff;
import org.inkgate.tokens.Caller;
import org.inkgate.tokens.Scope;
import org.inkgate.users.Role;
import org.inkgate.workingcopies.Suggestions;
import org.inkgate.workingcopies.TypedPost;
import org.inkgate.workingcopies.WorkingCopyView;

/** The queue of what contributors want published, and an editor's decisions about it. */
@ApplicationScoped
class PendingPosts {

  private static final int SIZE = 50;

  /**
   * What waits; not of those whose account is disabled. EclipseLink would write TRUE as 1 beside an
   * EXISTS, which Derby does not compare.
   */
  private static final String WAITING =
      " FROM BlogPost p WHERE p.author.enabled = TRUE AND (p.status = :pending"
          + " OR p.id IN (SELECT c.post.id FROM WorkingCopy c WHERE c.submitted = TRUE))";

  @PersistenceContext private EntityManager entities;

  private BlogService blog;
  private PostChanges changes;
  private Suggestions suggestions;
  private Markdown markdown;
  private Clock clock;

  PendingPosts() {}

  @Inject
  PendingPosts(
      BlogService blog,
      PostChanges changes,
      Suggestions suggestions,
      Markdown markdown,
      Clock clock) {
    this.blog = blog;
    this.changes = changes;
    this.suggestions = suggestions;
    this.markdown = markdown;
    this.clock = clock;
  }

  /**
   * A page of the posts that wait or have a change that waits, the oldest first.
   *
   * @throws RequestFailedException 403 for others than editors
   */
  @Transactional
  Listing<PostSummary> list(Caller caller, int page) {
    requireEditor(caller);
    List<PostSummary> found =
        pending("SELECT p" + WAITING + " ORDER BY p.updatedAt, p.id", BlogPost.class)
            .setFirstResult((page - 1) * SIZE)
            .setMaxResults(SIZE)
            .getResultStream()
            .map(post -> post.summary(clock.instant()))
            .toList();
    long total = pending("SELECT COUNT(p)" + WAITING, Long.class).getSingleResult();
    return new Listing<>(found, page, SIZE, total);
  }

  private <T> TypedQuery<T> pending(String query, Class<T> type) {
    return entities.createQuery(query, type).setParameter("pending", PostStatus.PENDING);
  }

  /**
   * What waits at an address.
   *
   * @throws RequestFailedException 403 for others than editors, 404 when nothing waits there
   */
  PendingPost find(Caller caller, String slug) {
    requireEditor(caller);
    Suggestions.Waiting waiting = suggestions.waiting(caller, slug);
    String body = waiting.post().draft().body();
    PostView post = waiting.post().view(markdown.html(body));
    Optional<TypedPost> change = waiting.change().map(WorkingCopyView::typed);
    return new PendingPost(
        post,
        waiting.version().text(),
        change.map(
            typed ->
                new PendingPost.TypedChange(
                    typed.title(), typed.tags(), typed.summary(), typed.slug())),
        change.map(typed -> markdown.html(typed.body())).orElse(post.html()),
        change.map(typed -> TextDiff.of(body, typed.body())).orElse(List.of()));
  }

  /**
   * Publishes what waits at an address.
   *
   * @param version what the editor has seen; empty for any version that waits
   * @throws RequestFailedException 403, 404, or 412 when something else waits there by now
   */
  PostView publish(Caller caller, String slug, Optional<RowVersion> version) {
    Suggestions.Waiting waiting = waiting(caller, slug, version);
    StoredPost post = waiting.post();
    if (waiting.change().isEmpty()) {
      return changes
          .publish(caller, slug, post.rowVersion())
          .view(markdown.html(post.draft().body()));
    }
    TypedPost typed = waiting.change().get().typed();
    // Whose words they are, and no session of the editor's.
    ChangedBy author =
        new ChangedBy(waiting.author(), null, false, Optional.empty(), Optional.empty());
    RowVersion base = new RowVersion(post.head().id(), typed.baseVersion());
    PostView changed =
        blog.update(caller, slug, typed.over(post.draft()), Optional.of(base), author);
    suggestions.done(post.head().id());
    return changed;
  }

  /**
   * Gives what waits at an address back to its author.
   *
   * @throws RequestFailedException as {@link #publish} does
   */
  void sendBack(Caller caller, String slug, Optional<RowVersion> version, String note) {
    Suggestions.Waiting waiting = waiting(caller, slug, version);
    if (waiting.change().isEmpty()) {
      changes.sendBack(caller, slug, waiting.post().rowVersion(), note);
    } else {
      suggestions.sendBack(waiting.post().head().id(), note);
    }
  }

  private Suggestions.Waiting waiting(Caller caller, String slug, Optional<RowVersion> version) {
    requireEditor(caller);
    Suggestions.Waiting waiting = suggestions.waiting(caller, slug);
    if (version.filter(seen -> !seen.equals(waiting.version())).isPresent()) {
      throw PostConflicts.changedMeanwhile();
    }
    return waiting;
  }

  private static void requireEditor(Caller caller) {
    caller.require(Scope.BLOG_READ);
    caller.require(Scope.BLOG_PUBLISH);
    // A token that is limited to a tag is for a program that writes, not for an editor.
    if (!Role.edits(caller) || caller.tag().isPresent()) {
      throw new RequestFailedException(
          Problem.of(403, "editors-only", "posts.problem.editors-only"));
    }
  }
}
