package org.inkgate.moderation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inkgate.accounts.AdminUser;
import org.inkgate.accounts.AdminUsers;
import org.inkgate.blog.BlogService;
import org.inkgate.comments.AuthorComments;
import org.inkgate.comments.CommentView;
import org.inkgate.comments.Comments;
import org.inkgate.comments.QueuedComment;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.texts.Message;
import org.inkgate.media.MediaService;
import org.inkgate.posts.AuthorPosts;
import org.inkgate.posts.PostSummary;
import org.inkgate.tokens.Caller;
import org.inkgate.users.Users;

/** Hides, shows again or deletes everything that one user wrote. */
@ApplicationScoped
class UserContent {

  /** How many posts are deleted before the next are looked for. */
  private static final int BATCH = 100;

  private static final String NOT_THERE = "moderation.problem.not-theirs";

  private AdminUsers accounts;
  private Users users;
  private AuthorPosts posts;
  private AuthorComments authorComments;
  private BlogService blog;
  private Comments comments;
  private MediaService media;

  UserContent() {}

  @Inject
  UserContent(
      AdminUsers accounts,
      Users users,
      AuthorPosts posts,
      AuthorComments authorComments,
      BlogService blog,
      Comments comments,
      MediaService media) {
    this.accounts = accounts;
    this.users = users;
    this.posts = posts;
    this.authorComments = authorComments;
    this.blog = blog;
    this.comments = comments;
    this.media = media;
  }

  /** Disables an account, and takes everything of it from readers. */
  AdminUser hide(long id) {
    // First the account, so that nothing new comes in between.
    accounts.disable(id);
    users.hide(id, true);
    posts.withhold(id);
    authorComments.withhold(id);
    return accounts.byId(id);
  }

  /** Enables an account, and shows everything that {@link #hide} hid. */
  AdminUser show(long id) {
    posts.release(id);
    authorComments.release(id);
    users.hide(id, false);
    return accounts.enable(id);
  }

  /**
   * Deletes some posts and comments of a user, or none of them.
   *
   * @throws RequestFailedException 400 when one is another's, or is gone
   */
  void delete(Caller caller, long id, Collection<String> slugs, Collection<Long> commentIds) {
    Map<String, List<Message>> errors = new LinkedHashMap<>();
    if (!slugs.stream().allMatch(slug -> posts.has(id, slug))) {
      errors.put("posts", List.of(Message.of(NOT_THERE)));
    }
    if (!commentIds.stream().allMatch(comment -> authorComments.has(id, comment))) {
      errors.put("comments", List.of(Message.of(NOT_THERE)));
    }
    if (!errors.isEmpty()) {
      throw new RequestFailedException(Problem.invalid(errors));
    }
    slugs.forEach(slug -> blog.delete(caller, slug, Optional.empty()));
    commentIds.forEach(comment -> comments.delete(caller, comment));
  }

  /** Deletes all posts, comments and images of a user. */
  void deleteAll(Caller caller, long id) {
    accounts.byId(id);
    for (List<PostSummary> some = posts.list(id, 1, BATCH).items();
        !some.isEmpty();
        some = posts.list(id, 1, BATCH).items()) {
      some.forEach(post -> blog.delete(caller, post.slug(), Optional.empty()));
    }
    for (List<QueuedComment> some = authorComments.list(id, 1, BATCH).items();
        !some.isEmpty();
        some = authorComments.list(id, 1, BATCH).items()) {
      some.stream()
          .map(QueuedComment::comment)
          .map(CommentView::id)
          .forEach(comment -> comments.delete(caller, comment));
    }
    media.deleteAll(id);
  }
}
