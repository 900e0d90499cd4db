package org.inkgate.tokens;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.inkgate.tokens.TokenRefusedException.Reason;

/**
 * Reads a {@link Caller} from the claims of RFC 9068 §2.2, each of exactly the type and form in
 * which Inkgate writes it.
 */
record AccessClaims(Map<String, Object> claims) {

  private static final int LONGEST = 200;

  /** A positive long, spelt in one way only. */
  private static final Pattern USER_ID = Pattern.compile("[1-9][0-9]{0,17}");

  static AccessClaims parse(byte[] json) throws TokenRefusedException {
    return new AccessClaims(CompactJws.object(json, "the claims are"));
  }

  /** Both are this server, which is the only audience. */
  void requireIssuerAndAudience(String ourselves) throws TokenRefusedException {
    if (!ourselves.equals(claims.get("iss"))) {
      throw refused("iss", "is not this server");
    }
    Object audience = claims.get("aud");
    if (!ourselves.equals(audience) && !List.of(ourselves).equals(audience)) {
      throw refused("aud", "is not this server alone");
    }
  }

  /** RFC 7519 §4.1.4 to §4.1.6, and no longer a lifetime than Inkgate gives. */
  void requireTimes(Instant now, Duration leeway, Duration longest) throws TokenRefusedException {
    Instant issued = instant("iat");
    Instant expires = instant("exp");
    if (!now.isBefore(expires.plus(leeway))) {
      throw new TokenRefusedException(Reason.EXPIRED, "at " + expires);
    }
    if (issued.isAfter(now.plus(leeway))) {
      throw refused("iat", "is in the future");
    }
    if (claims.containsKey("nbf") && instant("nbf").isAfter(now.plus(leeway))) {
      throw refused("nbf", "is in the future");
    }
    if (!expires.isAfter(issued) || expires.isAfter(issued.plus(longest))) {
      throw refused("exp", "is not a lifetime that Inkgate gives");
    }
    if (instant("auth_time").isAfter(now.plus(leeway))) {
      throw refused("auth_time", "is in the future");
    }
  }

  /**
   * RFC 9068 §2.2 demands "client_id"; all tokens are issued to Inkgate's own clients. A token that
   * is bound to a key (RFC 7800) would need a proof of it, which Inkgate does not ask for.
   */
  void requireClient() throws TokenRefusedException {
    if (!TokenIssuer.CLIENT_ID.equals(claims.get("client_id"))) {
      throw refused("client_id", "is not " + TokenIssuer.CLIENT_ID);
    }
    if (claims.containsKey("cnf")) {
      throw refused("cnf", "was not proven");
    }
  }

  Caller caller() throws TokenRefusedException {
    String subject = text("sub");
    if (!USER_ID.matcher(subject).matches()) {
      throw refused("sub", "is not a user's id");
    }
    return new Caller(
        subject,
        text("sid"),
        text("jti"),
        instant("auth_time"),
        Scope.parse(text("scope")),
        roles(),
        claims.containsKey("csrf") ? Optional.of(text("csrf")) : Optional.empty());
  }

  /** A time as Inkgate writes it: whole seconds, neither before 1970 nor after 9999. */
  Instant instant(String claim) throws TokenRefusedException {
    if (claims.get(claim) instanceof Long seconds && seconds >= 0 && seconds < 253_402_300_800L) {
      return Instant.ofEpochSecond(seconds);
    }
    throw refused(claim, "is not a time in whole seconds");
  }

  private String text(String claim) throws TokenRefusedException {
    if (claims.get(claim) instanceof String text && !text.isBlank() && text.length() <= LONGEST) {
      return text;
    }
    throw refused(claim, "is not a text of 1 to " + LONGEST + " characters");
  }

  private Set<String> roles() throws TokenRefusedException {
    if (claims.get("roles") instanceof List<?> list
        && !list.isEmpty()
        && list.size() <= Scope.values().length
        && list.stream().allMatch(String.class::isInstance)) {
      return Set.copyOf(list.stream().map(String.class::cast).toList());
    }
    throw refused("roles", "is not a list of roles");
  }

  static TokenRefusedException refused(String claim, String why) {
    return new TokenRefusedException(Reason.CLAIMS, claim + " " + why);
  }
}
