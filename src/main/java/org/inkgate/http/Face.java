package org.inkgate.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;

/** The two faces of every answer: a page for a browser, JSON for a program. */
public enum Face {
  HTML,
  JSON;

  /** Chooses by "Accept" (RFC 9110 §12.5.1): whoever does not ask for HTML by name gets JSON. */
  public static Face of(HttpServletRequest request) {
    String accept = request.getHeader("Accept");
    if (accept == null) {
      return JSON;
    }
    double html = 0;
    double json = 0;
    for (String range : accept.toLowerCase(Locale.ROOT).split(",", 20)) {
      String[] parts = range.split(";", -1);
      double quality = quality(parts);
      switch (parts[0].strip()) {
        case "text/html", "application/xhtml+xml" -> html = Math.max(html, quality);
        case "application/json", "application/problem+json" -> json = Math.max(json, quality);
        default -> {
          // Wildcards and other types do not tell a browser from a program.
        }
      }
    }
    return html > 0 && html >= json ? HTML : JSON;
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
