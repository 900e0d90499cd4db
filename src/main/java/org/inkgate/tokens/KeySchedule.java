package org.inkgate.tokens;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.inkgate.config.Settings;

/**
 * Plans the life of the signing keys: next, active, retiring, gone.
 *
 * <p>There is always a next key, published long before it signs. When it takes over is decided
 * ahead, so that all nodes change at the same moment by their clocks.
 */
final class KeySchedule {

  /** Until every node has heard of a change: they look twice as often. */
  static final Duration SPREAD = Duration.ofMinutes(1);

  /** How often a node looks. */
  static final Duration LOOK = SPREAD.dividedBy(2);

  /** How long a key is published, at the least, before it signs by the schedule. */
  static final Duration NOTICE = Duration.ofDays(1);

  /** How long caches may keep the published keys; a new key does not sign before. */
  static final Duration JWKS_MAX_AGE = Duration.ofMinutes(5);

  /** The notice of a rotation on demand: until no cache holds a JWKS without the new key. */
  static final Duration SHORT_NOTICE = JWKS_MAX_AGE.plus(SPREAD).plus(SPREAD);

  private final Duration rotation;
  private final Duration retiring;
  private final boolean ownKeys;
  private final KeyMaker maker;

  KeySchedule(Settings settings, KeyMaker maker) {
    this.rotation = settings.keyRotation();
    this.retiring = retiring(settings);
    this.ownKeys = settings.jwtSecretKey().isEmpty();
    this.maker = maker;
  }

  /** How long a key verifies after it stopped signing: until its last token expired everywhere. */
  static Duration retiring(Settings settings) {
    return settings.accessTokenLifetime().plus(TokenVerifier.LEEWAY).plus(SPREAD);
  }

  /** Does what is due: removes keys that are gone, plans the one that follows the last. */
  void tend(List<SigningKey> keys, Instant now) {
    keys.removeIf(key -> state(key, now) == KeyLife.State.GONE);
    if (!ownKeys) {
      // The operator's secret signs. What own keys have signed is valid until it expires.
      keys.removeIf(key -> state(key, now) == KeyLife.State.NEXT);
      keys.stream().filter(key -> isActive(key, now)).forEach(key -> key.retire(now));
      return;
    }
    if (keys.stream().noneMatch(key -> isActive(key, now))) {
      keys.add(maker.make(now, now));
    }
    SigningKey active = active(keys, now);
    keys.stream()
        .filter(key -> key != active && isActive(key, now))
        .forEach(key -> key.retire(now));
    if (last(keys) == active) {
      follow(active, keys, now, later(active.activatesAt().plus(rotation), now.plus(NOTICE)));
    }
  }

  /**
   * Lets the next key take over as soon as every node, and every cache of the JWKS, knows it.
   *
   * @return when that is
   */
  Instant rotate(List<SigningKey> keys, Instant now) {
    tend(keys, now);
    SigningKey next = last(keys);
    SigningKey before = last(keys.stream().filter(key -> key != next).toList());
    Instant soonest = later(now.plus(SPREAD), next.createdAt().plus(SHORT_NOTICE));
    if (soonest.isBefore(next.activatesAt())) {
      next.activate(soonest);
      before.retire(soonest);
    }
    return next.activatesAt();
  }

  /**
   * Removes a key, so that nothing it signed verifies; when it is the one that signs, a new one
   * signs from now on.
   *
   * @return false when no key has that name
   */
  boolean withdraw(List<SigningKey> keys, String kid, Instant now) {
    boolean known = keys.removeIf(key -> key.kid().equals(kid));
    tend(keys, now);
    return known;
  }

  /** Rotates to the algorithm of the settings if it is another one than the keys'. */
  void adoptAlgorithm(List<SigningKey> keys, Instant now) {
    tend(keys, now);
    if (!ownKeys) {
      return;
    }
    SigningKey last = last(keys);
    if (!last.algorithm().equals(maker.algorithm())) {
      if (last.activatesAt().isAfter(now.plus(SPREAD))) {
        keys.remove(last); // It never signed, and now never will.
      }
      SigningKey before = last(keys);
      follow(before, keys, now, later(before.activatesAt(), now).plus(NOTICE));
    }
    if (!active(keys, now).algorithm().equals(maker.algorithm())) {
      rotate(keys, now);
    }
  }

  private void follow(SigningKey key, List<SigningKey> keys, Instant now, Instant takeover) {
    key.retire(takeover);
    keys.add(maker.make(now, takeover));
  }

  private SigningKey active(List<SigningKey> keys, Instant now) {
    return last(keys.stream().filter(key -> isActive(key, now)).toList());
  }

  private boolean isActive(SigningKey key, Instant now) {
    return state(key, now) == KeyLife.State.ACTIVE;
  }

  private KeyLife.State state(SigningKey key, Instant now) {
    return key.life(retiring).state(now);
  }

  private static SigningKey last(List<SigningKey> keys) {
    return keys.stream()
        .max(Comparator.comparing(SigningKey::activatesAt).thenComparing(SigningKey::kid))
        .orElseThrow();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
