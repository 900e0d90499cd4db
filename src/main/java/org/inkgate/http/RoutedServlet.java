package org.inkgate.http;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A servlet that declares its routes: each endpoint with all that is to be known about it. */
public abstract class RoutedServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Inject private transient Pages pages;

  /** Declares the routes. Called once, at the start. */
  protected abstract void routes(Routes at);

  /** Writes what the handler of the request's route replies. */
  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    RouteMatch.of(request).route().orElseThrow().reply(request).write(request, response, pages);
  }
}
