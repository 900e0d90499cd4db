package org.inkgate.feeds;

import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes the links of a post absolute, as a feed is read elsewhere.
 *
 * <p>It relies on what the sanitizer writes: every attribute in double quotes, and no double quote
 * in any text.
 */
final class AbsoluteLinks {

  private static final Pattern LINK = Pattern.compile("\\s(href|src|srcset)=\"([^\"]*)\"");
  private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");

  private AbsoluteLinks() {}

  /**
   * Rewrites sanitised HTML.
   *
   * @param page the address of the post, which relative links start from
   */
  static String in(String html, SiteAddress site, String page) {
    return LINK.matcher(html)
        .replaceAll(link -> Matcher.quoteReplacement(rewritten(link, site, page)));
  }

  private static String rewritten(MatchResult link, SiteAddress site, String page) {
    String name = link.group(1);
    String value = link.group(2);
    String absolute =
        "srcset".equals(name)
            ? Arrays.stream(value.split(",\\s+"))
                .map(one -> absolute(one, site, page))
                .collect(Collectors.joining(", "))
            : absolute(value, site, page);
    return " " + name + "=\"" + absolute + "\"";
  }

  private static String absolute(String link, SiteAddress site, String page) {
    if (ABSOLUTE.matcher(link).matches()) {
      return link;
    }
    if (link.startsWith("//")) {
      return site.scheme() + ":" + link;
    }
    if (link.startsWith("/")) {
      return site.of(link);
    }
    if (link.isEmpty() || link.startsWith("#") || link.startsWith("?")) {
      return page + link;
    }
    return page.substring(0, page.lastIndexOf('/') + 1) + link;
  }
}
