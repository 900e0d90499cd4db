package org.inkgate.tokens;

import java.security.Key;
import java.time.Instant;
import java.util.Optional;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;

/**
 * A key that signs or verifies.
 *
 * @param life empty for the operator's own secret, which lasts as long as it is set
 */
record RingKey(JsonWebKey jwk, Optional<KeyLife> life) {

  String id() {
    return jwk.getKeyId();
  }

  String algorithm() {
    return jwk.getAlgorithm();
  }

  Key verificationKey() {
    return jwk instanceof PublicJsonWebKey pair ? pair.getPublicKey() : jwk.getKey();
  }

  KeyLife.State state(Instant now) {
    return life.map(known -> known.state(now)).orElse(KeyLife.State.ACTIVE);
  }

  boolean verifies(Instant now) {
    return state(now) != KeyLife.State.GONE;
  }
}
