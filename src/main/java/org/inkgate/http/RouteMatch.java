package org.inkgate.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What the path and the method of a request lead to: found once, before the filters, and kept with
 * the request for all who ask.
 *
 * @param isQuestion whether the request asks for the methods of the path, by OPTIONS
 * @param segments of the path
 * @param byMethod the routes of the path; empty for a path that is not known
 */
public record RouteMatch(
    boolean isQuestion, String[] segments, Map<String, Route> byMethod, Optional<Route> route) {

  private static final String ATTRIBUTE = RouteMatch.class.getName();

  private static final String WITHOUT_SLASH = ATTRIBUTE + ".withoutSlash";

  /** The label of paths that are not known. */
  private static final String NO_PATTERN = "none";

  public static RouteMatch of(HttpServletRequest request) {
    return (RouteMatch) request.getAttribute(ATTRIBUTE);
  }

  void attach(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  static void offer(HttpServletRequest request, String withoutSlash) {
    request.setAttribute(WITHOUT_SLASH, withoutSlash);
  }

  /** The open page that the request means, when only a slash at the end keeps it from there. */
  public static Optional<String> openWithoutSlash(HttpServletRequest request) {
    return Optional.ofNullable((String) request.getAttribute(WITHOUT_SLASH));
  }

  /** Whether there is something at the path, for some method. */
  public boolean isKnown() {
    return !byMethod.isEmpty();
  }

  /** Whether a file of the WAR is at the path. */
  public boolean isFile() {
    return any(Route::isFile);
  }

  /**
   * Whether the request needs no token: its route is open, or it asks for the methods of a path
   * that has an open route. Without a route it is closed.
   */
  public boolean isOpen() {
    return route.isPresent()
        ? route.get().access() == Route.Access.ANYONE
        : isQuestion && any(it -> it.access() == Route.Access.ANYONE);
  }

  /** Whether "Authorization: Token …" is as good as "Bearer" here. */
  public boolean takesTokenScheme() {
    return any(Route::takesTokenScheme);
  }

  private boolean any(Predicate<Route> wanted) {
    return byMethod.values().stream().anyMatch(wanted);
  }

  /** Whether the route takes files. */
  public boolean takesUploads() {
    return route.filter(it -> it.bodyBytes() > Route.BODY_BYTES).isPresent();
  }

  /** Whether only an administrator who logged in lately may call the route. */
  public boolean isForAdministrators() {
    return route.filter(it -> it.access() == Route.Access.ADMINISTRATOR).isPresent();
  }

  /** The pattern of the path, for statistics: clients decide how many paths there are. */
  public String pattern() {
    return isKnown() ? byMethod.values().iterator().next().path() : NO_PATTERN;
  }

  String segment(int place) {
    return segments[place - 1];
  }

  /** The methods that are allowed, as "Allow" lists them. */
  String allow() {
    Set<String> methods = new TreeSet<>(byMethod.keySet());
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    methods.add("OPTIONS");
    return String.join(", ", methods);
  }
}
