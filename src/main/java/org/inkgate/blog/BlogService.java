package org.inkgate.blog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.inkgate.http.Listing;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.Validation;
import org.inkgate.markdown.Markdown;
import org.inkgate.posts.ChangedBy;
import org.inkgate.posts.PostAccess;
import org.inkgate.posts.PostDraft;
import org.inkgate.posts.PostQuery;
import org.inkgate.posts.PostStatus;
import org.inkgate.posts.PostSummary;
import org.inkgate.posts.PostView;
import org.inkgate.posts.RowVersion;
import org.inkgate.posts.StoredPost;
import org.inkgate.tokens.Caller;
import org.inkgate.tokens.Scope;
import org.inkgate.users.Role;
import org.inkgate.users.User;
import org.inkgate.workingcopies.Suggestions;

/** What can be done with posts that are there, and who may do it. */
@ApplicationScoped
public class BlogService {

  /** Of so many who change one post at once, each comes first once. */
  private static final int MOST_TRIES = 50;

  private BlogPosts posts;
  private PostAccess access;
  private PostChanges changes;
  private Suggestions suggestions;
  private SlugGuesses guesses;
  private RecentReads reads;
  private Markdown markdown;
  private Validation validation;
  private Clock clock;

  BlogService() {}

  @Inject
  BlogService(
      BlogPosts posts,
      PostAccess access,
      PostChanges changes,
      Suggestions suggestions,
      SlugGuesses guesses,
      RecentReads reads,
      Markdown markdown,
      Validation validation,
      Clock clock) {
    this.posts = posts;
    this.access = access;
    this.changes = changes;
    this.suggestions = suggestions;
    this.guesses = guesses;
    this.reads = reads;
    this.markdown = markdown;
    this.validation = validation;
    this.clock = clock;
  }

  /**
   * Finds a post that the caller may see.
   *
   * @throws RequestFailedException 404 for another's draft as for no post at all
   */
  public PostView find(Optional<Caller> caller, String slug) {
    Optional<Caller> reader = caller.filter(who -> who.scopes().contains(Scope.BLOG_READ));
    return reads.post(caller, slug, () -> rendered(access.read(reader, slug)));
  }

  /**
   * What is to be known of a post that the caller may see, without its text: nothing is rendered.
   *
   * @throws RequestFailedException 404 for another's draft as for no post at all
   */
  public PostSummary head(Optional<Caller> caller, String slug) {
    Optional<Caller> reader = caller.filter(who -> who.scopes().contains(Scope.BLOG_READ));
    return reads
        .known(caller, slug)
        .map(PostView::head)
        .orElseGet(() -> access.read(reader, slug).head());
  }

  /**
   * A post as it would be sent to change nothing.
   *
   * @throws RequestFailedException 404, or 403 when the caller may not change it
   */
  public PostDraft draft(Caller caller, String slug) {
    return access.readToChange(caller, slug).draft();
  }

  /** Whether the caller may change a post. */
  public boolean mayChange(Optional<Caller> caller, PostSummary post) {
    return caller.filter(who -> PostAccess.mayChange(who, post.authorId())).isPresent();
  }

  /**
   * Whether the caller may know of a user: an account that may not publish by itself, and of which
   * an editor has published nothing, is known to editors and itself only; so is one that an
   * administrator hid.
   */
  @Transactional
  public boolean knows(Optional<Caller> caller, User user) {
    return caller.filter(who -> PostAccess.mayChange(who, user.id())).isPresent()
        || !user.hidden()
            && (user.role().publishes() || posts.hasPublished(user.id(), clock.instant()));
  }

  /**
   * The HTML that a body would have on its post's page.
   *
   * @throws RequestFailedException 403 without the scope, 400 for what can't be rendered
   */
  public String preview(Caller caller, String body) {
    caller.require(Scope.BLOG_WRITE);
    markdown.check(body);
    return markdown.html(body);
  }

