package org.inkgate.tokens;

import java.time.Instant;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/**
 * Makes key pairs, already wrapped.
 *
 * @param algorithm as RFC 7518 and RFC 8037 name it
 */
record KeyMaker(String algorithm, KeyWrapping wrapping) {

  private static final int RSA_BITS = 2048;

  /** A new key that signs from that moment on. */
  SigningKey make(Instant now, Instant activatesAt) {
    PublicJsonWebKey key = generate();
    return new SigningKey(key.getKeyId(), algorithm, wrapping.wrap(key), now, activatesAt);
  }

  private PublicJsonWebKey generate() {
    try {
      PublicJsonWebKey key =
          switch (algorithm) {
            case "ES256" -> EcJwkGenerator.generateJwk(EllipticCurves.P256);
            case "RS256" -> RsaJwkGenerator.generateJwk(RSA_BITS);
            case "EdDSA" -> OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
            default -> throw new IllegalArgumentException(algorithm);
          };
      key.setAlgorithm(algorithm);
      key.setUse("sig");
      key.setKeyId(key.calculateBase64urlEncodedThumbprint("SHA-256"));
      return key;
    } catch (JoseException e) {
      throw new IllegalStateException("This Java can't make keys for " + algorithm, e);
    }
  }
}
