package org.inkgate.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Lets requests go on to their route, and answers those that have none: 404, 405 and OPTIONS. */
public class RouteFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    RouteMatch match = RouteMatch.of(request);
    if (match.route().isPresent()) {
      if (match.isFile()) {
        // Not every server says so by itself: WildFly does not.
        response.setCharacterEncoding("UTF-8");
      }
      chain.doFilter(request, response);
    } else if (!match.isKnown()) {
      throw new RequestFailedException(Problem.notFound());
    } else if (match.isQuestion()) {
      response.setHeader("Allow", match.allow());
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    } else {
      throw new RequestFailedException(StandardProblems.of(405).with("Allow", match.allow()));
    }
  }
}
