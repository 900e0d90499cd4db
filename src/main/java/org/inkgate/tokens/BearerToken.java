package org.inkgate.tokens;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.RouteMatch;

/**
 * The token in the "Authorization" header (RFC 6750 §2.1). A header of another scheme, such as a
 * proxy's "Basic", is not our credential and changes nothing.
 */
public final class BearerToken {

  private static final String SCHEME = "Bearer ";

  /** What the Conduit API calls the same. */
  private static final String CONDUIT_SCHEME = "Token ";

  private BearerToken() {}

  /** Whether the request carries at least one, good or bad. */
  public static boolean isPresent(HttpServletRequest request) {
    return !all(request).isEmpty();
  }

  /**
   * The token of a request.
   *
   * @throws RequestFailedException 400 when there are two
   */
  public static Optional<String> of(HttpServletRequest request) {
    List<String> tokens = all(request);
    if (tokens.size() > 1) {
      throw BearerErrors.invalidRequest("tokens.problem.two-headers");
    }
    return tokens.stream().findFirst();
  }

  private static List<String> all(HttpServletRequest request) {
    if (request.getHeader("Authorization") == null) {
      return List.of();
    }
    boolean conduit = RouteMatch.of(request).takesTokenScheme();
    return Collections.list(request.getHeaders("Authorization")).stream()
        .flatMap(
            header ->
                credentials(header, SCHEME)
                    .or(() -> conduit ? credentials(header, CONDUIT_SCHEME) : Optional.empty())
                    .stream())
        .toList();
  }

  /** The scheme is case-insensitive. */
  private static Optional<String> credentials(String header, String scheme) {
    if (!header.regionMatches(true, 0, scheme, 0, scheme.length())) {
      return Optional.empty();
    }
    // One or more spaces follow the scheme; any other white space makes another token.
    int begin = scheme.length();
    while (begin < header.length() && header.charAt(begin) == ' ') {
      begin++;
    }
    return Optional.of(header.substring(begin));
  }
}
