package org.inkgate.idempotency;

import java.time.Instant;
import java.util.Optional;
import org.inkgate.config.Secret;
import org.inkgate.tokens.RandomToken;

/**
 * The secret of what a form makes, such as a token, of which only a digest is stored. A form that
 * is sent twice shows the same secret twice: the browser shows the second answer only.
 */
public final class FormSecret {

  private FormSecret() {}

  /**
   * A secret of 256 bits in base64url: random without a form's key.
   *
   * @param owner what the secret is for, and whose it is
   * @param madeAt in whole milliseconds; a form that is sent after what it made was revoked makes
   *     another secret
   */
  public static String of(Secret key, String owner, Optional<String> formKey, Instant madeAt) {
    Secret own = new Secret(key.derive("form-secrets"));
    return formKey
        .map(form -> owner + ' ' + form + ' ' + madeAt.toEpochMilli())
        .map(own::derive)
        .map(RandomToken::base64)
        .orElseGet(RandomToken::next);
  }
}
