package org.inkgate.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Every route there is, as a tree of segments: a literal segment is looked for before a name.
 * Immutable, so that all requests share it.
 */
public final class RouteTable {

  private static final class Node {
    final Map<String, Node> literals = new HashMap<>();
    final Map<String, Route> byMethod = new TreeMap<>();
    Node named;

    Node child(String segment) {
      if (!PathPattern.isName(segment)) {
        return literals.computeIfAbsent(segment, key -> new Node());
      }
      if (named == null) {
        named = new Node();
      }
      return named;
    }
  }

  private final Node root = new Node();
  private final List<Route> routes = new ArrayList<>();

  /**
   * Reads what the servlets declare.
   *
   * @throws IllegalStateException for two routes that answer the same requests
   */
  public RouteTable(Collection<? extends RoutedServlet> servlets) {
    servlets.forEach(servlet -> Routes.of(servlet).forEach(this::add));
    routes.sort(Comparator.comparing(Route::path).thenComparing(Route::method));
  }

  private void add(Route route) {
    for (Route other : routes) {
      if (route.pattern().isAmbiguousWith(other.pattern())) {
        throw new IllegalStateException(route + " and " + other + " match the same paths");
      }
    }
    Node node = root;
    for (String segment : route.pattern().segments()) {
      node = node.child(segment);
    }
    Route other = node.byMethod.putIfAbsent(route.method(), route);
    if (other != null) {
      throw new IllegalStateException(route + " is declared twice, also as " + other);
    }
    routes.add(route);
  }

  /** All routes, in the order of their paths. */
  public List<Route> routes() {
    return List.copyOf(routes);
  }

  /** The patterns by which the server finds them, each with the most bytes of a body there. */
  public Map<String, Long> urlPatterns() {
    Map<String, Long> patterns = new TreeMap<>();
    for (Route route : routes) {
      if (!route.isFile()) {
        patterns.merge(route.pattern().urlPattern(), route.bodyBytes(), Math::max);
      }
    }
    return patterns;
  }

  /** Finds the route of a request, and keeps it there. */
  public void resolve(HttpServletRequest request) {
    String path = Routes.path(request);
    RouteMatch match = find(request.getMethod(), path);
    match.attach(request);
    // Nothing encoded: what the server decodes is not sent back as it is.
    if (!match.isKnown() && path.endsWith("/") && path.equals(request.getRequestURI())) {
      String shorter = path.substring(0, path.length() - 1);
      RouteMatch other = find(request.getMethod(), shorter);
      if (other.isOpen() && "GET".equals(other.route().map(Route::method).orElse(""))) {
        RouteMatch.offer(request, shorter);
      }
    }
  }

  RouteMatch find(String method, String path) {
    String[] segments = PathPattern.split(path);
    Node node = path.startsWith("/") ? find(root, segments, 0) : null;
    Map<String, Route> byMethod = node == null ? Map.of() : node.byMethod;
    Route route = byMethod.get("HEAD".equals(method) ? "GET" : method);
    return new RouteMatch("OPTIONS".equals(method), segments, byMethod, Optional.ofNullable(route));
  }

  private static Node find(Node node, String[] segments, int place) {
    if (place == segments.length) {
      return node.byMethod.isEmpty() ? null : node;
    }
    Node literal = node.literals.get(segments[place]);
    Node found = literal == null ? null : find(literal, segments, place + 1);
    boolean named = found == null && node.named != null && !segments[place].isEmpty();
    return named ? find(node.named, segments, place + 1) : found;
  }
}
