package org.inkgate.operations;

import java.util.Map;
import org.inkgate.http.Reply;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;

/** Shows /openapi.yaml, to read and to try out. */
public class DocsServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void routes(Routes at) {
    at.get("/docs", request -> Reply.page("docs.jte", Map::of)).open();
  }
}
