package org.inkgate.conduit;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.inkgate.http.Routes;
import org.inkgate.http.problems.ProblemShape;

/** Makes the one door tell problems as the Conduit API does, also when the gate refuses. */
public class ConduitFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (Routes.path(request).startsWith("/api/")) {
      ProblemShape.provide(request, problem -> ConduitErrors.of(request, problem));
      // Who asks decides what is followed and liked, and most who ask are signed in.
      response.setHeader("Cache-Control", "no-store");
    }
    chain.doFilter(request, response);
  }
}
