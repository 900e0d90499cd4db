package org.inkgate.tokens;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;

/**
 * Whoever sent the request, as the token says that the gate verified.
 *
 * @param subject the user's id
 * @param csrf what a form of this caller must carry; only a browser's token has one
 */
public record Caller(
    String subject,
    String sessionId,
    String tokenId,
    Instant authenticatedAt,
    Set<Scope> scopes,
    Set<String> roles,
    Optional<String> csrf) {

  private static final String ATTRIBUTE = Caller.class.getName();

  /**
   * The caller of a request.
   *
   * @throws RequestFailedException 401 when nobody is signed in
   */
  public static Caller of(HttpServletRequest request) {
    return find(request).orElseThrow(BearerErrors::noToken);
  }

  /** The caller of a request that may be anybody's. */
  public static Optional<Caller> find(HttpServletRequest request) {
    return Optional.ofNullable((Caller) request.getAttribute(ATTRIBUTE));
  }

  void attach(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  /** The id of the user this token was issued for. */
  public long userId() {
    return Long.parseLong(subject);
  }

  /**
   * Demands a scope (RFC 6750 §3.1).
   *
   * @throws RequestFailedException 403 when the token does not have it
   */
  public void require(Scope scope) {
    if (!scopes.contains(scope)) {
      throw new RequestFailedException(
          new Problem(
                  403,
                  "insufficient-scope",
                  "Forbidden",
                  "This needs the scope " + scope.word() + ".")
              .with(
                  "WWW-Authenticate",
                  BearerErrors.challenge(
                      Map.of("error", "insufficient_scope", "scope", scope.word()))));
    }
  }
}
