package org.inkgate.blog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.time.Clock;
import java.util.Optional;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.Validation;
import org.inkgate.markdown.Markdown;
import org.inkgate.persistence.DatabaseConflict;
import org.inkgate.posts.ChangedBy;
import org.inkgate.posts.PostAccess;
import org.inkgate.posts.PostDraft;
import org.inkgate.posts.PostView;
import org.inkgate.tokens.Caller;
import org.inkgate.users.Throttle;
import org.inkgate.users.Throttle.Key;
import org.inkgate.users.Throttle.Limit;

/** Stores new posts: each once, and at an address that no other has. */
@ApplicationScoped
public class NewPosts {

  private static final int MOST_TRIES = 10;

  private BlogPosts posts;
  private SecondSending second;
  private Markdown markdown;
  private Validation validation;
  private SlugGuesses guesses;
  private Throttle throttle;
  private Clock clock;

  NewPosts() {}

  @Inject
  NewPosts(
      BlogPosts posts,
      SecondSending second,
      Markdown markdown,
      Validation validation,
      SlugGuesses guesses,
      Throttle throttle,
      Clock clock) {
    this.posts = posts;
    this.second = second;
    this.markdown = markdown;
    this.validation = validation;
    this.guesses = guesses;
    this.throttle = throttle;
    this.clock = clock;
  }

  /**
   * Stores a new post.
   *
   * @param formKey names one sending of a form; a second sending finds the post of the first
   * @throws RequestFailedException 403 without the scope, 400 for what does not validate, 409 for
   *     an address that is taken, 429 for too many in an hour, 507 for too many at all
   */
  public PostView create(Caller caller, PostDraft draft, Optional<String> formKey) {
    return create(caller, draft, formKey, ChangedBy.of(caller));
  }

  /** The same, also for a save by the editor itself while the author types. */
  PostView create(Caller caller, PostDraft sent, Optional<String> formKey, ChangedBy changedBy) {
    PostAccess.requireScopes(caller, sent);
    validation.check(sent);
    PostDraft draft = PostAccess.permitted(caller, sent);
    PostAccess.requireTag(caller, draft);
    markdown.check(draft.body());
    String html = markdown.html(draft.body());
    String summary = markdown.summary(draft.body());
    return guesses.count(
        caller, draft.slug(), () -> store(caller, draft, formKey, changedBy, html, summary));
  }

  private PostView store(
      Caller caller,
      PostDraft draft,
      Optional<String> formKey,
      ChangedBy changedBy,
      String html,
      String summary) {
    ChangedBy sending = formKey.map(changedBy::sending).orElse(changedBy);
    int taken = 0;
    for (int tried = 0; tried < MOST_TRIES; tried++) {
      Optional<PostView> before = formKey.flatMap(key -> second.of(caller, draft, key, sending));
      if (before.isPresent()) {
        return before.get();
      }
      if (tried == 0) {
        throttle.count(Key.ofName(Limit.POSTS, caller.subject()));
      }
      try {
        // Each try is a transaction of its own: PostgreSQL goes on with none that failed.
        return posts.add(sending, formKey, draft, summary, taken, clock.instant()).view(html);
      } catch (PersistenceException e) {
        if (DatabaseConflict.isDuplicate(e)) {
          taken++;
        } else if (!DatabaseConflict.isVictim(e)) {
          // Derby refuses a row now and then while many are inserted at once.
          throw e;
        }
      }
    }
    throw new RequestFailedException(
        Problem.of(409, "slug-taken", "posts.problem.title-too-often")
            .titled("posts.problem.title-in-use"));
  }
}
