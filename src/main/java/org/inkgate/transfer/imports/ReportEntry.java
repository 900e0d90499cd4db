package org.inkgate.transfer.imports;

import java.util.Locale;

/**
 * One line of an import's report: what happened to one item of the file.
 *
 * @param detail the broken rule, what was changed, or the path of the item here
 */
public record ReportEntry(Kind kind, String name, Outcome outcome, Reason reason, String detail) {

  /** What the item is. */
  public enum Kind {
    FILE,
    SITE,
    AUTHOR,
    POST,
    PAGE,
    COMMENT,
    IMAGE,
    REDIRECT
  }

  /** Whether the item is here now, was here before, or is not here. */
  public enum Outcome {
    REFUSED,
    SKIPPED,
    /** Imported, but not as it was: see the reason. */
    CHANGED,
    TAKEN
  }

  /** Why the item was not imported, or not as it was. */
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
    BROKEN_OFF,
    /** It was not public, or not surely public, and is a draft. */
    DRAFT,
    BAD_DATE,
    SHORTENED,
    RENAMED,
    EMBEDDED,
    MARKUP,
    MENDED,
    /** Spam, trash, pingbacks and what the old program makes by itself. */
    NOT_WANTED,
    LEFT_OUT
  }

  private static final int LONGEST_NAME = 300;
  private static final int LONGEST_DETAIL = 500;

  public ReportEntry {
    name = cut(name, LONGEST_NAME);
    detail = cut(detail, LONGEST_DETAIL);
  }

  /** PostgreSQL takes no NUL, and no column more than it has room for. */
  private static String cut(String text, int most) {
    return SourceText.cut(text.replace('\0', ' '), most);
  }

  /** The name of a kind, an outcome, a reason or a state in JSON, and in the key of its text. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static ReportEntry taken(Kind kind, String name, String path) {
    return new ReportEntry(kind, name, Outcome.TAKEN, Reason.NONE, path);
  }

  public static ReportEntry skipped(Kind kind, String name, Reason reason) {
    return new ReportEntry(kind, name, Outcome.SKIPPED, reason, "");
  }

  public static ReportEntry skipped(Kind kind, String name, Reason reason, String detail) {
    return new ReportEntry(kind, name, Outcome.SKIPPED, reason, detail);
  }

  static ReportEntry changed(Kind kind, String name, Note note) {
    return new ReportEntry(kind, name, Outcome.CHANGED, note.reason(), note.detail());
  }

  public static ReportEntry refused(Kind kind, String name, Reason reason, String detail) {
    return new ReportEntry(kind, name, Outcome.REFUSED, reason, detail);
  }
}
