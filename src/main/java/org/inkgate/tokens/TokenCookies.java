package org.inkgate.tokens;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;

/** The cookies a browser carries its tokens in (RFC 6265bis §4.1.3.2 for the name prefix). */
public final class TokenCookies {

  private static final String ACCESS = "inkgate_access";
  private static final String REFRESH = "inkgate_refresh";
  private static final String RENEWED = TokenCookies.class.getName() + ".renewed";

  private TokenCookies() {}

  /** The access token of a request: the one just renewed, or the one in the cookie. */
  public static Optional<String> access(HttpServletRequest request) {
    Object renewed = request.getAttribute(RENEWED);
    return renewed == null ? read(request, ACCESS) : Optional.of((String) renewed);
  }

  /** Whether this very request renewed its token. */
  public static boolean renewed(HttpServletRequest request) {
    return request.getAttribute(RENEWED) != null;
  }

  public static Optional<String> refresh(HttpServletRequest request) {
    return read(request, REFRESH);
  }

  /** Lets this very request go on with a token that its browser gets with the answer. */
  public static void useRenewed(HttpServletRequest request, String accessToken) {
    request.setAttribute(RENEWED, accessToken);
  }

  public static void set(
      HttpServletRequest request,
      HttpServletResponse response,
      String accessToken,
      Duration accessLifetime,
      String refreshToken,
      Duration refreshLifetime) {
    write(request, response, ACCESS, accessToken, accessLifetime);
    write(request, response, REFRESH, refreshToken, refreshLifetime);
  }

  public static void clear(HttpServletRequest request, HttpServletResponse response) {
    write(request, response, ACCESS, "", Duration.ZERO);
    write(request, response, REFRESH, "", Duration.ZERO);
  }

  private static String prefixed(HttpServletRequest request, String name) {
    return request.isSecure() ? "__Host-" + name : name;
  }

  private static Optional<String> read(HttpServletRequest request, String name) {
    Cookie[] cookies = request.getCookies();
    if (cookies != null) {
      String wanted = prefixed(request, name);
      for (Cookie cookie : cookies) {
        if (cookie.getName().equals(wanted) && !cookie.getValue().isEmpty()) {
          return Optional.of(cookie.getValue());
        }
      }
    }
    return Optional.empty();
  }

  private static void write(
      HttpServletRequest request,
      HttpServletResponse response,
      String name,
      String value,
      Duration lifetime) {
    Cookie cookie = new Cookie(prefixed(request, name), value);
    cookie.setPath("/");
    cookie.setHttpOnly(true);
    cookie.setSecure(request.isSecure());
    cookie.setAttribute("SameSite", "Lax");
    cookie.setMaxAge((int) lifetime.toSeconds());
    response.addCookie(cookie);
  }
}
