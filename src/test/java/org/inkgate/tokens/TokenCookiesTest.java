package org.inkgate.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The number in a test's name is that of the security statement it holds. */
class TokenCookiesTest {

  private final List<Cookie> set = new ArrayList<>();

  @Test
  @DisplayName("security 29: on HTTPS, cookies are for this host alone and Secure")
  void onHttpsCookiesAreForThisHostAloneAndSecure() {
    TokenCookies.set(
        request(true), response(), "a", Duration.ofMinutes(30), "r", Duration.ofDays(14));
    assertEquals(
        List.of("__Host-inkgate_access", "__Host-inkgate_refresh"),
        set.stream().map(Cookie::getName).toList());
    for (Cookie cookie : set) {
      assertTrue(cookie.getSecure());
      assertTrue(cookie.isHttpOnly());
      assertEquals("/", cookie.getPath());
      assertEquals("Lax", cookie.getAttribute("SameSite"));
      assertNull(cookie.getDomain());
    }
  }

  @Test
  @DisplayName("security 29: on HTTPS, a cookie without the prefix is no credential")
  void onHttpsACookieWithoutThePrefixIsNoCredential() {
    Cookie plain = new Cookie("inkgate_access", "planted over HTTP");
    assertEquals(Optional.empty(), TokenCookies.access(request(true, plain)));
    assertEquals(Optional.of("planted over HTTP"), TokenCookies.access(request(false, plain)));
  }

  private static HttpServletRequest request(boolean secure, Cookie... cookies) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            TokenCookiesTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, called, arguments) ->
                switch (called.getName()) {
                  case "isSecure" -> secure;
                  case "getCookies" -> cookies;
                  case "getAttribute" -> null;
                  default -> throw new UnsupportedOperationException(called.toString());
                });
  }

  private HttpServletResponse response() {
    return (HttpServletResponse)
        Proxy.newProxyInstance(
            TokenCookiesTest.class.getClassLoader(),
            new Class<?>[] {HttpServletResponse.class},
            (proxy, called, arguments) -> {
              set.add((Cookie) arguments[0]);
              return null;
            });
  }
}
