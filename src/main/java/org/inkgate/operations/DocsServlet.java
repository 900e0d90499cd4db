package org.inkgate.operations;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.inkgate.http.Pages;
import org.inkgate.http.Routes;

/** Shows /openapi.yaml, to read and to try out. */
public class DocsServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Inject private transient Pages pages;

  private final transient Routes routes = new Routes().on("GET", "/docs", this::show);

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    routes.dispatch(request, response);
  }

  private void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
    pages.render(request, response, "docs.jte", Map.of());
  }
}
