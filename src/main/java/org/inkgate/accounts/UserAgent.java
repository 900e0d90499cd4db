package org.inkgate.accounts;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Shortens a "User-Agent" header (RFC 9110 §10.1.5) to what its owner recognises. */
final class UserAgent {

  private static final String UNKNOWN = "Unknown device";
  private static final int LONGEST_NAME = 40;

  /** Browsers name those they descend from as well, so the descendants come first. */
  private static final Map<String, String> BROWSERS =
      inOrder(
          "Edg",
          "Edge",
          "OPR/",
          "Opera",
          "SamsungBrowser/",
          "Samsung Internet",
          "Vivaldi/",
          "Vivaldi",
          "Firefox/",
          "Firefox",
          "FxiOS/",
          "Firefox",
          "CriOS/",
          "Chrome",
          "Chromium/",
          "Chromium",
          "Chrome/",
          "Chrome",
          "Safari/",
          "Safari");

  private static final Map<String, String> SYSTEMS =
      inOrder(
          "iPhone",
          "iPhone",
          "iPad",
          "iPad",
          "Android",
          "Android",
          "CrOS",
          "ChromeOS",
          "Windows",
          "Windows",
          "Mac OS X",
          "macOS",
          "Linux",
          "Linux");

  private UserAgent() {}

  /** "Firefox on Linux" for a browser; a program by its own name, such as "curl/8.5.0". */
  static String describe(String header) {
    Optional<String> browser = firstIn(header, BROWSERS);
    if (browser.isEmpty()) {
      String product = header.strip().split("[\\s(]", 2)[0];
      String name = product.substring(0, Math.min(product.length(), LONGEST_NAME));
      return name.isEmpty() ? UNKNOWN : name;
    }
    return firstIn(header, SYSTEMS)
        .map(system -> browser.get() + " on " + system)
        .orElse(browser.get());
  }

  private static Optional<String> firstIn(String header, Map<String, String> names) {
    return names.entrySet().stream()
        .filter(entry -> header.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static Map<String, String> inOrder(String... pairs) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }
}
