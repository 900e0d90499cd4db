package org.inkgate.tokens;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.inkgate.config.Settings;

/**
 * Which tokens are refused although they verify: by session ("sid"), by token ("jti"), by user
 * ("sub") or by the key that signed them ("kid").
 *
 * <p>Asked at every request, so it answers from memory. The database keeps it over a restart and
 * carries it to the other nodes, which look twice a second where there may be others.
 */
@ApplicationScoped
public class Revocations {

  private static final Logger LOG = Logger.getLogger(Revocations.class.getName());
  private static final long POLL_MILLISECONDS = 500;

  /** How far the clock may run ahead: what it forgot too soon would, set back, open doors again. */
  private static final Duration CLOCK_AHEAD = Duration.ofHours(1);

  /**
   * A revocation in memory.
   *
   * @param at when it happened
   * @param issuedUntil the last "iat" that is refused
   * @param expiresAt when the last of these tokens has expired by itself
   */
  private record Cut(Instant at, Instant issuedUntil, Instant expiresAt) {

    static Cut of(Revocation stored) {
      return new Cut(stored.issuedUntil(), stored.issuedUntil(), stored.expiresAt());
    }
  }

  /** The newest by claim and value. */
  private final Map<String, Cut> cuts = new ConcurrentHashMap<>();

  @Resource private ManagedScheduledExecutorService executor;

  private Settings settings;
  private RevocationStore store;
  private Clock clock;

  Revocations() {}

  @Inject
  Revocations(Settings settings, RevocationStore store, Clock clock) {
    this.settings = settings;
    this.store = store;
    this.clock = clock;
  }

  @PostConstruct
  void start() {
    load();
    boolean otherNodes = settings.database().isPresent();
    if (otherNodes) {
      executor.scheduleWithFixedDelay(
          this::poll, POLL_MILLISECONDS, POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
    }
  }

  private void load() {
    Instant now = clock.instant();
    for (Revocation row : store.inForce(now)) {
      cuts.merge(
          row.key(),
          Cut.of(row),
          (known, read) -> read.issuedUntil().isAfter(known.issuedUntil()) ? read : known);
    }
    forgetExpired(now);
  }

  private void forgetExpired(Instant now) {
    cuts.values().removeIf(cut -> !cut.expiresAt().isAfter(now));
  }

  /** Learns what other nodes revoked. */
  void poll() {
    try {
      load();
    } catch (RuntimeException e) {
      // An exception would end the schedule. What is in memory stays refused meanwhile.
      LOG.log(Level.WARNING, "Can't read revocations; trying again", e);
    }
  }

  boolean revoked(Caller caller, Instant issuedAt) {
    if (cuts.isEmpty()) {
      return false;
    }
    // No token of an ended session is valid, even if issued later: it may have been issued on
    // another node while it ended on this.
    if (cuts.containsKey("sid:" + caller.sessionId())
        || cuts.containsKey("jti:" + caller.tokenId())) {
      return true;
    }
    Cut cut = cuts.get("sub:" + caller.subject());
    return cut != null && !issuedAt.isAfter(cut.issuedUntil());
  }

  /** Refuses every access token of a session from now on. */
  public void revokeSession(String sessionId) {
    revoke("sid", sessionId);
  }

  /**
   * Refuses every access token a user has, so that the next one tells the user's new roles.
   *
   * <p>"iat" counts whole seconds, so a token issued within this second is dated into the next.
   */
  public void revokeUser(String subject) {
    revoke("sub", subject);
  }

  /** Lets every node forget a signing key, as soon as it looks here. */
  void withdrawKey(String keyId) {
    revoke("kid", keyId);
  }

  boolean withdrawn(String keyId) {
    return !cuts.isEmpty() && cuts.containsKey("kid:" + keyId);
  }

  /**
   * The "iat" of a new token.
   *
   * @param asOf before its roles and its session were read. When the user was revoked later than
   *     that, they may be the old ones, and the token is dated so that it is refused.
   */
  Instant issueTime(String subject, Instant asOf) {
    Cut cut = cuts.get("sub:" + subject);
    boolean dated =
        cut == null
            || !asOf.isAfter(cut.at())
            || cut.issuedUntil().isBefore(asOf.truncatedTo(ChronoUnit.SECONDS));
    return dated ? asOf : cut.issuedUntil().plusSeconds(1);
  }

  private void revoke(String claim, String value) {
    Instant now = clock.instant();
    Instant expiresAt = now.plus(settings.accessTokenLifetime()).plus(CLOCK_AHEAD);
    Cut cut =
        cuts.compute(
            claim + ':' + value, (key, before) -> new Cut(now, until(before, now), expiresAt));
    forgetExpired(now);
    store.deleteExpired(now);
    store.add(new Revocation(claim, value, cut.issuedUntil(), expiresAt));
  }

  /** Tokens issued since an earlier revocation within this second are dated into the next one. */
  private static Instant until(Cut before, Instant now) {
    boolean ahead = before != null && before.issuedUntil().isAfter(now.minusSeconds(1));
    return ahead ? before.issuedUntil().plusSeconds(1) : now;
  }
}
