package org.inkgate.tokens;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;

/** The answers of RFC 6750 §3 to a request that its token does not let through. */
final class BearerErrors {

  private static final String AUTHENTICATE = "WWW-Authenticate";

  private BearerErrors() {}

  /** No credentials: a challenge without an error code (§3.1). */
  static RequestFailedException noToken() {
    return new RequestFailedException(
        new Problem(401, "not-authenticated", "Unauthorized", "This needs an access token.")
            .with(AUTHENTICATE, challenge(Map.of())));
  }

  static RequestFailedException invalidToken(TokenRefusedException refused) {
    String description = refused.reason().description();
    return new RequestFailedException(
        new Problem(401, "invalid-token", "Invalid token", description + ".")
            .with(
                AUTHENTICATE,
                challenge(Map.of("error", "invalid_token", "error_description", description))),
        refused.getMessage());
  }

  /** RFC 9470 §3: the token is good, but the login behind it is too old for this. */
  static RequestFailedException notFresh(Duration freshness) {
    String description = "This needs a login that is not older than a few minutes";
    return new RequestFailedException(
        new Problem(401, "login-too-old", "Log in again", description + ".")
            .with(
                AUTHENTICATE,
                challenge(
                    Map.of(
                        "error",
                        "insufficient_user_authentication",
                        "error_description",
                        description,
                        "max_age",
                        String.valueOf(freshness.toSeconds())))));
  }

  static RequestFailedException invalidRequest(String description) {
    return new RequestFailedException(
        new Problem(400, "invalid-request", "Invalid request", description + ".")
            .with(
                AUTHENTICATE,
                challenge(Map.of("error", "invalid_request", "error_description", description))));
  }

  static String challenge(Map<String, String> parameters) {
    StringBuilder challenge = new StringBuilder("Bearer realm=\"inkgate\"");
    new TreeMap<>(parameters)
        .forEach(
            (name, value) ->
                challenge.append(", ").append(name).append("=\"").append(value).append('"'));
    return challenge.toString();
  }
}
