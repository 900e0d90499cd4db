package org.inkgate.http;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The requests one servlet answers: method, path and handler, first match first.
 *
 * <p>A path's segment in braces matches any one segment; {@link #segment} returns it. What no path
 * matches is a 404, what only another method matches a 405 with "Allow".
 */
public final class Routes {

  /** Answers one kind of request. */
  @FunctionalInterface
  public interface Handler {
    void handle(HttpServletRequest request, HttpServletResponse response)
        throws IOException, ServletException;
  }

  private record Route(String method, String[] pattern, Handler handler) {

    boolean matches(String[] path) {
      if (path.length != pattern.length) {
        return false;
      }
      for (int i = 0; i < path.length; i++) {
        boolean any = pattern[i].startsWith("{") && !path[i].isEmpty();
        if (!any && !pattern[i].equals(path[i])) {
          return false;
        }
      }
      return true;
    }
  }

  private final List<Route> routes = new ArrayList<>();

  public Routes on(String method, String path, Handler handler) {
    routes.add(new Route(method, path.split("/", -1), handler));
    return this;
  }

  public void dispatch(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    String[] path = path(request).split("/", -1);
    String method = "HEAD".equals(request.getMethod()) ? "GET" : request.getMethod();
    Set<String> allowed = new TreeSet<>();
    String[] matched = null;
    for (Route route : routes) {
      boolean first = matched == null || Arrays.equals(route.pattern(), matched);
      if (first && route.matches(path)) {
        if (route.method().equals(method)) {
          route.handler().handle(request, response);
          return;
        }
        matched = route.pattern();
        allowed.add(route.method());
      }
    }
    if (allowed.isEmpty()) {
      throw new RequestFailedException(Problem.notFound());
    }
    if (allowed.contains("GET")) {
      allowed.add("HEAD");
    }
    allowed.add("OPTIONS");
    String allow = String.join(", ", allowed);
    if ("OPTIONS".equals(method)) {
      response.setHeader("Allow", allow);
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      return;
    }
    throw new RequestFailedException(StandardProblems.of(405).with("Allow", allow));
  }

  /** The decoded segment of the path at a place counted from 1. */
  public static String segment(HttpServletRequest request, int place) {
    return path(request).split("/", -1)[place];
  }

  /**
   * The number that a segment of the path is.
   *
   * @throws RequestFailedException 404 for what is no number: nothing has it for an address
   */
  public static long number(HttpServletRequest request, int place) {
    String number = segment(request, place);
    if (!number.matches("[1-9]\\d{0,17}")) {
      throw new RequestFailedException(Problem.notFound());
    }
    return Long.parseLong(number);
  }

  /** The decoded path inside the application, as servlets and the gate both see it. */
  public static String path(HttpServletRequest request) {
    String info = request.getPathInfo();
    return info == null ? request.getServletPath() : request.getServletPath() + info;
  }
}