  public Listing<PostSummary> list(Optional<Caller> caller, PostQuery query) {
    Instant now = clock.instant();
    if (!query.personal()) {
      return reads.list(
          caller,
          query,
          () ->
              new Listing<>(
                  posts.find(query, Optional.empty(), now),
                  query.page(),
                  query.size(),
                  reads.total(query, () -> posts.count(query, Optional.empty(), now))));
    }
    Caller author = caller.orElseThrow(() -> new RequestFailedException(Problem.notFound()));
    author.require(Scope.BLOG_READ);
    Optional<Long> owner = Optional.of(author.userId());
    return new Listing<>(
        posts.find(query, owner, now), query.page(), query.size(), posts.count(query, owner, now));
  }

  /** How many posts of each status the caller has. */
  @Transactional
  public Map<PostStatus, Long> countOwn(Caller caller) {
    caller.require(Scope.BLOG_READ);
    return posts.count(caller.userId(), clock.instant());
  }

  /** The posts with these ids, by id; it is not asked who may see them. */
  @Transactional
  public Map<Long, PostSummary> byIds(Collection<Long> ids) {
    return posts.byIds(ids).stream()
        .map(post -> post.summary(clock.instant()))
        .collect(Collectors.toMap(PostSummary::id, Function.identity()));
  }

  /**
   * Replaces what a post says.
   *
   * @param expected the version the change was made for
   * @throws RequestFailedException 404, 403, 400, or 412 when another change came first
   */
  public PostView update(
      Caller caller, String slug, PostDraft draft, Optional<RowVersion> expected) {
    return update(caller, slug, draft, expected, ChangedBy.of(caller));
  }

  /** The same, also for a save by the editor itself while the author types. */
  PostView update(
      Caller caller,
      String slug,
      PostDraft sent,
      Optional<RowVersion> expected,
      ChangedBy changedBy) {
    PostAccess.requireScopes(caller, sent);
    validation.check(sent);
    PostAccess.requireTag(caller, sent);
    markdown.check(sent.body());
    if (suggestions.needed(caller, slug, sent)) {
      return rendered(suggestions.submit(caller, slug, sent, expected));
    }
    PostDraft draft = PostAccess.permitted(caller, sent);
    String html = markdown.html(draft.body());
    String summary = markdown.summary(draft.body());
    return guesses
        .count(
            caller,
            draft.slug().filter(chosen -> !chosen.equals(slug)),
            () -> changes.update(caller, slug, draft, summary, expected, changedBy))
        .view(html);
  }

  /**
   * Changes a part of what a post says: the rest stays as it is in the moment of the change.
   *
   * @param patch makes of the post what it shall say; called again when another change came first
   */
  public PostView patch(
      Caller caller, String slug, UnaryOperator<PostDraft> patch, Optional<RowVersion> expected) {
    return patch(caller, slug, patch, expected, ChangedBy.of(caller));
  }

  /** The same, also for a save by the editor itself while the author types. */
  PostView patch(
      Caller caller,
      String slug,
      UnaryOperator<PostDraft> patch,
      Optional<RowVersion> expected,
      ChangedBy changedBy) {
    for (int tried = 1; ; tried++) {
      StoredPost before = access.readToChange(caller, slug);
      PostDraft after = patch.apply(before.draft());
      try {
        return update(
            caller, slug, after, Optional.of(expected.orElse(before.rowVersion())), changedBy);
      } catch (RequestFailedException e) {
        // The client named no version, so a conflict does not refuse it: it is tried again.
        if (expected.isPresent() || e.problem().status() != 412 || tried == MOST_TRIES) {
          throw e;
        }
      }
    }
  }

  /** Makes a post say again what a revision of it said. */
  PostView restore(Caller caller, String slug, int number) {
    PostDraft draft = changes.ofRevision(caller, slug, number);
    return update(caller, slug, draft, Optional.empty(), ChangedBy.of(caller).restoring(number));
  }

  /** Publishes a post; a contributor's waits for an editor. */
  public PostView publish(Caller caller, String slug) {
    caller.require(Scope.BLOG_PUBLISH);
    return rendered(
        Role.publishes(caller) ? changes.publish(caller, slug) : changes.submit(caller, slug));
  }

  public PostView unpublish(Caller caller, String slug) {
    return rendered(changes.unpublish(caller, slug));
  }

  public void delete(Caller caller, String slug, Optional<RowVersion> expected) {
    changes.delete(caller, slug, expected);
  }

  private PostView rendered(StoredPost post) {
    return post.view(markdown.html(post.draft().body()));
  }
}
