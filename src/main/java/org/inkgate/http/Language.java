package org.inkgate.http;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
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
  public static final String COOKIE = "language";

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

  public Locale locale() {
    // German, French, Spanish dates need no country; Arabic pages show Western digits as posts do.
    return Locale.forLanguageTag(this == AR ? "ar-u-nu-latn" : tag());
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
            .filter(cookie -> COOKIE.equals(cookie.getName()))
            .flatMap(cookie -> of(cookie.getValue()).stream())
            .findFirst();
    return chosen
        .or(() -> accepted(request.getHeader("Accept-Language")))
        .orElseGet(() -> Site.of(request).language());
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
    } catch (IllegalArgumentException e) {
      // Not in the header's grammar: as good as none.
      return Optional.empty();
    }
  }
}
