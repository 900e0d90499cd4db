package org.inkgate.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;

/** Where a servlet declares its routes, and how a handler reads the path of a request. */
public final class Routes {

  private final RoutedServlet servlet;
  private final List<Route> declared = new ArrayList<>();

  private Routes(RoutedServlet servlet) {
    this.servlet = servlet;
  }

  /** All that a servlet declares. */
  static List<Route> of(RoutedServlet servlet) {
    Routes routes = new Routes(servlet);
    servlet.routes(routes);
    return routes.declared;
  }

  /** Declares a route for GET, and HEAD with it. */
  public Route get(String path, Route.Replier replier) {
    return add("GET", path, replier);
  }

  public Route post(String path, Route.Replier replier) {
    return add("POST", path, replier);
  }

  public Route put(String path, Route.Replier replier) {
    return add("PUT", path, replier);
  }

  public Route patch(String path, Route.Replier replier) {
    return add("PATCH", path, replier);
  }

  public Route delete(String path, Route.Replier replier) {
    return add("DELETE", path, replier);
  }

  /** Declares files of the WAR that anyone may read; the server answers with them by itself. */
  public Route file(String path) {
    return get(path, Route.BY_SERVER).open();
  }

  private Route add(String method, String path, Route.Replier replier) {
    Route route = new Route(method, path, servlet, replier);
    declared.add(route);
    return route;
  }

  /** The decoded segment of the path at a place counted from 1. */
  public static String segment(HttpServletRequest request, int place) {
    return RouteMatch.of(request).segment(place);
  }

  /**
   * The number that a segment of the path is.
   *
   * @throws RequestFailedException 404 for what is not a number: no resource has such a path
   */
  public static long number(HttpServletRequest request, int place) {
    return Long.parseLong(digits(request, place, 18));
  }

  /** The same for what an int counts. */
  public static int smallNumber(HttpServletRequest request, int place) {
    return Integer.parseInt(digits(request, place, 9));
  }

  private static String digits(HttpServletRequest request, int place, int most) {
    String number = segment(request, place);
    if (number.length() > most || !number.matches("[1-9]\\d*")) {
      throw new RequestFailedException(Problem.notFound());
    }
    return number;
  }

  /** The decoded path inside the application, as servlets and the gate both see it. */
  public static String path(HttpServletRequest request) {
    String info = request.getPathInfo();
    return info == null ? request.getServletPath() : request.getServletPath() + info;
  }
}
