package org.inkgate.accounts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.inkgate.config.Settings;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.Validation;
import org.inkgate.tokens.RandomToken;
import org.inkgate.tokens.Revocations;
import org.inkgate.users.OwnWords;
import org.inkgate.users.PasswordHasher;
import org.inkgate.users.User;

/** Links that set a new password without the old one: once, within an hour. */
@ApplicationScoped
class ResetLinks {

  static final Duration LIFETIME = Duration.ofHours(1);

  private Settings settings;
  private ResetLinkStore store;
  private PasswordHasher hasher;
  private Revocations revocations;
  private Validation validation;
  private Clock clock;

  ResetLinks() {}

  @Inject
  ResetLinks(
      Settings settings,
      ResetLinkStore store,
      PasswordHasher hasher,
      Revocations revocations,
      Validation validation,
      Clock clock) {
    this.settings = settings;
    this.store = store;
    this.hasher = hasher;
    this.revocations = revocations;
    this.validation = validation;
    this.clock = clock;
  }

  /** Makes a link for a user; only its digest is kept. */
  String make(long userId) {
    String token = RandomToken.next();
    Instant now = clock.instant();
    store.add(RandomToken.digest(token), userId, now, now.plus(LIFETIME));
    return settings.publicUrl() + "/password/reset?token=" + token;
  }

  /**
   * Refuses a link that opens nothing.
   *
   * @throws RequestFailedException 400
   */
  void check(String token) {
    owner(token);
  }

  private User owner(String token) {
    return store.user(RandomToken.digest(token), clock.instant()).orElseThrow(ResetLinks::invalid);
  }

  /**
   * Sets the new password and signs its user out everywhere.
   *
   * @throws RequestFailedException 400 for a link that opens nothing
   */
  User use(ResetPassword reset) {
    validation.check(reset);
    // Checked first, so that only the holder of a link makes us compute a hash.
    OwnWords.refuse(owner(reset.token()), "new_password", reset.newPassword());
    String hash = hasher.hash(reset.newPassword());
    User user =
        store
            .use(RandomToken.digest(reset.token()), hash, clock.instant())
            .orElseThrow(ResetLinks::invalid);
    revocations.revokeUser(String.valueOf(user.id()));
    return user;
  }

  private static RequestFailedException invalid() {
    return new RequestFailedException(
        Problem.of(400, "reset-link-invalid", "accounts.problem.reset-link-old")
            .titled("accounts.problem.reset-link"),
        "the reset link is unknown, used or expired");
  }
}
