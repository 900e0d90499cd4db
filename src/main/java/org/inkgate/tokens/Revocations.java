package org.inkgate.tokens;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
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
    return List.of(
            "sid:" + caller.sessionId(), "jti:" + caller.tokenId(), "sub:" + caller.subject())
        .stream()
        .map(issuedUntil::get)
        .anyMatch(until -> until != null && !issuedAt.isAfter(until));
  }

  /** Refuses every access token of a session from now on. */
  public void revokeSession(String sessionId) {
    revoke("sid", sessionId);
  }

  private void revoke(String claim, String value) {
    Instant now = clock.instant();
    Revocation revocation =
        new Revocation(claim, value, now, now.plus(settings.accessTokenLifetime()).plusSeconds(60));
    remember(revocation.key(), revocation.issuedUntil());
    store.deleteExpired(now);
    store.add(revocation);
  }
}
