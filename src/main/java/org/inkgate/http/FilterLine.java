package org.inkgate.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.GenericFilter;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs the filters that {@code web.xml} lists, as Spring Security's FilterChainProxy does. The
 * server knows this one only: Payara tells its listeners where each filter that it knows begins and
 * ends, which took a sixth of a read.
 */
public class FilterLine extends GenericFilter {

  private static final long serialVersionUID = 1L;

  private transient List<Place> places;

  private record Place(Filter filter, Paths paths) {}

  /** The paths that pass a filter: patterns as a servlet's are (Servlet 6.0 §12.2). */
  static final class Paths {

    private final Set<String> exact = new HashSet<>();
    private final List<String> beginnings = new ArrayList<>();

    void add(String pattern) {
      if (pattern.endsWith("/*")) {
        beginnings.add(pattern.substring(0, pattern.length() - 1));
        exact.add(pattern.substring(0, pattern.length() - 2));
      } else {
        exact.add(pattern);
      }
    }

    boolean contain(String path) {
      for (String beginning : beginnings) {
        if (path.startsWith(beginning)) {
          return true;
        }
      }
      return exact.contains(path);
    }
  }

  /** What one request passes, and then its servlet. */
  private static final class Chain implements FilterChain {

    private final List<Place> places;
    private final String path;
    private final FilterChain servlet;
    private int passed;

    Chain(List<Place> places, String path, FilterChain servlet) {
      this.places = places;
      this.path = path;
      this.servlet = servlet;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response)
        throws IOException, ServletException {
      while (passed < places.size()) {
        Place place = places.get(passed++);
        if (place.paths.contain(path)) {
          place.filter.doFilter(request, response, this);
          return;
        }
      }
      servlet.doFilter(request, response);
    }
  }

  /** Makes the filters; they are told the parameters of this one. */
  @Override
  public void init() throws ServletException {
    places = new ArrayList<>();
    for (Map.Entry<String, Paths> line : parse(getInitParameter("filters")).entrySet()) {
      Filter filter = getServletContext().createFilter(type(line.getKey()));
      filter.init(getFilterConfig());
      places.add(new Place(filter, line.getValue()));
    }
  }

  /**
   * Reads names of classes, each with paths behind it.
   *
   * @throws ServletException for one without a path: a gate that stands nowhere would be no gate
   */
  static Map<String, Paths> parse(String filters) throws ServletException {
    Map<String, Paths> lines = new LinkedHashMap<>();
    String filter = "";
    for (String word : filters.strip().split("\\s+")) {
      boolean path = word.startsWith("/");
      filter = path ? filter : word;
      Paths paths = lines.computeIfAbsent(filter, name -> new Paths());
      if (path) {
        paths.add(word);
      }
    }
    for (Map.Entry<String, Paths> line : lines.entrySet()) {
      if (line.getValue().exact.isEmpty()) {
        throw new ServletException("web.xml gives no path to " + line.getKey());
      }
    }
    return lines;
  }

  private static Class<? extends Filter> type(String name) throws ServletException {
    try {
      return Class.forName(name).asSubclass(Filter.class);
    } catch (ClassNotFoundException e) {
      throw new ServletException(e);
    }
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain servlet)
      throws IOException, ServletException {
    String path = Routes.path((HttpServletRequest) request);
    new Chain(places, path, servlet).doFilter(request, response);
  }

  @Override
  public void destroy() {
    places.forEach(place -> place.filter.destroy());
  }
}
