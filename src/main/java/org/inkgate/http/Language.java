package org.inkgate.http;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The languages the interface speaks, each named as its own readers call it. */
public enum Language {
  EN("English"),
  DE("Deutsch"),
  FR("Français"),
  ES("Español"),
  JA("日本語"),
  AR("العربية");

  /** Holds what the user chose, where that is not what the browser asks for. */
  private static final String COOKIE = "language";

  private static final Duration REMEMBERED = Duration.ofDays(365);

  private final String endonym;

  Language(String endonym) {
    this.endonym = endonym;
  }

  public String endonym() {
    return endonym;
  }

  /** The language tag of BCP 47, as in the "lang" attribute. */
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The base direction of the script, as in the "dir" attribute. */
  public String direction() {
    return this == AR ? "rtl" : "ltr";
  }

  /** How dates and numbers are written. */
  public Locale locale() {
    return Locale.forLanguageTag(
        switch (this) {
          // The day before the month and 24 hours, as all the others write them.
          case EN -> "en-GB";
          // Western digits, as posts have them.
          case AR -> "ar-u-nu-latn";
          default -> tag();
        });
  }

  public static Optional<Language> of(String tag) {
    return Arrays.stream(values()).filter(one -> one.tag().equals(tag)).findFirst();
  }

  /**
   * What to speak to whoever sent a request: the chosen language, else the best of
   * "Accept-Language" (RFC 9110 §12.5.4), else the site's.
   */
  public static Language of(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    Optional<Language> chosen =
        Stream.of(cookies == null ? new Cookie[0] : cookies)
            .filter(cookie -> cookie.getName().equals(name(request)))
            .flatMap(cookie -> of(cookie.getValue()).stream())
            .findFirst();
    return chosen
        .or(() -> accepted(request.getHeader("Accept-Language")))
        .orElseGet(() -> Site.of(request).language());
  }

  /** Lets the browser remember for a year that this language was chosen. */
  public void remember(HttpServletRequest request, HttpServletResponse response) {
    Cookie cookie = new Cookie(name(request), tag());
    cookie.setPath("/");
    cookie.setHttpOnly(true);
    cookie.setSecure(request.isSecure());
    cookie.setAttribute("SameSite", "Lax");
    cookie.setMaxAge((int) REMEMBERED.toSeconds());
    response.addCookie(cookie);
  }

  /** With the prefix of RFC 6265bis §4.1.3.2, by which no other host of the site can set it. */
  private static String name(HttpServletRequest request) {
    return request.isSecure() ? "__Host-" + COOKIE : COOKIE;
  }

  private static Optional<Language> accepted(String header) {
    if (header == null || header.length() > 1000) {
      return Optional.empty();
    }
    try {
      List<Locale.LanguageRange> ranges = Locale.LanguageRange.parse(header);
      List<Locale> ours = Arrays.stream(values()).map(one -> new Locale(one.tag())).toList();
      return Optional.ofNullable(Locale.lookup(ranges, ours))
          .flatMap(locale -> of(locale.getLanguage()));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      // Not in the header's grammar, or a "-" alone, which Java trips over: as good as none.
      return Optional.empty();
    }
  }
}
