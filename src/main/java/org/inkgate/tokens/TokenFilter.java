package org.inkgate.tokens;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import org.inkgate.config.Settings;
import org.inkgate.http.Answers;
import org.inkgate.http.Representation;
import org.inkgate.http.RouteMatch;
import org.inkgate.http.log.Events;

/**
 * The gate: turns the token of a request into a {@link Caller}, and lets nothing pass without one
 * unless its route is open.
 */
public class TokenFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  @Inject private transient TokenVerifier verifier;
  @Inject private transient Settings settings;
  @Inject private transient Clock clock;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Optional<String> open = RouteMatch.openWithoutSlash(request);
    if (open.isPresent()) {
      Answers.moved(request, response, open.get());
      return;
    }
    Optional<String> bearer = BearerToken.of(request);
    Optional<String> cookie = TokenCookies.access(request);
    if (bearer.isPresent()) {
      // An invalid cookie, such as one left from last week, does not count as a second credential.
      if (cookie.filter(this::isGood).isPresent()) {
        throw BearerErrors.invalidRequest("tokens.problem.two-tokens");
      }
      enter(request, bearer.get());
    } else {
      enterAsBrowser(request, response, cookie);
    }
    if (RouteMatch.of(request).isForAdministrators()) {
      Caller.of(request).requireAdministrator(clock.instant());
    }
    chain.doFilter(request, response);
  }

  private boolean isGood(String token) {
    try {
      verifier.verify(token);
      return true;
    } catch (TokenRefusedException e) {
      return false;
    }
  }

  private void enter(HttpServletRequest request, String token) {
    try {
      Caller caller =
          OpaqueTokens.looksLikeOne(token)
              ? OpaqueTokens.lookUp(request, token)
              : verifier.verify(token);
      caller.attach(request);
    } catch (TokenRefusedException e) {
      throw BearerErrors.invalidToken(e);
    }
  }

  /** By the cookie, or without a token where that is open. */
  private void enterAsBrowser(
      HttpServletRequest request, HttpServletResponse response, Optional<String> cookie) {
    boolean open = RouteMatch.of(request).isOpen() || isMissingPage(request);
    if (!SameOrigin.changesNothing(request)
        && !(cookie.isEmpty() && isScriptOfNamedOrigin(request))) {
      SameOrigin.checkOrigin(request, settings.publicUrl().toString());
    }
    if (!open) {
      SameOrigin.checkDestination(request);
    }
    if (cookie.isPresent()) {
      enterByCookie(request, response, cookie.get(), open);
    }
    if (!open) {
      Caller.of(request);
    }
  }

  /**
   * Whether a script may log in or register from where it says it is: its origin is one that the
   * operator named, and it is answered with JSON, so that no browser is logged in. "*" names none.
   */
  private boolean isScriptOfNamedOrigin(HttpServletRequest request) {
    String origin = request.getHeader("Origin");
    return origin != null
        && settings.corsOrigins().contains(origin)
        && !"*".equals(origin)
        && String.valueOf(request.getContentType())
            .toLowerCase(Locale.ROOT)
            .startsWith("application/json")
        && Representation.of(request) == Representation.JSON;
  }

  private void enterByCookie(
      HttpServletRequest request, HttpServletResponse response, String token, boolean open) {
    try {
      Caller caller = verifier.verify(token);
      caller.attach(request);
      if (!SameOrigin.changesNothing(request) && !open) {
        SameOrigin.checkToken(request, caller);
      }
    } catch (TokenRefusedException e) {
      TokenCookies.clear(request, response);
      if (!open) {
        throw BearerErrors.invalidToken(e);
      }
      // A reader whose session ended reads on.
      Events.log(request, Level.INFO, "token.refused", "reason", e.getMessage());
    }
  }

  /**
   * Whether a browser asks for a page that has no route: there is nothing to guard, and "not found"
   * helps a reader more than a login form.
   */
  private static boolean isMissingPage(HttpServletRequest request) {
    return !RouteMatch.of(request).isKnown()
        && SameOrigin.changesNothing(request)
        && Representation.of(request) == Representation.HTML;
  }
}
