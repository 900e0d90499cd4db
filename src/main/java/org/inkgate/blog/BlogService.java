package org.inkgate.blog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.inkgate.accounts.Role;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.Validation;
import org.inkgate.persistence.DatabaseConflict;
import org.inkgate.tokens.Caller;
import org.inkgate.tokens.Scope;

/** What can be done with posts, and who may do it. */
@ApplicationScoped
public class BlogService {

  /** After so many taken slugs a random one is surer than the next number. */
  private static final int NUMBERED_SLUGS = 3;

  private static final int MOST_TRIES = 10;
  private static final SecureRandom RANDOM = new SecureRandom();

  private BlogPosts posts;
  private Markdown markdown;
  private Validation validation;
  private Clock clock;
  private Event<PostChanged> changes;

  BlogService() {}

  @Inject
  BlogService(
      BlogPosts posts,
      Markdown markdown,
      Validation validation,
      Clock clock,
      Event<PostChanged> changes) {
    this.posts = posts;
    this.markdown = markdown;
    this.validation = validation;
    this.clock = clock;
    this.changes = changes;
  }

  /**
   * Stores a new post.
   *
   * @param formKey names one sending of a form; a second sending finds the post of the first
   * @throws RequestFailedException 403 without the scope, 400 for what does not validate
   */
  PostView create(Caller caller, PostDraft draft, Optional<String> formKey) {
    requireScopes(caller, draft);
    validation.check(draft);
    requireTag(caller, draft);
    String summary = markdown.summary(draft.body());
    Slug wanted = Slug.ofTitle(draft.title());
    Slug slug = wanted;
    for (int tried = 1; tried <= MOST_TRIES; tried++) {
      Optional<BlogPost> before = formKey.flatMap(key -> posts.byForm(caller.userId(), key));
      if (before.isPresent()) {
        return view(before.get());
      }
      try {
        // Each try is a transaction of its own: PostgreSQL goes on with none that failed.
        PostView post =
            view(posts.add(slug, caller.userId(), formKey, draft, summary, clock.instant()));
        changes.fire(new PostChanged(Optional.empty(), Optional.of(post.head())));
        return post;
      } catch (PersistenceException e) {
        if (!DatabaseConflict.isDuplicate(e)) {
          throw e;
        }
        slug = wanted.with(suffix(wanted, tried));
      }
    }
    throw new RequestFailedException(
        new Problem(
            409, "slug-taken", "Title in use", "Too many posts have this title. Try another one."));
  }

