package org.inkgate.sessions;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inkgate.http.texts.Texts;

/**
 * What a "User-Agent" header (RFC 9110 §10.1.5) says that its owner recognises.
 *
 * @param name the browser's, or a program's own, such as "curl/8.5.0"; empty when it has none
 * @param system what the browser runs on
 */
record UserAgent(String name, Optional<String> system) {

  private static final int LONGEST_NAME = 40;

  /** Browsers name those they descend from as well, so the descendants come first. */
  private static final List<Map.Entry<String, String>> BROWSERS =
      List.of(
          entry("Edg", "Edge"),
          entry("OPR/", "Opera"),
          entry("SamsungBrowser/", "Samsung Internet"),
          entry("Vivaldi/", "Vivaldi"),
          entry("Firefox/", "Firefox"),
          entry("FxiOS/", "Firefox"),
          entry("CriOS/", "Chrome"),
          entry("Chromium/", "Chromium"),
          entry("Chrome/", "Chrome"),
          entry("Safari/", "Safari"));

  private static final List<Map.Entry<String, String>> SYSTEMS =
      List.of(
          entry("iPhone", "iPhone"),
          entry("iPad", "iPad"),
          entry("Android", "Android"),
          entry("CrOS", "ChromeOS"),
          entry("Windows", "Windows"),
          entry("Mac OS X", "macOS"),
          entry("Linux", "Linux"));

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

  private static Optional<String> firstIn(String header, List<Map.Entry<String, String>> names) {
    return names.stream()
        .filter(name -> header.contains(name.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
