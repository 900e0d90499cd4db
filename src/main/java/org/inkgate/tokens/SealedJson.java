package org.inkgate.tokens;

import java.util.Map;
import java.util.Optional;
import org.inkgate.config.Secret;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwe.ContentEncryptionAlgorithmIdentifiers;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwe.KeyManagementAlgorithmIdentifiers;
import org.jose4j.keys.AesKey;
import org.jose4j.lang.JoseException;

/** Seals JSON for one purpose, so that only this server can read or alter it (RFC 7516). */
public final class SealedJson {

  private final AesKey key;

  /** What is sealed for one purpose can't be opened for another. */
  public SealedJson(Secret secret, String purpose) {
    this.key = new AesKey(secret.derive(purpose));
  }

  public String seal(Map<String, Object> content) {
    JsonWebEncryption jwe = new JsonWebEncryption();
    jwe.setAlgorithmHeaderValue(KeyManagementAlgorithmIdentifiers.DIRECT);
    jwe.setEncryptionMethodHeaderParameter(ContentEncryptionAlgorithmIdentifiers.AES_256_GCM);
    jwe.setKey(key);
    jwe.setPayload(JsonUtil.toJson(content));
    try {
      return jwe.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException("Can't encrypt", e);
    }
  }

  /** Opens what was sealed here; empty when it was not sealed here or was altered. */
  public Optional<Map<String, Object>> open(String sealed) {
    try {
      JsonWebEncryption jwe = new JsonWebEncryption();
      jwe.setKey(key);
      jwe.setCompactSerialization(sealed);
      return Optional.of(JsonUtil.parseJson(jwe.getPayload()));
    } catch (JoseException e) {
      return Optional.empty();
    }
  }
}
