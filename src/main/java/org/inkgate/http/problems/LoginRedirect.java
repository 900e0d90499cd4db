package org.inkgate.http.problems;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.inkgate.http.texts.PageContext;

/** Where a browser goes that asked for a page it must log in for. */
final class LoginRedirect {

  private LoginRedirect() {}

  /**
   * The login page that comes back to this request; empty when there is no page to come back to.
   */
  static Optional<String> of(HttpServletRequest request) {
    String next = PageContext.path(request);
    return next.isEmpty() || next.startsWith("/login")
        ? Optional.empty()
        : Optional.of("/login?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
  }
}
