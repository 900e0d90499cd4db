package org.inkgate.tokens;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.inkgate.config.Settings;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OctetSequenceJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/** The keys Inkgate signs with: the operator's secret, or key pairs of its own. */
@ApplicationScoped
public class SigningKeys {

  private static final int RSA_BITS = 2048;

  /** Named plainly: a thumbprint of a secret would help whoever wants to guess it. */
  private static final String SECRET_KEY_ID = "hs256";

  private Settings settings;
  private SigningKeyStore store;
  private Clock clock;
  private volatile KeyRing ring;

  SigningKeys() {}

  @Inject
  SigningKeys(Settings settings, SigningKeyStore store, Clock clock) {
    this.settings = settings;
    this.store = store;
    this.clock = clock;
  }

  /** The keys in force now; loaded, and made if there is none yet, at the first call. */
  public KeyRing ring() {
    KeyRing current = ring;
    return current == null ? load() : current;
  }

  private synchronized KeyRing load() {
    if (ring == null) {
      ring = new KeyRing(settings.jwtSecretKey().isPresent() ? List.of(secretKey()) : ownKeys());
    }
    return ring;
  }

  private JsonWebKey secretKey() {
    JsonWebKey key =
        new OctetSequenceJsonWebKey(new HmacKey(settings.jwtSecretKey().orElseThrow().bytes()));
    key.setKeyId(SECRET_KEY_ID);
    key.setAlgorithm("HS256");
    return key;
  }

  /** Newest first: the first one signs, all verify. */
  private List<JsonWebKey> ownKeys() {
    List<JsonWebKey> keys = new ArrayList<>(stored());
    boolean fits = !keys.isEmpty() && keys.get(0).getAlgorithm().equals(settings.algorithm());
    if (!fits) {
      JsonWebKey key = generate(settings.algorithm());
      store.add(
          new SigningKey(
              key.getKeyId(), key.getAlgorithm(), wrapping().wrap(key), clock.instant()));
      keys = stored();
    }
    return keys;
  }

  private List<JsonWebKey> stored() {
    KeyWrapping wrapping = wrapping();
    return store.newestFirst().stream()
        .map(key -> wrapping.unwrap(key.kid(), key.wrappedJwk()))
        .toList();
  }

  private KeyWrapping wrapping() {
    return new KeyWrapping(settings.secretKey());
  }

  static JsonWebKey generate(String algorithm) {
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
