package org.inkgate.http.log;

import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.snapshots.Unit;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.inkgate.config.Settings;
import org.inkgate.http.RouteMatch;

/** Measures every request, and writes it into the log where the operator wants that. */
public class AccessFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = Logger.getLogger("org.inkgate.access");

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  /** By the route's pattern and not by the path: clients decide how many paths there are. */
  private static final Histogram REQUESTS =
      Histogram.builder()
          .name("inkgate_http_request_duration_seconds")
          .help("How long requests took, by method, the route's path and status")
          .unit(Unit.SECONDS)
          .labelNames("method", "pattern", "status")
          .classicOnly()
          .classicUpperBounds(.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10)
          .register();

  @Inject private transient Settings settings;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getDispatcherType() == DispatcherType.ERROR) {
      // What the server refused by itself met no pattern, and Payara tells another request's.
      chain.doFilter(request, response);
      return;
    }
    long start = System.nanoTime();
    try {
      chain.doFilter(request, response);
    } finally {
      long nanos = System.nanoTime() - start;
      String method = METHODS.contains(request.getMethod()) ? request.getMethod() : "other";
      String pattern = RouteMatch.of(request).pattern();
      String status = String.valueOf(response.getStatus());
      REQUESTS
          .labelValues(method, pattern, status)
          .observe(nanos / (double) TimeUnit.SECONDS.toNanos(1));
      if (settings.accessLog()) {
        log(request, method, status, TimeUnit.NANOSECONDS.toMillis(nanos));
      }
    }
  }

  /** The query is left out: it may hold what a reader searched for, or a link's secret. */
  private static void log(HttpServletRequest request, String method, String status, long millis) {
    LOG.log(
        Level.INFO,
        () ->
            "request_id="
                + RequestId.of(request)
                + " address="
                + request.getRemoteAddr()
                + " method="
                + method
                + " path=\""
                + Events.oneLine(Refusals.withoutToken(request.getRequestURI()))
                + "\" status="
                + status
                + " millis="
                + millis);
  }
}
