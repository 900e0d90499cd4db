package org.inkgate.http.texts;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
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

  /** No browser asks for more. */
  private static final int MOST_RANGES = 30;

  private static final Pattern QUALITY = Pattern.compile("[qQ]=[01](\\.\\d{0,3})?");

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
   * The language of the answer to a request: the chosen language, else the best of
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

  /**
   * The language of ours that is wanted most, the first of equals. Java's own reader of this header
   * adds all that a language was ever called, and takes a second for some.
   */
  private static Optional<Language> accepted(String header) {
    Optional<Language> wanted = Optional.empty();
    double most = 0;
    String[] ranges = header == null ? new String[0] : header.split(",", MOST_RANGES + 1);
    for (int i = 0; i < Math.min(ranges.length, MOST_RANGES); i++) {
      String[] parts = ranges[i].split(";", 2);
      String primary = parts[0].strip().split("-", 2)[0].toLowerCase(Locale.ROOT);
      double quality = parts.length == 1 ? 1 : quality(parts[1].strip());
      Optional<Language> language = of(primary);
      if (language.isPresent() && quality > most) {
        wanted = language;
        most = quality;
      }
    }
    return wanted;
  }

  /** The weight, from 0 to 1 (RFC 9110 §12.4.2); 0 for what is not a weight. */
  private static double quality(String parameter) {
    return QUALITY.matcher(parameter).matches() ? Double.parseDouble(parameter.substring(2)) : 0;
  }
}
