package org.inkgate.blog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Supplier;
import org.inkgate.http.RequestFailedException;
import org.inkgate.tokens.Caller;
import org.inkgate.users.Throttle;
import org.inkgate.users.Throttle.Key;
import org.inkgate.users.Throttle.Limit;

/**
 * Limits how often a user can ask which slugs are taken: a slug often contains the title of another
 * user's draft.
 */
@ApplicationScoped
class SlugGuesses {

  private Throttle throttle;

  SlugGuesses() {}

  @Inject
  SlugGuesses(Throttle throttle) {
    this.throttle = throttle;
  }

  /**
   * Stores a post, and counts when the address that its author chose is taken.
   *
   * @param chosen the address, unless the post has it already
   * @throws RequestFailedException 429 after too many of these, whether or not this one is taken
   */
  <T> T count(Caller caller, Optional<String> chosen, Supplier<T> store) {
    if (chosen.isEmpty()) {
      return store.get();
    }
    Key guesses = Key.ofName(Limit.TAKEN_SLUG, caller.subject());
    throttle.check(guesses);
    try {
      return store.get();
    } catch (RequestFailedException e) {
      if ("slug-taken".equals(e.problem().type())) {
        throttle.count(guesses);
      }
      throw e;
    }
  }
}
