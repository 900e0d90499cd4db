package org.inkgate.blog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.inkgate.http.Listing;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.Validation;
import org.inkgate.markdown.Markdown;
import org.inkgate.tokens.Caller;
import org.inkgate.tokens.Scope;

/** What can be done with posts that are there, and who may do it. */
@ApplicationScoped
public class BlogService {

  private BlogPosts posts;
  private PostAccess access;
  private Addresses addresses;
  private Revisions revisions;
  private RecentReads reads;
  private Markdown markdown;
  private Validation validation;
  private Clock clock;
  private Event<PostChanged> changes;

  BlogService() {}

  @Inject
  BlogService(
      BlogPosts posts,
      PostAccess access,
      Addresses addresses,
      Revisions revisions,
      RecentReads reads,
      Markdown markdown,
      Validation validation,
      Clock clock,
      Event<PostChanged> changes) {
    this.posts = posts;
    this.access = access;
    this.addresses = addresses;
    this.revisions = revisions;
    this.reads = reads;
    this.markdown = markdown;
    this.validation = validation;
    this.clock = clock;
    this.changes = changes;
  }

  /**
   * Finds a post that the caller may see.
   *
   * @throws RequestFailedException 404 for another's draft as for no post at all
   */
  public PostView find(Optional<Caller> caller, String slug) {
    Optional<Caller> reader = caller.filter(who -> who.scopes().contains(Scope.BLOG_READ));
    return reads.post(caller, slug, () -> access.view(reader, slug));
  }

  /**
   * A post as it would be sent to change nothing.
   *
   * @throws RequestFailedException 404, or 403 when the caller may not change it
   */
  @Transactional
  public PostDraft draft(Caller caller, String slug) {
    return access.changeable(caller, slug).draft();
  }

  /** Whether the caller may change a post. */
  public boolean mayChange(Optional<Caller> caller, PostSummary post) {
    return caller.filter(who -> PostAccess.mayChange(who, post.authorId())).isPresent();
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
  @Transactional
  public PostView update(Caller caller, String slug, PostDraft draft, Optional<Long> expected) {
    return update(caller, slug, draft, expected, Hand.of(caller));
  }

  /** The same by a hand that may merely have paused in typing. */
  @Transactional
  PostView update(Caller caller, String slug, PostDraft draft, Optional<Long> expected, Hand hand) {
    PostAccess.requireScopes(caller, draft);
    validation.check(draft);
    PostAccess.requireTag(caller, draft);
    markdown.check(draft.body());
    return change(
        caller,
        slug,
        expected,
        hand,
        (post, now) -> {
          draft.slug().ifPresent(chosen -> addresses.choose(post, chosen, now));
          post.write(draft, markdown.summary(draft.body()), now);
        });
  }

  /** Makes a post say again what a revision of it said. */
  @Transactional
  PostView restore(Caller caller, String slug, int number) {
    BlogPost post = access.changeable(caller, slug);
    RevisionView old = revisions.of(post, number).view();
    PostDraft draft = post.draft().saying(old.line().title(), old.body(), old.tags());
    return update(caller, slug, draft, Optional.empty(), Hand.of(caller).restoring(number));
  }

  @Transactional
  public PostView publish(Caller caller, String slug) {
    caller.require(Scope.BLOG_PUBLISH);
    return change(caller, slug, Optional.empty(), Hand.of(caller), BlogPost::publish);
  }

  @Transactional
  public PostView unpublish(Caller caller, String slug) {
    return change(caller, slug, Optional.empty(), Hand.of(caller), BlogPost::unpublish);
  }

  @Transactional
  public void delete(Caller caller, String slug, Optional<Long> expected) {
    BlogPost post = access.changeable(caller, slug);
    PostConflicts.checkVersion(post, expected);
    PostSummary before = post.summary(clock.instant());
    PostConflicts.explain(
        expected,
        () -> {
          posts.remove(post);
          posts.flush();
        });
    changes.fire(new PostChanged(Optional.of(before), Optional.empty()));
  }

  private PostView change(
      Caller caller,
      String slug,
      Optional<Long> expected,
      Hand hand,
      BiConsumer<BlogPost, Instant> change) {
    BlogPost post = access.changeable(caller, slug);
    PostConflicts.checkVersion(post, expected);
    Instant now = clock.instant();
    PostSummary before = post.summary(now);
    PostDraft said = post.draft();
    PostConflicts.explain(
        expected,
        () -> {
          change.accept(post, now);
          if (said.status() == PostStatus.DRAFT && !post.isDraft()) {
            addresses.settle(post, now);
          }
          revisions.record(post, said, before.updatedAt(), hand, now);
          posts.flush();
        });
    PostView after = access.view(post);
    changes.fire(new PostChanged(Optional.of(before), Optional.of(after.head())));
    return after;
  }
}
