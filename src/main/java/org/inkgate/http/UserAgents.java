package org.inkgate.http;

import java.util.regex.Pattern;

/** Tells browsers, bots and other programs apart, by the User-Agent they send. */
public final class UserAgents {

  /** What search engines, link previews, feed readers and monitors call themselves. */
  private static final Pattern BOTS =
      Pattern.compile(
          "bot|crawl|spider|slurp|preview|scrap|fetcher|archiv|monitor|uptime|pingdom|lighthouse"
              + "|headless|feed|rss|facebookexternalhit|facebookcatalog|embedly|iframely|whatsapp"
              + "|vkshare|cardyb|validator",
          Pattern.CASE_INSENSITIVE);

  /** What libraries and command lines call themselves. */
  private static final Pattern LIBRARIES =
      Pattern.compile(
          "curl|wget|http-?client|httpx|python|java/|okhttp|axios|libwww|perl|ruby|go-http|node-fetch"
              + "|powershell",
          Pattern.CASE_INSENSITIVE);

  /** What every browser's name begins with, for reasons of history. */
  private static final String BROWSER = "Mozilla/";

  private UserAgents() {}

  /**
   * Whether a person reads with it: a browser, and neither a bot nor a library that poses as one.
   */
  public static boolean isBrowser(String userAgent) {
    return userAgent != null
        && (userAgent.startsWith(BROWSER) || userAgent.startsWith("Opera/"))
        && !BOTS.matcher(userAgent).find()
        && !LIBRARIES.matcher(userAgent).find();
  }

  /**
   * Whether it wants the page where its "Accept" names no type: a browser, or a bot, which shows a
   * link's title and picture. A library wants JSON; a bot may name the library that it uses.
   */
  static boolean wantsPage(String userAgent) {
    return isBrowser(userAgent) || userAgent != null && BOTS.matcher(userAgent).find();
  }
}
