package org.inkgate.tokens;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;

/** The keys in force at one moment: the first one signs, all of them verify. */
public final class KeyRing {

  private final JsonWebKey active;
  private final Map<String, JsonWebKey> byId = new LinkedHashMap<>();

  KeyRing(List<JsonWebKey> newestFirst) {
    active = newestFirst.get(0);
    newestFirst.forEach(key -> byId.put(key.getKeyId(), key));
  }

  JsonWebKey active() {
    return active;
  }

  Optional<JsonWebKey> find(String keyId) {
    return Optional.ofNullable(byId.get(keyId));
  }

  List<JsonWebKey> all() {
    return List.copyOf(byId.values());
  }

  /** The public keys; a shared secret has none. */
  List<PublicJsonWebKey> publicKeys() {
    return byId.values().stream()
        .filter(PublicJsonWebKey.class::isInstance)
        .map(PublicJsonWebKey.class::cast)
        .toList();
  }
}
