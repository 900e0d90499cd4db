package org.inkgate.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;

/** The two faces of every answer: a page for a browser, JSON for a program. */
public enum Face {
  HTML,
  JSON;

  private static final String[] NONE = {};

  /**
   * Chooses by "Accept" (RFC 9110 §12.5.1): whoever does not ask for HTML by name gets JSON. What
   * is wanted as much is left to the order: clients made of /openapi.yaml name all that there may
   * be.
   */
  public static Face of(HttpServletRequest request) {
    String accept = request.getHeader("Accept");
    Face wanted = JSON;
    double most = 0;
    for (String range : accept == null ? NONE : accept.toLowerCase(Locale.ROOT).split(",", 20)) {
      String[] parts = range.split(";", -1);
      Optional<Face> named = named(parts[0].strip());
      double quality = quality(parts);
      if (named.isPresent() && quality > most) {
        wanted = named.get();
        most = quality;
      }
    }
    return wanted;
  }

  /** The face of a media type; wildcards and other types do not tell a browser from a program. */
  private static Optional<Face> named(String type) {
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
