package org.inkgate.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;

/** The two representations of every answer: a page for a browser, JSON for a program. */
public enum Representation {
  HTML,
  JSON;

  private static final String[] NONE = {};

  /**
   * Chooses by "Accept" (RFC 9110 §12.5.1). What is wanted as much is left to the order: clients
   * made of /openapi.yaml name all that there may be.
   *
   * <p>Where neither HTML nor JSON is named, the user agent decides: the link previews of large
   * networks send no "Accept" or any type, as programs do that expect JSON.
   */
  public static Representation of(HttpServletRequest request) {
    String accept = request.getHeader("Accept");
    return named(accept).orElseGet(() -> byUserAgent(accept, request));
  }

  /** The headers that decide, for "Vary". */
  static String varyingBy(HttpServletRequest request) {
    return named(request.getHeader("Accept")).isPresent()
        ? "Accept"
        : "Accept, User-Agent, Sec-Fetch-Dest";
  }

  private static Optional<Representation> named(String accept) {
    Optional<Representation> wanted = Optional.empty();
    double most = 0;
    for (String range : accept == null ? NONE : accept.toLowerCase(Locale.ROOT).split(",", 20)) {
      String[] parts = range.split(";", -1);
      Optional<Representation> named = representation(parts[0].strip());
      double quality = quality(parts);
      if (named.isPresent() && quality > most) {
        wanted = named;
        most = quality;
      }
    }
    return wanted;
  }

  /** A page where any type will do, and what asks is neither a library nor a script of a page. */
  private static Representation byUserAgent(String accept, HttpServletRequest request) {
    boolean anything = accept == null || accept.isBlank() || accept.contains("*/*");
    boolean program =
        "empty".equals(request.getHeader("Sec-Fetch-Dest"))
            || carriesToken(request.getHeader("Authorization"))
            || isJson(request.getHeader("Content-Type"));
    return anything && !program && UserAgents.wantsPage(request.getHeader("User-Agent"))
        ? HTML
        : JSON;
  }

  private static boolean carriesToken(String authorization) {
    return authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7);
  }

  private static boolean isJson(String contentType) {
    return contentType != null
        && contentType.toLowerCase(Locale.ROOT).startsWith("application/json");
  }

  /**
   * The representation of a media type; wildcards and other types do not tell a browser from a
   * program.
   */
  private static Optional<Representation> representation(String type) {
    return switch (type) {
      case "text/html", "application/xhtml+xml" -> Optional.of(HTML);
      case "application/json", "application/problem+json" -> Optional.of(JSON);
      default -> Optional.empty();
    };
  }

  private static double quality(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip();
      if (parameter.startsWith("q=")) {
        try {
          return Double.parseDouble(parameter.substring(2));
        } catch (NumberFormatException e) {
          return 0;
        }
      }
    }
    return 1;
  }
}
