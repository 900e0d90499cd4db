package org.inkgate.statistics;

import java.util.regex.Pattern;

/** Tells programs that read from people who do, by the User-Agent they send. */
final class Robots {

  /** What search engines, previews, feed readers, monitors and libraries call themselves. */
  private static final Pattern NAMES =
      Pattern.compile(
          "bot|crawl|spider|slurp|preview|scrap|fetch|archiv|monitor|uptime|pingdom|lighthouse"
              + "|headless|feed|rss|facebookexternalhit|facebookcatalog|embedly|whatsapp|validator"
              + "|curl|wget|http-?client|httpx|python|java/|okhttp|axios|libwww|perl|ruby|go-http",
          Pattern.CASE_INSENSITIVE);

  /** What every browser's name begins with, for reasons of history. */
  private static final String BROWSER = "Mozilla/";

  private Robots() {}

  /** Whether a program reads; who sends no name is one, too. */
  static boolean isOne(String userAgent) {
    return userAgent == null
        || !(userAgent.startsWith(BROWSER) || userAgent.startsWith("Opera/"))
        || NAMES.matcher(userAgent).find();
  }
}
