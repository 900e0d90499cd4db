package org.inkgate.tokens;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.inkgate.config.Settings;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.OctetSequenceJsonWebKey;
import org.jose4j.keys.HmacKey;

/** The keys Inkgate signs with: the operator's secret, or key pairs of its own. */
@ApplicationScoped
public class SigningKeys {

  private static final Logger LOG = Logger.getLogger(SigningKeys.class.getName());

  /** Named plainly: a thumbprint of a secret would help to guess it. */
  private static final String SECRET_KEY_ID = "hs256";

  /** Every key of our own is named by its thumbprint (RFC 7638). */
  private static final Pattern OWN_KEY_ID = Pattern.compile("[A-Za-z0-9_-]{43}");

  /** An unknown "kid" may be another node's new key, but must not be a way to keep us busy. */
  private static final Duration BETWEEN_RELOADS = Duration.ofSeconds(5);

  private final AtomicReference<Instant> lastReload = new AtomicReference<>(Instant.MIN);

  private Settings settings;
  private SigningKeyStore store;
  private Revocations revocations;
  private Clock clock;
  private KeyWrapping wrapping;
  private KeySchedule schedule;
  private volatile KeyRing ring;

  SigningKeys() {}

  @Inject
  SigningKeys(Settings settings, SigningKeyStore store, Revocations revocations, Clock clock) {
    this.settings = settings;
    this.store = store;
    this.revocations = revocations;
    this.clock = clock;
    this.wrapping = new KeyWrapping(settings.secretKey());
    this.schedule = new KeySchedule(settings, new KeyMaker(settings.algorithm(), wrapping));
  }

  /**
   * Loads the keys, makes the first ones, follows a change of the settings.
   *
   * @throws org.inkgate.config.BadSettingException when another secret key protects them
   */
  void start() {
    change(keys -> schedule.adoptAlgorithm(keys, clock.instant()));
  }

  /** Does what the schedule says is due, and learns what other nodes did. */
  void tend() {
    change(keys -> schedule.tend(keys, clock.instant()));
  }

  /**
   * Lets the next key take over as soon as all who verify can know it.
   *
   * @return when that is
   * @throws RequestFailedException 409 when the operator's secret signs
   */
  Instant rotate() {
    requireOwnKeys();
    AtomicReference<Instant> takeover = new AtomicReference<>();
    change(keys -> takeover.set(schedule.rotate(keys, clock.instant())));
    return takeover.get();
  }

  /**
   * Withdraws a key at once: every token it signed is refused from the next request, on the other
   * nodes within a second. Its sessions go on with their refresh tokens.
   *
   * @throws RequestFailedException 404 for a key that is not there, 409 when the operator's secret
   *     signs
   */
  void withdraw(String kid) {
    requireOwnKeys();
    AtomicBoolean known = new AtomicBoolean();
    change(keys -> known.set(schedule.withdraw(keys, kid, clock.instant())));
    if (!known.get()) {
      throw new RequestFailedException(Problem.notFound());
    }
    // After the commit, so that a node which hears of it finds the new key.
    revocations.withdrawKey(kid);
  }

  private void requireOwnKeys() {
    if (!rotatable()) {
      throw new RequestFailedException(
          Problem.of(409, "key-not-ours", "tokens.problem.key-not-ours"));
    }
  }

  /** Whether the keys are Inkgate's own, and not the operator's secret. */
  boolean rotatable() {
    return settings.jwtSecretKey().isEmpty();
  }

  private synchronized void change(Consumer<List<SigningKey>> change) {
    use(store.change(change));
  }

  private synchronized void reload() {
    use(store.all());
  }

  /** Keeps the ring of before when it is the same, for what was verified with it counts on. */
  private void use(List<SigningKey> stored) {
    List<RingKey> keys = new ArrayList<>();
    settings.jwtSecretKey().ifPresent(secret -> keys.add(secretKey(secret.bytes())));
    Duration retiring = KeySchedule.retiring(settings);
    stored.forEach(
        key ->
            keys.add(
                new RingKey(
                    wrapping.unwrap(key.kid(), key.wrappedJwk()),
                    Optional.of(key.life(retiring)))));
    KeyRing now = new KeyRing(keys);
    if (ring == null || !ring.sameAs(now)) {
      ring = now;
      LOG.log(Level.INFO, "Signing keys: {0}", now);
    }
  }

  private static RingKey secretKey(byte[] secret) {
    JsonWebKey key = new OctetSequenceJsonWebKey(new HmacKey(secret));
    key.setKeyId(SECRET_KEY_ID);
    key.setAlgorithm("HS256");
    return new RingKey(key, Optional.empty());
  }

  /** The keys in force. One that another node withdrew is gone from them. */
  KeyRing ring() {
    if (ring.all().stream().anyMatch(key -> revocations.withdrawn(key.id()))) {
      reload();
    }
    return ring;
  }

  /** The key that signs now. */
  JsonWebKey active() {
    return ring().active(clock.instant());
  }

  /** The key of that name if it verifies now, even if another node has only just made it. */
  Optional<RingKey> find(String keyId) {
    Instant now = clock.instant();
    Optional<RingKey> known = ring().find(keyId, now);
    if (known.isPresent() || !OWN_KEY_ID.matcher(keyId).matches() || !mayReload(now)) {
      return known;
    }
    try {
      reload();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Can't read signing keys; those in memory go on", e);
    }
    return ring.find(keyId, now);
  }

  private boolean mayReload(Instant now) {
    Instant last = lastReload.get();
    return last.isBefore(now.minus(BETWEEN_RELOADS)) && lastReload.compareAndSet(last, now);
  }
}
