package org.inkgate.markdown;

import java.util.Optional;
import org.inkgate.http.texts.Message;

/**
 * Counts, in one pass over a text, what would cost the Markdown library far more than its length:
 * cells that a table adds to short rows, and what is compared with everything before it.
 *
 * <p>All counts are upper bounds: what is compared never reaches beyond an empty line.
 */
final class MarkdownLimits {

  /** A page of 20,000 cells is beyond reading; each costs the parser some 500 bytes. */
  static final int MOST_CELLS = 20_000;

  /** Each becomes two links of together 200 characters. */
  static final int MOST_FOOTNOTE_REFERENCES = 2_000;

  /** A line of a paragraph copies those before it: 11,000 lines in a row take 0.2 s. */
  private static final long MOST_LINE_PAIRS = 60_000_000;

  /** A link looks through the brackets and asterisks before it: 10 million steps take 0.5 s. */
  private static final long MOST_LINK_PAIRS = 10_000_000;

  private static final String OF_SEPARATORS = "|-: \t>*+.)0123456789";

  private long cells;
  private int footnoteReferences;
  private long linePairs;
  private long linkPairs;

  /** Since the last empty line. */
  private int lines;

  private int columns;
  private int delimiters;

  private MarkdownLimits() {}

  /** The rule that a text breaks. */
  static Optional<Message> brokenBy(String body) {
    MarkdownLimits limits = new MarkdownLimits();
    body.lines().forEach(limits::count);
    return limits.brokenBy();
  }

  private Optional<Message> brokenBy() {
    if (cells > MOST_CELLS) {
      return Optional.of(Message.of("posts.problem.too-much-cells", MOST_CELLS));
    }
    if (footnoteReferences > MOST_FOOTNOTE_REFERENCES) {
      return Optional.of(Message.of("posts.problem.too-much-footnotes", MOST_FOOTNOTE_REFERENCES));
    }
    if (linePairs > MOST_LINE_PAIRS) {
      return Optional.of(Message.of("posts.problem.too-much-lines"));
    }
    if (linkPairs > MOST_LINK_PAIRS) {
      return Optional.of(Message.of("posts.problem.too-much-links"));
    }
    return Optional.empty();
  }

  private void count(String line) {
    if (isEmpty(line)) {
      lines = 0;
      columns = 0;
      delimiters = 0;
      return;
    }
    linePairs += lines;
    lines++;
    columns = Math.max(columns, columns(line));
    cells += columns;
    if (beginsAnItem(line)) {
      delimiters = 0;
    }
    countInline(line);
  }

  /** As CommonMark says it: other white space makes no line empty. */
  private static boolean isEmpty(String line) {
    return line.chars().allMatch(c -> c == ' ' || c == '\t');
  }

  /** The most columns of a table whose second line this may be. */
  private static int columns(String line) {
    boolean dashes = false;
    int pipes = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (OF_SEPARATORS.indexOf(c) < 0) {
        return 0;
      }
      dashes |= c == '-';
      pipes += c == '|' ? 1 : 0;
    }
    return dashes && pipes > 0 ? pipes + 1 : 0;
  }

  /** An item of a list ends the paragraph before it, unless it is indented. */
  private static boolean beginsAnItem(String line) {
    int i = 0;
    while (i < 3 && i < line.length() && line.charAt(i) == ' ') {
      i++;
    }
    return i + 2 < line.length()
        && "-*+".indexOf(line.charAt(i)) >= 0
        && line.charAt(i + 1) == ' '
        && line.charAt(i + 2) != ' ';
  }

  private void countInline(String line) {
    char before = '\n';
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      switch (c) {
        case '*', '_', '~' -> delimiters += c == before ? 0 : 1;
        case '[' -> delimiters++;
        case ']' -> linkPairs += delimiters;
        case '^' -> footnoteReferences += before == '[' ? 1 : 0;
        default -> {
          // Of no account.
        }
      }
      before = c;
    }
  }
}
