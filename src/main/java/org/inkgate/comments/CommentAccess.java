package org.inkgate.comments;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.inkgate.blog.BlogService;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.inkgate.posts.PostStatus;
import org.inkgate.posts.PostSummary;
import org.inkgate.posts.Tags;
import org.inkgate.tokens.Caller;
import org.inkgate.tokens.Scope;
import org.inkgate.users.Role;

/** Decides who may do what with comments: the post and the comment are found here, or refused. */
@ApplicationScoped
class CommentAccess {

  private BlogService blog;
  private CommentStore store;
  private ModerationRules rules;

  CommentAccess() {}

  @Inject
  CommentAccess(BlogService blog, CommentStore store, ModerationRules rules) {
    this.blog = blog;
    this.store = store;
    this.rules = rules;
  }

  /** A comment, its post, and the reader. */
  record Case(Comment comment, PostSummary post, CommentReader reader) {

    CommentView view() {
      return comment.view(post.slug());
    }

    void requireOwn() {
      if (!comment.writtenBy(reader.userId())) {
        throw forbidden("not-yours", "posts.problem.comment-author");
      }
    }

    void requireOwnOrModerator() {
      if (!comment.writtenBy(reader.userId()) && !reader.moderator()) {
        throw forbidden("not-yours", "posts.problem.author-or-moderator");
      }
    }
  }

  /**
   * The caller as a reader of a post's comments. Moderators of a post are those who may change it
   * and publish by themselves. A token without the scope for comments, or for another tag, sees
   * what is public.
   */
  CommentReader reader(Optional<Caller> caller, PostSummary post) {
    return caller
        .filter(who -> who.scopes().contains(Scope.COMMENT_WRITE))
        .filter(who -> mayWriteBelow(who, post))
        .map(
            who ->
                new CommentReader(who.userId(), moderatesOwn(who) && blog.mayChange(caller, post)))
        .orElse(CommentReader.ANYBODY);
  }

  /**
   * Whether the caller moderates below the caller's own posts: whose posts are reviewed does not.
   */
  static boolean moderatesOwn(Caller caller) {
    return moderatesAll(caller) || caller.roles().contains(Role.AUTHOR.word());
  }

  static boolean moderatesAll(Caller caller) {
    return caller.roles().contains(Role.EDITOR.word())
        || caller.roles().contains(Role.ADMIN.word());
  }

  /**
   * A post that the caller may read.
   *
   * @throws RequestFailedException 404
   */
  PostSummary post(Optional<Caller> caller, String slug) {
    return blog.head(caller, slug);
  }

  /**
   * A post below which the caller may write.
   *
   * @throws RequestFailedException 404; 403 without the scope, with a token for another tag, or
   *     when the post is not published
   */
  PostSummary postToWriteBelow(Caller caller, String slug) {
    caller.require(Scope.COMMENT_WRITE);
    PostSummary post = post(Optional.of(caller), slug);
    requireTag(caller, post);
    if (post.status() != PostStatus.PUBLISHED) {
      throw forbidden("not-published", "posts.problem.comments-later");
    }
    return post;
  }

  /** A comment that the caller may see. */
  Case find(Optional<Caller> caller, long id) {
    return visible(caller, store.byId(id));
  }

  /**
   * A comment that the caller may see and is about to change; its thread waits for that.
   *
   * @throws RequestFailedException 404; 403 without the scope or with a token for another tag
   */
  Case forChange(Caller caller, long id) {
    caller.require(Scope.COMMENT_WRITE);
    Case found = visible(Optional.of(caller), store.locked(id));
    requireTag(caller, found.post());
    return found;
  }

  private Case visible(Optional<Caller> caller, Optional<Comment> comment) {
    Comment found = comment.orElseThrow(CommentAccess::notFound);
    String slug = store.slug(found.postId()).orElseThrow(CommentAccess::notFound);
    PostSummary post = post(caller, slug);
    CommentReader reader = reader(caller, post);
    if (!found.visibleTo(reader)) {
      throw notFound();
    }
    return new Case(found, post, reader);
  }

  /**
   * The state of a comment that is sent now.
   *
   * @throws RequestFailedException 403 when the post takes none
   */
  CommentState stateOfNew(Caller caller, PostSummary post) {
    return state(caller, post, Optional.empty());
  }

  /**
   * The state of a comment that its author edits now.
   *
   * @throws RequestFailedException 403 when the post takes none
   */
  CommentState stateOfEdited(Caller caller, Case found) {
    CommentState before = found.comment().state();
    boolean undecided = before == CommentState.HELD && !found.reader().moderator();
    boolean refused = found.comment().hiddenByAnother() && !moderatesAll(caller);
    CommentState state = state(caller, found.post(), Optional.of(found.comment().id()));
    return undecided || refused ? before : state;
  }

  private CommentState state(Caller caller, PostSummary post, Optional<Long> edited) {
    Moderation rule = rules.effective(post.id());
    if (rule == Moderation.CLOSED) {
      throw forbidden("comments-closed", "posts.problem.comments-closed");
    }
    boolean held =
        switch (rule) {
          case ALL_HELD -> true;
          case FIRST_HELD -> !isVouchedFor(caller, post, edited);
          case NEW_HELD -> !moderatesOwn(caller) && !isVouchedFor(caller, post, edited);
          default -> false;
        };
    boolean moderator = reader(Optional.of(caller), post).moderator();
    return held && !moderator ? CommentState.HELD : CommentState.APPROVED;
  }

  private boolean isVouchedFor(Caller caller, PostSummary post, Optional<Long> edited) {
    return store.isVouchedFor(caller.userId(), post.id(), edited);
  }

  private static boolean mayWriteBelow(Caller caller, PostSummary post) {
    return caller.tag().map(tag -> Tags.contains(post.tags(), tag)).orElse(true);
  }

  private static void requireTag(Caller caller, PostSummary post) {
    if (!mayWriteBelow(caller, post)) {
      throw forbidden("not-this-tag", "posts.problem.token-tag", caller.tag().orElseThrow());
    }
  }

  static RequestFailedException forbidden(String type, String detail, Object... arguments) {
    return new RequestFailedException(Problem.of(403, type, detail, arguments));
  }

  static RequestFailedException notFound() {
    return new RequestFailedException(Problem.notFound());
  }
}
