package org.inkgate.tokens;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.inkgate.config.Settings;
import org.inkgate.tokens.TokenRefusedException.Reason;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodeValidator;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;

/**
 * Verifies access tokens.
 *
 * <p>In this order: the shape, the header, the key, the signature, the claims, the revocations. A
 * token that passed is remembered by its digest until it expires, and only the revocations are
 * asked again.
 */
@ApplicationScoped
public class TokenVerifier {

  /** How far two clocks may differ. */
  private static final Duration LEEWAY = Duration.ofSeconds(5);

  private static final int REMEMBERED_TOKENS = 10_000;

  /** A token that passed, and until when that holds. */
  private record Verified(Caller caller, Instant issuedAt, Instant expiresAt) {}

  /** The verifiers of one key ring, one a key. */
  private record Consumers(KeyRing ring, Map<String, JwtConsumer> byKeyId) {}

  private final Cache<String, Verified> remembered =
      Caffeine.newBuilder().maximumSize(REMEMBERED_TOKENS).build();

  private Settings settings;
  private SigningKeys keys;
  private Revocations revocations;
  private Clock clock;
  private volatile Consumers consumers;

  TokenVerifier() {}

  @Inject
  TokenVerifier(Settings settings, SigningKeys keys, Revocations revocations, Clock clock) {
    this.settings = settings;
    this.keys = keys;
    this.revocations = revocations;
    this.clock = clock;
  }

  /**
   * Returns whom a token speaks for.
   *
   * @throws TokenRefusedException with the first check that failed
   */
  public Caller verify(String token) throws TokenRefusedException {
    Consumers current = consumers();
    String digest = digest(token);
    Verified verified = remembered.getIfPresent(digest);
    if (verified == null) {
      verified = verify(token, current);
      remembered.put(digest, verified);
    }
    if (!clock.instant().isBefore(verified.expiresAt().plus(LEEWAY))) {
      remembered.invalidate(digest);
      throw new TokenRefusedException(Reason.EXPIRED, "at " + verified.expiresAt());
    }
    if (revocations.revoked(verified.caller(), verified.issuedAt())) {
      throw new TokenRefusedException(Reason.REVOKED, "jti " + verified.caller().tokenId());
    }
    return verified.caller();
  }

  private Verified verify(String token, Consumers current) throws TokenRefusedException {
    CompactJws jws = CompactJws.parse(token);
    JwtConsumer consumer =
        Optional.ofNullable(current.byKeyId().get(jws.kid()))
            .orElseThrow(() -> new TokenRefusedException(Reason.UNKNOWN_KEY, "kid is not known"));
    try {
      JwtClaims claims = consumer.processToClaims(token);
      return new Verified(
          caller(claims), instant(claims.getIssuedAt()), instant(claims.getExpirationTime()));
    } catch (InvalidJwtException e) {
      throw refused(e);
    } catch (MalformedClaimException | RuntimeException e) {
      throw new TokenRefusedException(Reason.CLAIMS, "a claim is of the wrong type");
    }
  }

  private static Instant instant(NumericDate date) {
    return Instant.ofEpochSecond(date.getValue());
  }

  private static Caller caller(JwtClaims claims) throws MalformedClaimException {
    return new Caller(
        String.valueOf(Long.parseLong(claims.getSubject())),
        claims.getStringClaimValue("sid"),
        claims.getJwtId(),
        Instant.ofEpochSecond(claims.getClaimValue("auth_time", Long.class)),
        Scope.parse(claims.getStringClaimValue("scope")),
        Set.copyOf(claims.getStringListClaimValue("roles")),
        Optional.ofNullable(claims.getStringClaimValue("csrf")));
  }

  private static TokenRefusedException refused(InvalidJwtException e) {
    // Codes only: the exception's message repeats the token.
    String codes =
        e.getErrorDetails().stream()
            .map(ErrorCodeValidator.Error::getErrorCode)
            .map(String::valueOf)
            .collect(Collectors.joining(", ", "jose4j error codes ", ""));
    if (e.hasExpired()) {
      return new TokenRefusedException(Reason.EXPIRED, codes);
    }
    boolean unsigned =
        e.hasErrorCode(ErrorCodes.SIGNATURE_INVALID) || e.hasErrorCode(ErrorCodes.MISCELLANEOUS);
    return new TokenRefusedException(unsigned ? Reason.SIGNATURE : Reason.CLAIMS, codes);
  }

  private Consumers consumers() {
    KeyRing ring = keys.ring();
    Consumers current = consumers;
    if (current == null || current.ring() != ring) {
      // A key that left the ring must stop verifying what it signed, remembered or not.
      remembered.invalidateAll();
      current =
          new Consumers(
              ring,
              ring.all().stream()
                  .collect(Collectors.toUnmodifiableMap(JsonWebKey::getKeyId, this::consumer)));
      consumers = current;
    }
    return current;
  }

  private JwtConsumer consumer(JsonWebKey key) {
    Key verificationKey = key instanceof PublicJsonWebKey pair ? pair.getPublicKey() : key.getKey();
    int leeway = (int) LEEWAY.toSeconds();
    return new JwtConsumerBuilder()
        .setVerificationKey(verificationKey)
        .setJwsAlgorithmConstraints(
            new AlgorithmConstraints(ConstraintType.PERMIT, key.getAlgorithm()))
        .setExpectedType(true, TokenIssuer.TYPE)
        .setExpectedIssuer(settings.publicUrl().toString())
        .setExpectedAudience(settings.publicUrl().toString())
        .setRequireSubject()
        .setRequireJwtId()
        .setRequireIssuedAt()
        .setRequireExpirationTime()
        .setAllowedClockSkewInSeconds(leeway)
        .setIssuedAtRestrictions(leeway, (int) settings.sessionLifetime().toSeconds())
        .registerValidator(this::checkLifetime)
        .build();
  }

  private ErrorCodeValidator.Error checkLifetime(JwtContext context)
      throws MalformedClaimException {
    JwtClaims claims = context.getJwtClaims();
    if (claims.getExpirationTime() == null || claims.getIssuedAt() == null) {
      return null; // Reported by the consumer itself.
    }
    long seconds = claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue();
    return seconds > 0 && seconds <= settings.accessTokenLifetime().toSeconds()
        ? null
        : new ErrorCodeValidator.Error(
            ErrorCodes.EXPIRATION_TOO_FAR_IN_FUTURE, "not a lifetime that Inkgate gives");
  }

  private static String digest(String token) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
