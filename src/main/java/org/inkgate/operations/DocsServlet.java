package org.inkgate.operations;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.inkgate.http.Pages;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;

/** Shows /openapi.yaml, to read and to try out. */
public class DocsServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;

  @Inject private transient Pages pages;

  @Override
  protected void routes(Routes at) {
    at.get("/docs", this::show).open();
  }

  private void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
    pages.render(request, response, "docs.jte", Map.of());
  }
}