  private String suffix(Slug wanted, int tried) {
    if (tried <= NUMBERED_SLUGS) {
      return String.valueOf(posts.countLike(wanted) + 1 + tried);
    }
    byte[] bytes = new byte[4];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /**
   * Finds a post that the caller may see.
   *
   * @throws RequestFailedException 404 for another's draft as for no post at all
   */
  @Transactional
  public PostView find(Optional<Caller> caller, String slug) {
    return view(visible(caller.filter(who -> who.scopes().contains(Scope.BLOG_READ)), slug));
  }

  /**
   * A post as it would be sent to change nothing.
   *
   * @throws RequestFailedException 404, or 403 when the caller may not change it
   */
  @Transactional
  public PostDraft draft(Caller caller, String slug) {
    caller.require(Scope.BLOG_WRITE);
    return changeable(caller, slug).draft();
  }

  /** Whether the caller may change a post. */
  @Transactional
  public boolean mayChange(Optional<Caller> caller, String slug) {
    return caller.isPresent()
        && posts.bySlug(slug).filter(post -> mayChange(caller.get(), post)).isPresent();
  }

  @Transactional
  public PostPage list(Optional<Caller> caller, PostQuery query) {
    if (!query.personal()) {
      return posts.find(query, Optional.empty(), clock.instant());
    }
    Caller author = caller.orElseThrow(() -> new RequestFailedException(Problem.notFound()));
    author.require(Scope.BLOG_READ);
    return posts.find(query, Optional.of(author.userId()), clock.instant());
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
    requireScopes(caller, draft);
    validation.check(draft);
    requireTag(caller, draft);
    return change(
        caller,
        slug,
        expected,
        (post, now) -> post.write(draft, markdown.summary(draft.body()), now));
  }

  @Transactional
  public PostView publish(Caller caller, String slug) {
    caller.require(Scope.BLOG_PUBLISH);
    return change(caller, slug, Optional.empty(), BlogPost::publish);
  }

  @Transactional
  public PostView unpublish(Caller caller, String slug) {
    caller.require(Scope.BLOG_WRITE);
    return change(caller, slug, Optional.empty(), BlogPost::unpublish);
  }

  @Transactional
  public void delete(Caller caller, String slug, Optional<Long> expected) {
    caller.require(Scope.BLOG_WRITE);
    BlogPost post = changeable(caller, slug);
    checkVersion(post, expected);
    PostSummary before = post.summary(clock.instant());
    posts.remove(post);
    flush(expected);
    changes.fire(new PostChanged(Optional.of(before), Optional.empty()));
  }

  private PostView change(
      Caller caller, String slug, Optional<Long> expected, BiConsumer<BlogPost, Instant> change) {
    BlogPost post = changeable(caller, slug);
    checkVersion(post, expected);
    PostSummary before = post.summary(clock.instant());
    change.accept(post, clock.instant());
    flush(expected);
    PostView after = view(post);
    changes.fire(new PostChanged(Optional.of(before), Optional.of(after.head())));
    return after;
  }

  /** Sends a change to the database now, where its refusal can still be explained. */
  private void flush(Optional<Long> expected) {
    try {
      posts.flush();
    } catch (PersistenceException e) {
      // The tags of two changes may collide before the provider compares their versions.
      if (!(e instanceof OptimisticLockException) && !DatabaseConflict.isConcurrentChange(e)) {
        throw e;
      }
      if (expected.isPresent()) {
        throw changedMeanwhile();
      }
      // No precondition of the client's failed: two changes met.
      throw new RequestFailedException(
          new Problem(
              409,
              "changed-meanwhile",
              "Conflict",
              "Somebody else changed this post at the same moment. Send yours again."));
    }
  }

  private BlogPost visible(Optional<Caller> caller, String slug) {
    return posts
        .bySlug(slug)
        .filter(
            post ->
                post.visibleToAll(clock.instant())
                    || caller.filter(who -> mayChange(who, post)).isPresent())
        .orElseThrow(() -> new RequestFailedException(Problem.notFound()));
  }

  private BlogPost changeable(Caller caller, String slug) {
    BlogPost post = visible(Optional.of(caller), slug);
    if (!mayChange(caller, post)) {
      throw new RequestFailedException(
          new Problem(
              403, "not-yours", "Forbidden", "Only its author or an administrator may do that."));
    }
    requireTag(caller, post.draft());
    if (post.draft().status() != PostStatus.DRAFT) {
      // Whoever may write drafts only must not take back or change what readers see.
      caller.require(Scope.BLOG_PUBLISH);
    }
    return post;
  }

  private static boolean mayChange(Caller caller, BlogPost post) {
    return post.writtenBy(caller.userId())
        || caller.roles().contains(Role.ADMIN.word())
        || caller.roles().contains(Role.EDITOR.word());
  }

  private static void requireScopes(Caller caller, PostDraft draft) {
    caller.require(Scope.BLOG_WRITE);
    if (draft.status() != PostStatus.DRAFT) {
      caller.require(Scope.BLOG_PUBLISH);
    }
  }

  /** A token that is limited to a tag writes posts that carry it, before and after the change. */
  private static void requireTag(Caller caller, PostDraft post) {
    Optional<String> tag = caller.tag().filter(limit -> !post.tags().contains(limit));
    if (tag.isPresent()) {
      throw new RequestFailedException(
          new Problem(
              403,
              "not-this-tag",
              "Forbidden",
              "This token writes only posts that carry the tag " + tag.get() + "."));
    }
  }

  private static void checkVersion(BlogPost post, Optional<Long> expected) {
    if (expected.isPresent() && expected.get() != post.version()) {
      throw changedMeanwhile();
    }
  }

  private static RequestFailedException changedMeanwhile() {
    return new RequestFailedException(
        new Problem(
            412,
            "changed-meanwhile",
            "Precondition Failed",
            "Somebody changed this post since you opened it."
                + " Look at it as it is now; sending yours once more replaces it."));
  }

  private PostView view(BlogPost post) {
    PostDraft draft = post.draft();
    return post.view(markdown.html(draft.body()), clock.instant());
  }
}
