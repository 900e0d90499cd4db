package org.inkgate.tokens;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;

/**
 * The sender of the request, according to the token that the gate verified.
 *
 * @param subject the user's id
 * @param csrf what a form of this caller must carry; only a browser's token has one
 * @param tag the one tag whose posts this token may write; only a personal access token has one
 */
public record Caller(
    String subject,
    String sessionId,
    String tokenId,
    Instant authenticatedAt,
    Set<Scope> scopes,
    Set<String> roles,
    Optional<String> csrf,
    Optional<String> tag) {

  /** How long after logging in the most delicate changes need no new login. */
  private static final Duration FRESH = Duration.ofMinutes(10);

  private static final String ATTRIBUTE = Caller.class.getName();

  public Caller(
      String subject,
      String sessionId,
      String tokenId,
      Instant authenticatedAt,
      Set<Scope> scopes,
      Set<String> roles,
      Optional<String> csrf) {
    this(subject, sessionId, tokenId, authenticatedAt, scopes, roles, csrf, Optional.empty());
  }

  /**
   * The caller of a request.
   *
   * @throws RequestFailedException 401 without a credential
   */
  public static Caller of(HttpServletRequest request) {
    return find(request).orElseThrow(BearerErrors::noToken);
  }

  /** The caller of a request that needs no credential. */
  public static Optional<Caller> find(HttpServletRequest request) {
    return Optional.ofNullable((Caller) request.getAttribute(ATTRIBUTE));
  }

  void attach(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  /**
   * Demands that the password was given lately (RFC 9470 §3).
   *
   * @throws RequestFailedException 401 when it was not; a browser is sent to log in again
   */
  public void requireFresh(Instant now) {
    if (!fresh(now)) {
      throw BearerErrors.notFresh(FRESH);
    }
  }

  /**
   * Demands an administrator who logged in lately.
   *
   * @throws RequestFailedException 403 for another caller, 401 when the login is too long ago
   */
  public void requireAdministrator(Instant now) {
    require(Scope.ADMIN);
    requireFresh(now);
  }

  /** Whether the password was given lately. */
  public boolean fresh(Instant now) {
    return !authenticatedAt.plus(FRESH).isBefore(now);
  }

  /**
   * Demands the value only this caller's own pages know, where the gate did not: at an address that
   * is open to others.
   *
   * @throws RequestFailedException 403 when the request does not carry it
   */
  public void requireCsrf(HttpServletRequest request) {
    SameOrigin.checkToken(request, this);
  }

  /** Whether a personal access token speaks: a program's, given these scopes and no others. */
  public boolean isProgram() {
    return sessionId.equals(tokenId);
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
          Problem.of(403, "insufficient-scope", "tokens.problem.scope", scope.word())
              .with(
                  "WWW-Authenticate",
                  BearerErrors.challenge(
                      Map.of("error", "insufficient_scope", "scope", scope.word()))));
    }
  }
}
