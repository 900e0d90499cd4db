package org.inkgate.tokens;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.inkgate.config.Settings;

/**
 * Which tokens are refused although they verify: by session ("sid"), by token ("jti") or by user
 * ("sub").
 *
 * <p>Asked at every request, so it answers from memory. The database keeps it over a restart and
 * carries it to the other nodes, which look twice a second where there may be others.
 */
@ApplicationScoped
public class Revocations {

  private static final Logger LOG = Logger.getLogger(Revocations.class.getName());
  private static final long POLL_MILLISECONDS = 500;

  /** The last issue time that is refused, by claim and value. */
  private final Map<String, Instant> issuedUntil = new ConcurrentHashMap<>();

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
    store.inForce(clock.instant()).forEach(row -> remember(row.key(), row.issuedUntil()));
  }

  private void poll() {
    try {
      load();
    } catch (RuntimeException e) {
      // An exception would end the schedule. What is in memory stays refused meanwhile.
      LOG.log(Level.WARNING, "Can't read revocations; trying again", e);
    }
  }

  private void remember(String key, Instant until) {
    issuedUntil.merge(key, until, (one, other) -> one.isAfter(other) ? one : other);
  }

  boolean revoked(Caller caller, Instant issuedAt) {
    if (issuedUntil.isEmpty()) {
      return false;
    }
    // A session that ended has no tokens at all, whatever they say: one may have been issued on
    // another node while it ended on this.
    if (issuedUntil.containsKey("sid:" + caller.sessionId())
        || issuedUntil.containsKey("jti:" + caller.tokenId())) {
      return true;
    }
    Instant until = issuedUntil.get("sub:" + caller.subject());
    return until != null && !issuedAt.isAfter(until);
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

  /** The earliest "iat" with which a new token of a user is not refused. */
  Instant earliestIssue(String subject, Instant now) {
    Instant until = issuedUntil.get("sub:" + subject);
    return until == null || until.isBefore(now.truncatedTo(ChronoUnit.SECONDS))
        ? now
        : until.plusSeconds(1);
  }

  private void revoke(String claim, String value) {
    Instant now = clock.instant();
    // Tokens issued since an earlier revocation within this second are dated into the next one.
    Instant ahead = issuedUntil.getOrDefault(claim + ':' + value, Instant.MIN);
    Instant until = ahead.isAfter(now.minusSeconds(1)) ? ahead.plusSeconds(1) : now;
    Revocation revocation =
        new Revocation(
            claim, value, until, now.plus(settings.accessTokenLifetime()).plusSeconds(60));
    remember(revocation.key(), revocation.issuedUntil());
    store.deleteExpired(now);
    store.add(revocation);
  }
}
