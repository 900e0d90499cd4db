package org.inkgate.transfer;

import java.util.Locale;

/**
 * What became of one thing in an imported file.
 *
 * @param detail names the rule that was broken, or the address it has now
 */
public record Line(Kind kind, String name, Outcome outcome, Reason reason, String detail) {

  /** What it is. */
  public enum Kind {
    FILE,
    SITE,
    AUTHOR,
    POST,
    PAGE,
    COMMENT,
    IMAGE
  }

  /** Whether it is here now, was before, or is not. */
  public enum Outcome {
    TAKEN,
    SKIPPED,
    REFUSED
  }

  /** Why it was not taken over. */
  public enum Reason {
    NONE,
    THERE,
    INVALID,
    UNREADABLE,
    TOO_LARGE,
    BAD_NAME,
    UNKNOWN_KIND,
    NO_POST,
    NO_AUTHOR,
    BROKEN_OFF
  }

  private static final int LONGEST_NAME = 300;
  private static final int LONGEST_DETAIL = 500;

  public Line {
    name = cut(name, LONGEST_NAME);
    detail = cut(detail, LONGEST_DETAIL);
  }

  /** PostgreSQL takes no NUL, and no column more than it has room for. */
  private static String cut(String text, int most) {
    String clean = text.replace('\0', ' ');
    return clean.length() <= most ? clean : clean.substring(0, most - 1) + "…";
  }

  /** The name of a kind, an outcome, a reason or a state in JSON, and in the key of its text. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Line taken(Kind kind, String name, String address) {
    return new Line(kind, name, Outcome.TAKEN, Reason.NONE, address);
  }

  static Line skipped(Kind kind, String name, Reason reason) {
    return new Line(kind, name, Outcome.SKIPPED, reason, "");
  }

  static Line refused(Kind kind, String name, Reason reason, String detail) {
    return new Line(kind, name, Outcome.REFUSED, reason, detail);
  }
}
