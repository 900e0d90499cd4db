package org.inkgate.comments;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.inkgate.http.Validation;
import org.inkgate.tokens.Caller;

/**
 * Decides what a comment's form means that is sent again: it makes one comment, which says what was
 * sent last. A browser that goes back may have the words and a page with another key; the same
 * words at the same place are then the comment that is there.
 */
@ApplicationScoped
class SecondComment {

  /** As long as a request may be repeated with the same idempotency key. */
  private static final Duration REMEMBERED = Duration.ofDays(1);

  private Comments comments;
  private CommentAccess access;
  private CommentStore store;
  private Validation validation;
  private Clock clock;

  SecondComment() {}

  @Inject
  SecondComment(
      Comments comments,
      CommentAccess access,
      CommentStore store,
      Validation validation,
      Clock clock) {
    this.comments = comments;
    this.access = access;
    this.store = store;
    this.validation = validation;
    this.clock = clock;
  }

  /**
   * Stores the comment of a form, unless it is there.
   *
   * @throws org.inkgate.http.RequestFailedException as {@link Comments#add} and {@link
   *     Comments#edit}
   */
  CommentView add(Caller caller, String slug, CommentDraft draft, Optional<String> formKey) {
    validation.check(draft);
    long post = access.postToWriteBelow(caller, slug).id();
    Optional<Comment> sent = formKey.flatMap(key -> store.byForm(caller.userId(), key));
    if (sent.isPresent() && !sent.get().body().equals(draft.body())) {
      return comments.edit(caller, sent.get().id(), draft);
    }
    Optional<Long> thread = draft.parent().flatMap(store::byId).map(Comment::root);
    return store
        .latest(caller.userId(), post, clock.instant().minus(REMEMBERED))
        .filter(latest -> latest.says(draft.body(), thread))
        .map(latest -> latest.view(slug))
        .orElseGet(() -> comments.add(caller, slug, draft, formKey));
  }
}
