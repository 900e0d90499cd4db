package org.inkgate.posts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.inkgate.tokens.Caller;
import org.inkgate.tokens.Scope;
import org.inkgate.users.Role;

/** Finds posts for those who may see or change them. */
@ApplicationScoped
public class PostAccess {

  private Addresses addresses;
  private Clock clock;

  PostAccess() {}

  @Inject
  PostAccess(Addresses addresses, Clock clock) {
    this.addresses = addresses;
    this.clock = clock;
  }

  /**
   * A post that the caller may read, to be rendered.
   *
   * @throws RequestFailedException 404 for another's draft as for no post at all
   */
  @Transactional
  public StoredPost read(Optional<Caller> caller, String slug) {
    return visible(caller, slug).stored(clock.instant());
  }

  /**
   * A post as it would be sent to change nothing. Of a draft that is its text, so the scope for
   * writing alone does not do.
   *
   * @throws RequestFailedException 404, or 403 when the caller may not change or not read it
   */
  @Transactional
  public StoredPost readToChange(Caller caller, String slug) {
    BlogPost post = changeable(caller, slug);
    if (!post.visibleToAll(clock.instant())) {
      caller.require(Scope.BLOG_READ);
    }
    return post.stored(clock.instant());
  }

  /**
   * A post that the caller may read.
   *
   * @throws RequestFailedException 404 for another's draft as for no post at all
   */
  public BlogPost visible(Optional<Caller> caller, String slug) {
    return addresses
        .find(slug)
        .filter(
            post ->
                post.visibleToAll(clock.instant())
                    || caller.filter(who -> mayChange(who, post.authorId())).isPresent())
        .orElseThrow(() -> new RequestFailedException(Problem.notFound()));
  }

  /**
   * A post whose author or editor the caller is, to be read with all that readers don't see.
   *
   * @throws RequestFailedException 404, or 403 for another's post
   */
  public BlogPost own(Caller caller, String slug) {
    BlogPost post = visible(Optional.of(caller), slug);
    if (!mayChange(caller, post.authorId())) {
      throw new RequestFailedException(Problem.of(403, "not-yours", "posts.problem.not-yours"));
    }
    requireTag(caller, post.draft());
    return post;
  }

  /**
   * A post that the caller may change.
   *
   * @throws RequestFailedException 404, or 403 for another's post or without the scope
   */
  public BlogPost changeable(Caller caller, String slug) {
    caller.require(Scope.BLOG_WRITE);
    BlogPost post = own(caller, slug);
    if (!post.isDraft()) {
      // A caller who may only write drafts must not withdraw or change what readers see.
      caller.require(Scope.BLOG_PUBLISH);
    }
    return post;
  }

  /** Whether the caller may change what that user wrote. */
  public static boolean mayChange(Caller caller, long authorId) {
    return caller.userId() == authorId || Role.edits(caller);
  }

  public static void requireScopes(Caller caller, PostDraft draft) {
    caller.require(Scope.BLOG_WRITE);
    if (draft.status() != PostStatus.DRAFT) {
      caller.require(Scope.BLOG_PUBLISH);
    }
  }

  /**
   * The draft as the caller may have it stored: what a contributor publishes waits for an editor.
   *
   * @throws RequestFailedException 400 for a date, which is the editor's to choose
   */
  public static PostDraft permitted(Caller caller, PostDraft draft) {
    if (Role.publishes(caller)) {
      return draft;
    }
    return switch (draft.status()) {
      case DRAFT, PENDING -> draft;
      case PUBLISHED -> draft.with(PostStatus.PENDING);
      case SCHEDULED ->
          throw new RequestFailedException(
              Problem.invalid("publish_at", "posts.problem.editor-chooses-date"));
    };
  }

  /** A token that is limited to a tag writes posts that carry it, before and after the change. */
  public static void requireTag(Caller caller, PostDraft post) {
    Optional<String> tag = caller.tag().filter(limit -> !Tags.contains(post.tags(), limit));
    if (tag.isPresent()) {
      throw new RequestFailedException(
          Problem.of(403, "not-this-tag", "posts.problem.not-this-tag", tag.get()));
    }
  }
}
