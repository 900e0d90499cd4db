package org.inkgate.tokens;

import org.inkgate.config.BadSettingException;
import org.inkgate.config.Secret;
import org.jose4j.jwe.ContentEncryptionAlgorithmIdentifiers;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwe.KeyManagementAlgorithmIdentifiers;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.keys.AesKey;
import org.jose4j.lang.JoseException;

/** Keeps private keys as JWEs (RFC 7516), encrypted under the server's secret key. */
final class KeyWrapping {

  private final AesKey key;

  KeyWrapping(Secret secret) {
    this.key = new AesKey(secret.derive("signing-keys"));
  }

  String wrap(JsonWebKey jwk) {
    JsonWebEncryption jwe = new JsonWebEncryption();
    jwe.setAlgorithmHeaderValue(KeyManagementAlgorithmIdentifiers.DIRECT);
    jwe.setEncryptionMethodHeaderParameter(ContentEncryptionAlgorithmIdentifiers.AES_256_GCM);
    jwe.setKey(key);
    jwe.setPayload(jwk.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE));
    try {
      return jwe.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException("Can't wrap a signing key", e);
    }
  }

  /**
   * Decrypts a key.
   *
   * @throws BadSettingException when it was wrapped under another secret key
   */
  JsonWebKey unwrap(String kid, String wrapped) {
    try {
      JsonWebEncryption jwe = new JsonWebEncryption();
      jwe.setKey(key);
      jwe.setCompactSerialization(wrapped);
      return JsonWebKey.Factory.newJwk(jwe.getPayload());
    } catch (JoseException e) {
      throw new BadSettingException(
          "SECRET_KEY",
          "is not the one that protects the signing keys in the database (kid " + kid + ")");
    }
  }
}
