package org.inkgate.revisions;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.Chunk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inkgate.revisions.DiffPart.Kind;

/** Tells what changed between two texts: by lines first, then by words where lines changed. */
public final class TextDiff {

  /**
   * Comparing costs the square of all pieces, in time and memory; texts with more of them, beside
   * what they begin and end with, have so little in common that one is shown after the other.
   */
  private static final int MOST_PIECES = 1_500;

  /** Beyond this much work, or so many parts, changed lines are no longer compared by words. */
  private static final long MOST_WORK = 4_000_000;

  private static final int MOST_PARTS = 3_000;

  /** So many unchanged lines are shown around a change. */
  private static final int CONTEXT = 3;

  private TextDiff() {}

  public static List<DiffPart> of(String before, String after) {
    List<DiffPart> parts = new ArrayList<>();
    for (DiffPart lines : compare(split(before, "(?<=\n)"), split(after, "(?<=\n)"))) {
      add(parts, lines);
    }
    return collapsed(byWords(parts));
  }

  private static List<String> split(String text, String where) {
    return text.isEmpty() ? List.of() : Arrays.asList(text.split(where));
  }

  private static List<DiffPart> compare(List<String> before, List<String> after) {
    int most = Math.min(before.size(), after.size());
    int begin = 0;
    while (begin < most && before.get(begin).equals(after.get(begin))) {
      begin++;
    }
    int end = 0;
    while (end < most - begin && fromEnd(before, end).equals(fromEnd(after, end))) {
      end++;
    }
    List<DiffPart> parts = new ArrayList<>();
    parts.add(part(Kind.SAME, before.subList(0, begin)));
    parts.addAll(
        compareMiddle(
            before.subList(begin, before.size() - end), after.subList(begin, after.size() - end)));
    parts.add(part(Kind.SAME, before.subList(before.size() - end, before.size())));
    return parts.stream().filter(part -> !part.text().isEmpty()).toList();
  }

  private static String fromEnd(List<String> pieces, int place) {
    return pieces.get(pieces.size() - 1 - place);
  }

  private static List<DiffPart> compareMiddle(List<String> before, List<String> after) {
    if (before.size() + after.size() > MOST_PIECES) {
      return List.of(part(Kind.DELETED, before), part(Kind.INSERTED, after));
    }
    List<DiffPart> parts = new ArrayList<>();
    for (AbstractDelta<String> delta : DiffUtils.diff(before, after, true).getDeltas()) {
      switch (delta.getType()) {
        case EQUAL -> parts.add(part(Kind.SAME, delta.getSource()));
        case DELETE -> parts.add(part(Kind.DELETED, delta.getSource()));
        case INSERT -> parts.add(part(Kind.INSERTED, delta.getTarget()));
        case CHANGE -> {
          parts.add(part(Kind.DELETED, delta.getSource()));
          parts.add(part(Kind.INSERTED, delta.getTarget()));
        }
        default -> throw new IllegalStateException("A new kind of change: " + delta.getType());
      }
    }
    return parts;
  }

  private static DiffPart part(Kind kind, Chunk<String> chunk) {
    return part(kind, chunk.getLines());
  }

  private static DiffPart part(Kind kind, List<String> pieces) {
    return new DiffPart(kind, String.join("", pieces));
  }

  /** Where lines were replaced by others, shows which of their words were. */
  private static List<DiffPart> byWords(List<DiffPart> lines) {
    List<DiffPart> parts = new ArrayList<>();
    long work = 0;
    for (int i = 0; i < lines.size(); i++) {
      DiffPart part = lines.get(i);
      boolean replaced =
          part.kind() == Kind.DELETED
              && work < MOST_WORK
              && parts.size() < MOST_PARTS
              && i + 1 < lines.size()
              && lines.get(i + 1).kind() == Kind.INSERTED;
      if (replaced) {
        i++;
        List<String> before = words(part.text());
        List<String> after = words(lines.get(i).text());
        work += (long) (before.size() + after.size()) * (before.size() + after.size());
        compare(before, after).forEach(word -> add(parts, word));
      } else {
        add(parts, part);
      }
    }
    return parts;
  }

  /** Words, the spaces between them, and single characters of scripts that have no spaces. */
  private static List<String> words(String text) {
    return split(text, "(?<=\\s)|(?=\\s)|(?<=\\p{IsIdeographic})|(?=\\p{IsIdeographic})");
  }

  /** Adds a piece, to the one before it when that is of the same kind. */
  private static void add(List<DiffPart> parts, DiffPart part) {
    int last = parts.size() - 1;
    if (last >= 0 && parts.get(last).kind() == part.kind()) {
      parts.set(last, new DiffPart(part.kind(), parts.get(last).text() + part.text()));
    } else if (!part.text().isEmpty()) {
      parts.add(part);
    }
  }

  /** Leaves out what both texts share at length. */
  private static List<DiffPart> collapsed(List<DiffPart> parts) {
    List<DiffPart> shown = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      DiffPart part = parts.get(i);
      int above = i == 0 ? 0 : CONTEXT;
      int below = i == parts.size() - 1 ? 0 : CONTEXT;
      List<String> lines = split(part.text(), "(?<=\n)");
      if (part.kind() != Kind.SAME || lines.size() <= above + below + 1) {
        shown.add(part);
        continue;
      }
      Stream.of(
              part(Kind.SAME, lines.subList(0, above)),
              new DiffPart(Kind.GAP, "…"),
              part(Kind.SAME, lines.subList(lines.size() - below, lines.size())))
          .filter(piece -> !piece.text().isEmpty())
          .collect(Collectors.toCollection(() -> shown));
    }
    return shown;
  }
}
