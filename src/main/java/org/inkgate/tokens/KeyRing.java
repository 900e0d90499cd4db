package org.inkgate.tokens;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;

/** The keys in force: one of them signs, all that are not gone verify. */
final class KeyRing {

  private static final Comparator<RingKey> NEWEST_LAST =
      Comparator.comparing(
              (RingKey key) -> key.life().map(KeyLife::activatesAt).orElse(Instant.MAX))
          .thenComparing(RingKey::id);

  private final Map<String, RingKey> byId = new LinkedHashMap<>();

  KeyRing(Collection<RingKey> keys) {
    keys.forEach(key -> byId.put(key.id(), key));
  }

  /**
   * The key that signs now; the newest if there are two. When the clock was set back before all of
   * them, no key is active until {@link KeySchedule} makes one; until then the earliest signs.
   */
  JsonWebKey active(Instant now) {
    return byId.values().stream()
        .filter(key -> key.state(now) == KeyLife.State.ACTIVE)
        .max(NEWEST_LAST)
        .or(() -> byId.values().stream().filter(key -> key.verifies(now)).min(NEWEST_LAST))
        .orElseThrow(() -> new IllegalStateException("No signing key is active"))
        .jwk();
  }

  /** The key of that name, if it verifies now. */
  Optional<RingKey> find(String keyId, Instant now) {
    return Optional.ofNullable(byId.get(keyId)).filter(key -> key.verifies(now));
  }

  List<RingKey> all() {
    return List.copyOf(byId.values());
  }

  /** The public keys that verify now or soon; a shared secret has none. */
  List<JsonWebKey> publicKeys(Instant now) {
    return byId.values().stream()
        .filter(key -> key.verifies(now) && key.jwk() instanceof PublicJsonWebKey)
        .map(RingKey::jwk)
        .toList();
  }

  /** Whether nothing happened since that ring: the same keys, living as long. */
  boolean sameAs(KeyRing other) {
    return lives().equals(other.lives());
  }

  private Map<String, Optional<KeyLife>> lives() {
    return byId.values().stream().collect(Collectors.toMap(RingKey::id, RingKey::life));
  }

  @Override
  public String toString() {
    return byId.values().stream()
        .map(key -> key.algorithm() + " " + key.id())
        .collect(Collectors.joining(", "));
  }
}
