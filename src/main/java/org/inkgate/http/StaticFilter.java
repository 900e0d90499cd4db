package org.inkgate.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Lets files be read and nothing else, where the server's own servlet would answer a POST, too. */
public class StaticFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;
  private static final String ALLOW = "GET, HEAD, OPTIONS";

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    switch (request.getMethod()) {
      case "GET", "HEAD" -> {
        // Not every server says so by itself: WildFly does not.
        response.setCharacterEncoding("UTF-8");
        chain.doFilter(request, response);
      }
      case "OPTIONS" -> {
        requireFile(request);
        response.setHeader("Allow", ALLOW);
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      }
      default -> {
        requireFile(request);
        throw new RequestFailedException(StandardProblems.of(405).with("Allow", ALLOW));
      }
    }
  }

  private void requireFile(HttpServletRequest request) throws IOException {
    if (getServletContext().getResource(Routes.path(request)) == null) {
      throw new RequestFailedException(Problem.notFound());
    }
  }
}
