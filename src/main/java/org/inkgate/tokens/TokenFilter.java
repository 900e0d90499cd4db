package org.inkgate.tokens;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Enumeration;
import java.util.Optional;
import java.util.logging.Level;
import org.inkgate.config.Settings;
import org.inkgate.http.Events;
import org.inkgate.http.Face;
import org.inkgate.http.Routes;

/**
 * The gate: turns the token of a request into a {@link Caller}, and lets nothing pass without one
 * but what {@code web.xml} opens.
 */
public class TokenFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;
  private static final String SCHEME = "Bearer ";
  private static final String OTHER_SCHEME = "Token ";

  @Inject private transient TokenVerifier verifier;
  @Inject private transient Settings settings;

  private transient AccessRules rules;
  private transient String otherSchemePaths;

  @Override
  public void init() {
    rules = new AccessRules(getInitParameter("open"));
    otherSchemePaths = getInitParameter("token-scheme");
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Optional<String> bearer = bearerToken(request);
    Optional<String> cookie = TokenCookies.access(request);
    if (bearer.isPresent() && cookie.isPresent()) {
      throw BearerErrors.invalidRequest("The request carries two access tokens");
    }
    if (bearer.isPresent()) {
      enter(request, bearer.get());
    } else {
      enterAsBrowser(request, response, cookie);
    }
    chain.doFilter(request, response);
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
    boolean open = rules.open(request.getMethod(), Routes.path(request)) || isMissingPage(request);
    // Scripts of an origin that the operator named may log in; with a cookie, nobody else's may.
    boolean named = cookie.isEmpty() && settings.allowsOrigin(request.getHeader("Origin"));
    if (!SameOrigin.changesNothing(request) && !named) {
      SameOrigin.checkOrigin(request, settings.publicUrl().toString());
    }
    if (cookie.isPresent()) {
      enterByCookie(request, response, cookie.get(), open);
    }
    if (!open) {
      Caller.of(request);
    }
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

  /** RFC 6750 §2.1; the scheme is case-insensitive, and other schemes are no credentials here. */
  private Optional<String> bearerToken(HttpServletRequest request) {
    Enumeration<String> headers = request.getHeaders("Authorization");
    if (!headers.hasMoreElements()) {
      return Optional.empty();
    }
    String header = headers.nextElement();
    if (headers.hasMoreElements()) {
      throw BearerErrors.invalidRequest("The request has two Authorization headers");
    }
    Optional<String> bearer = credentials(header, SCHEME);
    return bearer.isEmpty() && Routes.path(request).startsWith(otherSchemePaths)
        ? credentials(header, OTHER_SCHEME)
        : bearer;
  }

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

  /**
   * Whether a browser asks for a page that no servlet of ours answers: there is nothing to guard,
   * and "not found" helps a reader more than a login form.
   */
  private static boolean isMissingPage(HttpServletRequest request) {
    return "default".equals(request.getHttpServletMapping().getServletName())
        && SameOrigin.changesNothing(request)
        && Face.of(request) == Face.HTML;
  }
}
