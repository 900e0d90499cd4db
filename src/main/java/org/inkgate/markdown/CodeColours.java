package org.inkgate.markdown;

import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Tells a language's comments, strings, numbers and words of its own apart, well enough to be
 * coloured; what it does not know stays plain. {@link CodeLanguages} has one for each language.
 *
 * @param lineComments what begins a comment that ends with its line
 * @param blocks comments and texts of several lines
 * @param quotes the characters that begin and end a string
 */
record CodeColours(
    List<String> lineComments, List<Block> blocks, String quotes, Set<String> keywords) {

  /** What a piece of code is. */
  enum Kind {
    PLAIN(""),
    COMMENT("c"),
    KEYWORD("k"),
    NUMBER("n"),
    STRING("s");

    private final String cssClass;

    Kind(String cssClass) {
      this.cssClass = cssClass;
    }

    String cssClass() {
      return "code-" + cssClass;
    }
  }

  /** What begins and ends a comment or text of several lines, and what it is. */
  record Block(String begin, String end, Kind kind) {}

  /** Longer code stays uncoloured: each coloured piece adds markup. */
  private static final int MOST_CHARACTERS = 10_000;

  /** Each quotation mark of a line looks for another one. */
  private static final int LONGEST_STRING = 500;

  static final CodeColours NONE = new CodeColours(List.of(), List.of(), "", Set.of());

  /** Hands over the pieces of the code, one after the other, and what each is. */
  void split(String code, BiConsumer<Kind, String> piece) {
    if (this == NONE || code.length() > MOST_CHARACTERS) {
      piece.accept(Kind.PLAIN, code);
      return;
    }
    int plain = 0;
    int at = 0;
    while (at < code.length()) {
      Kind kind = kindAt(code, at);
      int end = end(code, at, kind);
      if (kind == Kind.KEYWORD && !keywords.contains(code.substring(at, end))) {
        kind = Kind.PLAIN;
      }
      if (kind != Kind.PLAIN) {
        if (plain < at) {
          piece.accept(Kind.PLAIN, code.substring(plain, at));
        }
        piece.accept(kind, code.substring(at, end));
        plain = end;
      }
      at = end;
    }
    if (plain < at) {
      piece.accept(Kind.PLAIN, code.substring(plain));
    }
  }

  /** What seems to begin here; a word may yet turn out not to be a keyword. */
  private Kind kindAt(String code, int at) {
    for (Block block : blocks) {
      if (code.startsWith(block.begin(), at)) {
        return block.kind();
      }
    }
    char first = code.charAt(at);
    boolean begins = at == 0 || Character.isWhitespace(code.charAt(at - 1)) || first != '#';
    if (begins && lineComments.stream().anyMatch(mark -> code.startsWith(mark, at))) {
      return Kind.COMMENT;
    }
    if (quotes.indexOf(first) >= 0) {
      return closingQuote(code, at) > 0 ? Kind.STRING : Kind.PLAIN;
    }
    if (first >= '0' && first <= '9') {
      return Kind.NUMBER;
    }
    return Character.isJavaIdentifierStart(first) ? Kind.KEYWORD : Kind.PLAIN;
  }

  /** The index after what begins here. */
  private int end(String code, int at, Kind kind) {
    for (Block block : blocks) {
      if (kind == block.kind() && code.startsWith(block.begin(), at)) {
        int end = code.indexOf(block.end(), at + block.begin().length());
        return end < 0 ? code.length() : end + block.end().length();
      }
    }
    return switch (kind) {
      case COMMENT -> {
        int end = code.indexOf('\n', at);
        yield end < 0 ? code.length() : end;
      }
      case STRING -> closingQuote(code, at) + 1;
      case KEYWORD, NUMBER -> {
        int end = at + 1;
        while (end < code.length() && partOf(kind, code.charAt(end))) {
          end++;
        }
        yield end;
      }
      case PLAIN -> at + 1;
    };
  }

  private static boolean partOf(Kind kind, char next) {
    return Character.isJavaIdentifierPart(next) || (kind == Kind.NUMBER && next == '.');
  }

  /** Where the string that begins here ends, on the same line and near; -1 where it does not. */
  private static int closingQuote(String code, int at) {
    int last = Math.min(code.length(), at + LONGEST_STRING);
    for (int i = at + 1; i < last && code.charAt(i) != '\n'; i++) {
      if (code.charAt(i) == '\\') {
        i++;
      } else if (code.charAt(i) == code.charAt(at)) {
        return i;
      }
    }
    return -1;
  }
}
