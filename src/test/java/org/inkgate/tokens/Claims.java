package org.inkgate.tokens;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwt.JwtClaims;

/** The claims of a good token, for a test to make them bad. */
final class Claims {

  private final Map<String, Object> members = new LinkedHashMap<>();

  static Claims of(Instant now) {
    Claims claims = new Claims();
    claims.members.put("iss", "http://localhost:8080");
    claims.members.put("aud", "http://localhost:8080");
    claims.members.put("sub", Node.SUBJECT);
    claims.members.put("iat", now.getEpochSecond());
    claims.members.put("exp", now.getEpochSecond() + 1800);
    claims.members.put("jti", "a-token");
    claims.members.put("client_id", "inkgate");
    claims.members.put("sid", "a-session");
    claims.members.put("auth_time", now.getEpochSecond());
    claims.members.put("scope", "blog:read blog:write");
    claims.members.put("roles", List.of("author"));
    return claims;
  }

  Claims with(String name, Object value) {
    members.put(name, value);
    return this;
  }

  String signedBy(JsonWebKey key) {
    JwtClaims claims = new JwtClaims();
    members.forEach(claims::setClaim);
    return TokenIssuer.sign(claims, key);
  }
}
