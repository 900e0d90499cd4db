package org.inkgate.tokens;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.inkgate.config.Settings;
import org.inkgate.tokens.TokenRefusedException.Reason;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * Verifies access tokens.
 *
 * <p>In this order: the shape, the header, the key, the signature, the claims, the user, the
 * revocations. A token that passed is remembered by its digest until it expires, and only the
 * revocations are asked again; one that never will pass is remembered too, so that refusing costs
 * less than letting through.
 */
@ApplicationScoped
public class TokenVerifier {

  /** How far two clocks may differ. */
  static final Duration LEEWAY = Duration.ofSeconds(5);

  private static final int REMEMBERED_TOKENS = 10_000;

  /**
   * A token that passed, and goes on doing so between two moments, should the clock be set back.
   *
   * @param from when it was issued, with the leeway; milliseconds since 1970
   * @param until when it, or the key it is signed with, ends; milliseconds since 1970
   */
  record Verified(Caller caller, Instant issuedAt, long from, long until) {

    boolean isValidAt(long now) {
      return from <= now && now < until;
    }
  }

  /**
   * What was verified with one key ring. It is forgotten with the ring, so a key that left takes
   * along what it signed.
   */
  private record Memory(
      KeyRing ring,
      Cache<TokenDigest, Verified> passed,
      Cache<TokenDigest, TokenRefusedException> refused) {}

  private Settings settings;
  private SigningKeys keys;
  private Revocations revocations;
  private Subjects subjects;
  private Clock clock;
  private volatile Memory memory;

  TokenVerifier() {}

  @Inject
  TokenVerifier(
      Settings settings,
      SigningKeys keys,
      Revocations revocations,
      Subjects subjects,
      Clock clock) {
    this.settings = settings;
    this.keys = keys;
    this.revocations = revocations;
    this.subjects = subjects;
    this.clock = clock;
  }

  /**
   * Returns whom a token speaks for.
   *
   * @throws TokenRefusedException with the first check that failed
   */
  public Caller verify(String token) throws TokenRefusedException {
    CompactJws.checkLength(token);
    Memory current = memory();
    TokenDigest digest = TokenDigest.of(token);
    Verified verified = current.passed().getIfPresent(digest);
    if (verified == null || !verified.isValidAt(clock.millis())) {
      verified = verifyAnew(token, digest, current);
    }
    if (revocations.revoked(verified.caller(), verified.issuedAt())) {
      throw new TokenRefusedException(Reason.REVOKED, "jti " + verified.caller().tokenId());
    }
    return verified.caller();
  }

  private Verified verifyAnew(String token, TokenDigest digest, Memory current)
      throws TokenRefusedException {
    TokenRefusedException before = current.refused().getIfPresent(digest);
    if (before != null) {
      throw before;
    }
    try {
      Verified verified = verifyUnremembered(token);
      current.passed().put(digest, verified);
      return verified;
    } catch (TokenRefusedException e) {
      if (e.reason().isFinal()) {
        current.refused().put(digest, e);
      }
      throw e;
    }
  }

  /** Takes every step but the revocations, which are asked even for remembered tokens. */
  Verified verifyUnremembered(String token) throws TokenRefusedException {
    CompactJws jws = CompactJws.parse(token);
    RingKey key =
        keys.find(jws.kid())
            .orElseThrow(() -> new TokenRefusedException(Reason.UNKNOWN_KEY, "kid is not known"));
    if (!key.algorithm().equals(jws.alg())) {
      throw new TokenRefusedException(Reason.HEADER, "alg is not " + key.algorithm());
    }
    AccessClaims claims = AccessClaims.parse(payload(token, key));
    claims.requireIssuerAndAudience(settings.publicUrl().toString());
    claims.requireClient();
    Caller caller = claims.caller();
    claims.requireTimes(clock.instant(), LEEWAY, settings.accessTokenLifetime());
    if (!subjects.isActive(caller.userId(), caller.sessionId())) {
      throw AccessClaims.refused("sub", "is not an enabled user with this session");
    }
    long expiry = claims.instant("exp").plus(LEEWAY).toEpochMilli();
    long gone = key.life().flatMap(KeyLife::goneAt).map(Instant::toEpochMilli).orElse(expiry);
    Instant issued = claims.instant("iat");
    return new Verified(
        caller, issued, issued.minus(LEEWAY).toEpochMilli(), Math.min(expiry, gone));
  }

  /** The claims as they were signed: nothing of them is read before the signature is verified. */
  private static byte[] payload(String token, RingKey key) throws TokenRefusedException {
    JsonWebSignature jws = new JsonWebSignature();
    jws.setAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, key.algorithm()));
    jws.setKey(key.verificationKey());
    try {
      jws.setCompactSerialization(token);
      if (jws.verifySignature()) {
        return jws.getPayloadBytes();
      }
    } catch (JoseException e) {
      // Falls through: the message may repeat the token.
    }
    throw new TokenRefusedException(Reason.SIGNATURE, "not made by the key that kid names");
  }

  private Memory memory() {
    KeyRing ring = keys.ring();
    Memory current = memory;
    if (current == null || current.ring() != ring) {
      current = new Memory(ring, cache(), cache());
      memory = current;
    }
    return current;
  }

  private static <V> Cache<TokenDigest, V> cache() {
    return Caffeine.newBuilder().maximumSize(REMEMBERED_TOKENS).build();
  }
}
