package org.inkgate.http;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.inkgate.config.Settings;

/**
 * Lets scripts of the origins that the operator named read our answers (Fetch Standard §3.2, CORS).
 *
 * <p>Cookies are never allowed across origins: such a script sends its token in the header.
 */
public class CorsFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;
  private static final String ONE_DAY_SECONDS = "86400";

  @Inject private transient Settings settings;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!settings.corsOrigins().isEmpty()) {
      response.addHeader("Vary", "Origin");
    }
    String origin = request.getHeader("Origin");
    if (!settings.allowsOrigin(origin)) {
      chain.doFilter(request, response);
      return;
    }
    response.setHeader("Access-Control-Allow-Origin", origin);
    if (isPreflight(request)) {
      // Answered before the gate: a browser sends no token with this question.
      response.setHeader("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE");
      response.setHeader(
          "Access-Control-Allow-Headers",
          "Accept, Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Prefer");
      response.setHeader("Access-Control-Max-Age", ONE_DAY_SECONDS);
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      return;
    }
    response.setHeader(
        "Access-Control-Expose-Headers",
        "ETag, Idempotency-Replayed, Link, Location, Retry-After, WWW-Authenticate, X-Request-Id");
    chain.doFilter(request, response);
  }

  private static boolean isPreflight(HttpServletRequest request) {
    return "OPTIONS".equals(request.getMethod())
        && request.getHeader("Access-Control-Request-Method") != null;
  }
}
