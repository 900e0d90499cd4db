package org.inkgate.tokens;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * Signs a message for recipients that know our public keys: a JWS with detached content (RFC 7515
 * appendix F), to be sent beside it.
 *
 * <p>Its "typ" says what it is for, so that it is never taken for an access token.
 */
@ApplicationScoped
public class DetachedSigner {

  private SigningKeys keys;

  DetachedSigner() {}

  @Inject
  DetachedSigner(SigningKeys keys) {
    this.keys = keys;
  }

  /** The protected header and the signature, with nothing between the two full stops. */
  public String sign(String type, String payload) {
    JsonWebSignature jws = TokenIssuer.unsigned(type, keys.active());
    jws.setPayload(payload);
    try {
      return jws.getDetachedContentCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException("Can't sign with key " + jws.getKeyIdHeaderValue(), e);
    }
  }
}
