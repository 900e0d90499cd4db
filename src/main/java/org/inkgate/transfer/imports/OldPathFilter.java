package org.inkgate.transfer.imports;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import org.inkgate.http.Answers;
import org.inkgate.http.RouteMatch;

/**
 * Leads readers of an imported blog from the paths of its old site to those here (RFC 9110
 * §15.4.9). It looks at paths without a route only, and at the short links {@code /?p=123} of
 * WordPress.
 */
public class OldPathFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  @Inject private transient OldPaths paths;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Optional<String> target = mayBeOld(request) ? target(request) : Optional.empty();
    if (target.isEmpty()) {
      chain.doFilter(request, response);
      return;
    }
    Answers.moved(response, target.get());
  }

  private static boolean mayBeOld(HttpServletRequest request) {
    String method = request.getMethod();
    if (!"GET".equals(method) && !"HEAD".equals(method)) {
      return false;
    }
    return !RouteMatch.of(request).isKnown()
        || "/".equals(request.getRequestURI()) && OldPaths.normal(address(request)).length() > 1;
  }

  private static String address(HttpServletRequest request) {
    String query = request.getQueryString();
    return request.getRequestURI() + (query == null ? "" : "?" + query);
  }

  private Optional<String> target(HttpServletRequest request) {
    try {
      return paths.find(address(request));
    } catch (SQLException e) {
      throw new IllegalStateException("Can't use the database", e);
    }
  }
}
