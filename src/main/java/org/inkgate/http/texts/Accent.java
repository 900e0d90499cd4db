package org.inkgate.http.texts;

/**
 * An accent colour that can be read: of what was chosen, as much as contrast allows (WCAG 2.2,
 * 1.4.3).
 *
 * @param chosen the colour as it was chosen, {@code #rrggbb}
 */
public record Accent(String chosen) {

  /** Of text; 4.5 is what 1.4.3 demands, the rest is for rounding. */
  private static final double LEAST_CONTRAST = 4.55;

  /** A button's colour moves this far towards its text when it is pointed at; see style.css. */
  private static final double HOVER = 0.14;

  private static final double STEP = 0.02;

  /** The backgrounds and the text on an accent that style.css has, light and dark. */
  private static final Theme LIGHT = new Theme("#fcfbf8", "#f3f0e9", "#ffffff", "#000000");

  private static final Theme DARK = new Theme("#17181b", "#212327", "#10141c", "#ffffff");

  private record Theme(String paper, String wash, String on, String away) {

    boolean readable(String accent) {
      return contrast(accent, paper) >= LEAST_CONTRAST
          && contrast(accent, wash) >= LEAST_CONTRAST
          && contrast(mix(accent, on, HOVER), on) >= LEAST_CONTRAST;
    }

    /** Black and white can be read, so this ends. */
    String fit(String chosen) {
      String fitting = chosen;
      for (double part = 0; !readable(fitting); part += STEP) {
        fitting = mix(chosen, away, Math.min(part, 1));
      }
      return fitting;
    }
  }

  /** The accent on a light page: the chosen colour, or a darker one. */
  public String light() {
    return LIGHT.fit(chosen);
  }

  /** The accent on a dark page: the chosen colour, or a lighter one. */
  public String dark() {
    return DARK.fit(chosen);
  }

  /** The contrast ratio of two colours, 1 to 21, as WCAG 2.2 defines it. */
  static double contrast(String one, String other) {
    double first = luminance(one);
    double second = luminance(other);
    return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
  }

  private static double luminance(String colour) {
    return 0.2126 * linear(colour, 1) + 0.7152 * linear(colour, 3) + 0.0722 * linear(colour, 5);
  }

  private static double linear(String colour, int from) {
    double value = channel(colour, from) / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }

  private static int channel(String colour, int from) {
    return Integer.parseInt(colour.substring(from, from + 2), 16);
  }

  /** A colour with a part of another in it, 0 to 1. */
  static String mix(String colour, String other, double part) {
    StringBuilder mixed = new StringBuilder("#");
    for (int from = 1; from < 7; from += 2) {
      double value = channel(colour, from) * (1 - part) + channel(other, from) * part;
      mixed.append(String.format("%02x", Math.round(value)));
    }
    return mixed.toString();
  }
}
