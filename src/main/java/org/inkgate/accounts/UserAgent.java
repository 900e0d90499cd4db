package org.inkgate.accounts;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.inkgate.http.Texts;

/**
 * What a "User-Agent" header (RFC 9110 §10.1.5) says that its owner recognises.
 *
 * @param name the browser's, or a program's own, such as "curl/8.5.0"; empty when it has none
 * @param system what the browser runs on
 */
record UserAgent(String name, Optional<String> system) {

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

  static UserAgent of(String header) {
    Optional<String> browser = firstIn(header, BROWSERS);
    if (browser.isEmpty()) {
      String product = header.strip().split("[\\s(]", 2)[0];
      String name = product.substring(0, Math.min(product.length(), LONGEST_NAME));
      return new UserAgent(name, Optional.empty());
    }
    return new UserAgent(browser.get(), firstIn(header, SYSTEMS));
  }

  /** "Firefox on Linux", in the language of the texts. */
  String in(Texts texts) {
    return name.isEmpty()
        ? texts.text("accounts.unknown-device")
        : system.map(it -> texts.text("accounts.browser-on-system", name, it)).orElse(name);
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
