package org.inkgate.http;

/** The files of the WAR that can be read. What is not declared here is not found. */
public class FileServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void routes(Routes at) {
    at.file("/style.css");
    at.file("/favicon.svg");
    at.file("/openapi.yaml");
    at.file("/scripts/{file}");
    at.file("/viewer/{file}");
  }
}
