package org.inkgate.comments;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.Validation;
import org.inkgate.persistence.Retried;
import org.inkgate.posts.PostSummary;
import org.inkgate.tokens.Caller;

/** What readers can do with comments: write, change, delete and moderate them. */
@ApplicationScoped
public class Comments {

  private CommentAccess access;
  private CommentStore store;
  private CommentPace pace;
  private Validation validation;
  private Clock clock;
  private Event<CommentChanged> changes;

  Comments() {}

  @Inject
  Comments(
      CommentAccess access,
      CommentStore store,
      CommentPace pace,
      Validation validation,
      Clock clock,
      Event<CommentChanged> changes) {
    this.access = access;
    this.store = store;
    this.pace = pace;
    this.validation = validation;
    this.clock = clock;
    this.changes = changes;
  }

  /**
   * Stores a new comment.
   *
   * @param formKey names one sending of a form; a second sending finds the comment of the first
   * @throws RequestFailedException 404; 403 without the scope or where comments are closed; 400 for
   *     what does not validate; 429 for too many in a short time, 507 for too many at all
   */
  @Retried
  public CommentView add(Caller caller, String slug, CommentDraft draft, Optional<String> formKey) {
    validation.check(draft);
    PostSummary post = access.postToWriteBelow(caller, slug);
    Optional<CommentView> before = sentBefore(caller, formKey);
    if (before.isPresent()) {
      return before.get();
    }
    CommentState state = access.stateOfNew(caller, post);
    Optional<Long> thread = draft.parent().map(parent -> thread(post, parent));
    pace.count(caller.userId(), formKey);
    return store.add(
        post.id(),
        thread,
        caller.userId(),
        draft.body(),
        state,
        formKey,
        clock.instant(),
        comment -> announce(post, comment.view(slug)));
  }

  private CommentView announce(PostSummary post, CommentView added) {
    changes.fire(new CommentChanged(post, Optional.empty(), Optional.of(added)));
    return added;
  }

  private Optional<CommentView> sentBefore(Caller caller, Optional<String> formKey) {
    return formKey
        .flatMap(key -> store.byForm(caller.userId(), key))
        .flatMap(comment -> store.slug(comment.postId()).map(comment::view));
  }

  /** An answer to an answer goes to the same thread: there is one level. */
  private long thread(PostSummary post, long parent) {
    return store
        .byId(parent)
        .filter(it -> it.postId() == post.id() && it.state() == CommentState.APPROVED)
        .map(Comment::root)
        .orElseThrow(
            () -> new RequestFailedException(Problem.invalid("parent", CommentStore.NO_PARENT)));
  }

  /**
   * Changes what the caller's own comment says. It is moderated as a new one would be.
   *
   * @throws RequestFailedException 404, 403 for another's comment, 400, 429
   */
  @Retried
  @Transactional
  public CommentView edit(Caller caller, long id, CommentDraft draft) {
    validation.check(draft);
    CommentAccess.Case found = access.forChange(caller, id);
    found.requireOwn();
    pace.count(caller.userId(), Optional.empty());
    CommentView before = found.view();
    found.comment().edit(draft.body(), access.stateOfEdited(caller, found), clock.instant());
    CommentView after = found.view();
    changes.fire(new CommentChanged(found.post(), Optional.of(before), Optional.of(after)));
    return after;
  }

  /**
   * Deletes a comment; if it has replies, its place stays.
   *
   * @throws RequestFailedException 404, or 403 for another's comment below another's post
   */
  @Retried
  @Transactional
  public void delete(Caller caller, long id) {
    CommentAccess.Case found = access.forChange(caller, id);
    found.requireOwnOrModerator();
    CommentView before = found.view();
    Comment comment = found.comment();
    if (comment.startsThread() && store.countReplies(id) > 0) {
      comment.clear();
    } else {
      store.remove(comment);
      // With the last answer goes the place that was kept for it.
      store
          .byId(comment.root())
          .filter(root -> root.state() == CommentState.DELETED)
          .filter(root -> store.countReplies(root.id()) == 0)
          .ifPresent(store::remove);
    }
    changes.fire(new CommentChanged(found.post(), Optional.of(before), Optional.empty()));
  }

  /**
   * Shows a comment to all readers, or to moderators only.
   *
   * @param seen when the words were last changed that the caller decided on, in milliseconds; empty
   *     when the caller does not say
   * @throws RequestFailedException 404, 403 for a caller who is not a moderator of the post, 409
   *     when the comment was changed since
   */
  @Retried
  @Transactional
  CommentView moderate(Caller caller, long id, CommentState decided, Optional<Long> seen) {
    CommentAccess.Case found = access.forChange(caller, id);
    if (!found.reader().moderator()) {
      throw CommentAccess.forbidden("not-yours", "posts.problem.moderator");
    }
    boolean own = found.comment().writtenBy(caller.userId());
    if (own && found.comment().hiddenByAnother() && !CommentAccess.moderatesAll(caller)) {
      throw CommentAccess.forbidden("not-yours", "posts.problem.hidden-by-another");
    }
    CommentView before = found.view();
    if (seen.isPresent() && seen.get() != before.updatedAt().toEpochMilli()) {
      throw new RequestFailedException(
          Problem.of(409, "changed-meanwhile", "posts.problem.comment-changed"));
    }
    found.comment().moderate(decided, caller.userId());
    CommentView after = found.view();
    changes.fire(new CommentChanged(found.post(), Optional.of(before), Optional.of(after)));
    return after;
  }
}
