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
        Problem.of(401, "not-authenticated", "tokens.problem.no-token")
            .with(AUTHENTICATE, challenge(Map.of())));
  }

  static RequestFailedException invalidToken(TokenRefusedException refused) {
    Problem problem =
        Problem.of(401, "invalid-token", refused.reason().key())
            .titled("tokens.problem.invalid-token");
    return new RequestFailedException(
        challenged(problem, "invalid_token", Map.of()), refused.getMessage());
  }

  /** RFC 9470 §3: the token is good, but the login behind it is too old for this. */
  static RequestFailedException notFresh(Duration freshness) {
    Problem problem =
        Problem.of(401, "login-too-old", "tokens.problem.login-too-old")
            .titled("tokens.problem.log-in-again");
    return new RequestFailedException(
        challenged(
            problem,
            "insufficient_user_authentication",
            Map.of("max_age", String.valueOf(freshness.toSeconds()))));
  }

  static RequestFailedException invalidRequest(String key) {
    Problem problem =
        Problem.of(400, "invalid-request", key).titled("tokens.problem.invalid-request");
    return new RequestFailedException(challenged(problem, "invalid_request", Map.of()));
  }

  /** Tells the error code of RFC 6750 §3.1, and as its description the detail without its stop. */
  private static Problem challenged(Problem problem, String error, Map<String, String> more) {
    Map<String, String> parameters = new TreeMap<>(more);
    parameters.put("error", error);
    parameters.put("error_description", problem.detail().english().replaceFirst("\\.$", ""));
    return problem.with(AUTHENTICATE, challenge(parameters));
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
