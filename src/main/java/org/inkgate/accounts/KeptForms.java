package org.inkgate.accounts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.inkgate.config.Settings;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwe.ContentEncryptionAlgorithmIdentifiers;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwe.KeyManagementAlgorithmIdentifiers;
import org.jose4j.keys.AesKey;
import org.jose4j.lang.JoseException;

/**
 * Carries a form through a login inside the login page itself: encrypted (RFC 7516), for half an
 * hour, so that the server need not store what nobody may ever come back for.
 */
@ApplicationScoped
class KeptForms {

  private static final Duration LIFETIME = Duration.ofMinutes(30);

  /** With more than this, the login form itself would be too large to send. */
  private static final int LONGEST_CHARACTERS = 900_000;

  private Clock clock;
  private AesKey key;

  KeptForms() {}

  @Inject
  KeptForms(Settings settings, Clock clock) {
    this.clock = clock;
    this.key = new AesKey(settings.secretKey().derive("kept-forms"));
  }

  /** Seals a form; empty when it is too long to be carried. */
  Optional<String> seal(KeptForm form) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("action", form.action());
    content.put("fields", form.fields());
    content.put("exp", clock.instant().plus(LIFETIME).getEpochSecond());
    form.userId().ifPresent(id -> content.put("user", id));
    JsonWebEncryption jwe = new JsonWebEncryption();
    jwe.setAlgorithmHeaderValue(KeyManagementAlgorithmIdentifiers.DIRECT);
    jwe.setEncryptionMethodHeaderParameter(ContentEncryptionAlgorithmIdentifiers.AES_256_GCM);
    jwe.setKey(key);
    jwe.setPayload(JsonUtil.toJson(content));
    try {
      String sealed = jwe.getCompactSerialization();
      return Optional.of(sealed).filter(text -> text.length() <= LONGEST_CHARACTERS);
    } catch (JoseException e) {
      throw new IllegalStateException("Can't encrypt a form", e);
    }
  }

  /** Opens what was sealed here; empty when it is none of ours, altered or too old. */
  Optional<KeptForm> open(String sealed) {
    try {
      JsonWebEncryption jwe = new JsonWebEncryption();
      jwe.setKey(key);
      jwe.setCompactSerialization(sealed);
      Map<String, Object> content = JsonUtil.parseJson(jwe.getPayload());
      if ((Long) content.get("exp") < clock.instant().getEpochSecond()) {
        return Optional.empty();
      }
      Map<String, String> fields = new LinkedHashMap<>();
      ((Map<?, ?>) content.get("fields"))
          .forEach((name, value) -> fields.put((String) name, (String) value));
      return Optional.of(
          new KeptForm(
              (String) content.get("action"),
              Optional.ofNullable((Long) content.get("user")),
              fields));
    } catch (JoseException e) {
      return Optional.empty();
    }
  }
}
