package org.inkgate.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.time.Clock;
import java.util.Map;
import org.jose4j.jwk.JsonWebKeySet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A second program, with another library, verifies Inkgate's tokens from the JWKS alone. */
class OtherLibraryTest {

  @ParameterizedTest
  @ValueSource(strings = {"ES256", "RS256"})
  void nimbusVerifiesATokenFromTheJwksAlone(String algorithm) throws Exception {
    Clock clock = Clock.systemUTC();
    Node node = Node.started(new MemoryKeyStore(), clock, Map.of("JWT_ALGORITHM", algorithm));
    String jwks = new JsonWebKeySet(node.keys.ring().publicKeys(clock.instant())).toJson();
    assertEquals(Node.SUBJECT, verify(jwks, algorithm, node.token()).getSubject());
  }

  /** Verifies as a resource server does that knows nothing but the address of the keys. */
  static JWTClaimsSet verify(String jwks, String algorithm, String token) throws Exception {
    DefaultJWTProcessor<SecurityContext> nimbus = new DefaultJWTProcessor<>();
    nimbus.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType(TokenIssuer.TYPE)));
    nimbus.setJWSKeySelector(
        new JWSVerificationKeySelector<>(
            JWSAlgorithm.parse(algorithm), new ImmutableJWKSet<>(JWKSet.parse(jwks))));
    return nimbus.process(token, null);
  }
}
