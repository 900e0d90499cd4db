package org.inkgate.application;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.inkgate.http.RouteMatch;

/**
 * Calls the servlet of the request's route. The server knows this servlet only: its own mappings
 * could not tell {@code /blogs/{slug}} from {@code /blogs/{slug}/comments}.
 */
public class DispatcherServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    RouteMatch.of(request).route().orElseThrow().answer(request, response);
  }
}
