package org.inkgate.accounts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.inkgate.config.Settings;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.inkgate.tokens.Revocations;

/** Links with which somebody sets a new password without the old one: once, within the hour. */
@ApplicationScoped
class ResetLinks {

  static final Duration LIFETIME = Duration.ofHours(1);

  private static final SecureRandom RANDOM = new SecureRandom();

  private Settings settings;
  private ResetLinkStore store;
  private PasswordHasher hasher;
  private Revocations revocations;
  private Clock clock;

  ResetLinks() {}

  @Inject
  ResetLinks(
      Settings settings,
      ResetLinkStore store,
      PasswordHasher hasher,
      Revocations revocations,
      Clock clock) {
    this.settings = settings;
    this.store = store;
    this.hasher = hasher;
    this.revocations = revocations;
    this.clock = clock;
  }

  /** Makes a link for a user; only its digest is kept. */
  String make(long userId) {
    byte[] secret = new byte[32];
    RANDOM.nextBytes(secret);
    String token = base64(secret);
    Instant now = clock.instant();
    store.add(digest(token), userId, now, now.plus(LIFETIME));
    return settings.publicUrl() + "/password/reset?token=" + token;
  }

  /**
   * Refuses a link that opens nothing.
   *
   * @throws RequestFailedException 400
   */
  void check(String token) {
    store.user(digest(token), clock.instant()).orElseThrow(ResetLinks::invalid);
  }

  /**
   * Sets the new password and signs its user out everywhere.
   *
   * @throws RequestFailedException 400 for a link that opens nothing
   */
  User use(ResetPassword reset) {
    // Asked first, so that only somebody with a link makes us compute a hash.
    check(reset.token());
    String hash = hasher.hash(reset.newPassword());
    User user =
        store.use(digest(reset.token()), hash, clock.instant()).orElseThrow(ResetLinks::invalid);
    revocations.revokeUser(String.valueOf(user.id()));
    return user;
  }

  private static RequestFailedException invalid() {
    return new RequestFailedException(
        new Problem(
            400,
            "reset-link-invalid",
            "This link opens nothing",
            "It was used, is older than an hour, or is not complete. Ask for a new one."),
        "the reset link is unknown, used or expired");
  }

  private static String digest(String token) {
    try {
      return base64(
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
