package org.inkgate.tokens;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.inkgate.config.Settings;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.OctetSequenceJsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Issues access tokens: JWTs in the profile of RFC 9068. */
@ApplicationScoped
public class TokenIssuer {

  /** RFC 9068 §2.1. */
  static final String TYPE = "at+jwt";

  /** RFC 9068 §2.2; there are no other clients than Inkgate's own login and RealWorld API. */
  static final String CLIENT_ID = "inkgate";

  private Settings settings;
  private SigningKeys keys;
  private Revocations revocations;

  TokenIssuer() {}

  @Inject
  TokenIssuer(Settings settings, SigningKeys keys, Revocations revocations) {
    this.settings = settings;
    this.keys = keys;
    this.revocations = revocations;
  }

  /** How long an access token is valid. */
  public Duration lifetime() {
    return settings.accessTokenLifetime();
  }

  /** A token for the "Authorization" header. */
  public String issue(Grant grant) {
    return issue(grant, Optional.empty());
  }

  /** A token for a cookie, with the value that forms sent with it must carry. */
  public String issueForCookie(Grant grant, String csrf) {
    return issue(grant, Optional.of(csrf));
  }

  private String issue(Grant grant, Optional<String> csrf) {
    Instant issuedAt = revocations.issueTime(grant.subject(), grant.asOf());
    JwtClaims claims = new JwtClaims();
    claims.setIssuer(settings.publicUrl().toString());
    claims.setAudience(settings.publicUrl().toString());
    claims.setSubject(grant.subject());
    claims.setIssuedAt(NumericDate.fromSeconds(issuedAt.getEpochSecond()));
    claims.setExpirationTime(NumericDate.fromSeconds(issuedAt.plus(lifetime()).getEpochSecond()));
    claims.setGeneratedJwtId();
    claims.setClaim("client_id", CLIENT_ID);
    claims.setClaim("sid", grant.sessionId());
    claims.setClaim("auth_time", authTime(grant.authenticatedAt(), issuedAt).getEpochSecond());
    claims.setClaim("scope", Scope.claim(grant.scopes()));
    claims.setStringListClaim("roles", List.copyOf(grant.roles()));
    csrf.ifPresent(value -> claims.setClaim("csrf", value));
    return sign(claims, keys.active());
  }

  /**
   * When the password was given. A future time means that the clock was set back since: the age of
   * the login is unknown, so it counts as very old, and what needs a fresh login asks for one.
   */
  private static Instant authTime(Instant authenticatedAt, Instant issuedAt) {
    boolean toCome = authenticatedAt.isAfter(issuedAt.plus(TokenVerifier.LEEWAY));
    return toCome ? Instant.EPOCH : authenticatedAt;
  }

  /** A JWS with its header and key, to be given a payload. */
  static JsonWebSignature unsigned(String type, JsonWebKey key) {
    JsonWebSignature jws = new JsonWebSignature();
    jws.setHeader("typ", type);
    jws.setKeyIdHeaderValue(key.getKeyId());
    jws.setAlgorithmHeaderValue(key.getAlgorithm());
    jws.setKey(
        key instanceof PublicJsonWebKey pair
            ? pair.getPrivateKey()
            : ((OctetSequenceJsonWebKey) key).getKey());
    return jws;
  }

  static String sign(JwtClaims claims, JsonWebKey key) {
    JsonWebSignature jws = unsigned(TYPE, key);
    jws.setPayload(claims.toJson());
    try {
      return jws.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException("Can't sign with key " + key.getKeyId(), e);
    }
  }
}
