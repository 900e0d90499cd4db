package org.inkgate.blog;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Tells a language's comments, strings, numbers and words of its own apart, well enough to be
 * coloured; what it does not know stays plain.
 *
 * @param lineComments what begins a comment that ends with its line
 * @param blocks what begins and ends a comment or text of several lines, and what it is
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

  private record Block(String begin, String end, Kind kind) {}

  /** Colours are for reading; nobody reads that much, and each piece weighs. */
  private static final int MOST_CHARACTERS = 10_000;

  private static final CodeColours NONE = new CodeColours(List.of(), List.of(), "", Set.of());
  private static final Map<String, CodeColours> LANGUAGES = new HashMap<>();

  private static final Block C_COMMENT = new Block("/*", "*/", Kind.COMMENT);
  private static final Block TEXT_BLOCK = new Block("\"\"\"", "\"\"\"", Kind.STRING);
  private static final Block TEMPLATE = new Block("`", "`", Kind.STRING);

  private static final String C_WORDS =
      "break case char const continue default do double else enum float for goto if int long return"
          + " short signed sizeof static struct switch typedef union unsigned void volatile while"
          + " bool true false ";
  private static final String OBJECT_WORDS =
      "abstract catch class extends final finally implements import interface new null package"
          + " private protected public super this throw throws try ";

  static {
    String java = C_WORDS + OBJECT_WORDS;
    add("c h", List.of("//"), List.of(C_COMMENT), C_WORDS + "NULL");
    add(
        "cpp c++ cc cs c# csharp",
        List.of("//"),
        List.of(C_COMMENT),
        java
            + "auto constexpr delete namespace nullptr operator override template typename using"
            + " virtual async await base decimal get set in internal is object out readonly ref"
            + " sealed string var where yield");
    add(
        "java groovy kotlin kt scala dart swift",
        List.of("//"),
        List.of(C_COMMENT, TEXT_BLOCK),
        java
            + "boolean byte instanceof native permits record sealed synchronized transient var"
            + " yield fun val when object is in as by companion data override lazy def trait given"
            + " func let guard nil self protocol extension init async await");
    add(
        "js javascript mjs jsx ts typescript tsx",
        List.of("//"),
        List.of(C_COMMENT, TEMPLATE),
        OBJECT_WORDS
            + "as async await break case const continue default delete do else enum export false for"
            + " from function get if in instanceof let of return set static switch true typeof"
            + " undefined var void while yield type keyof readonly string number boolean any never"
            + " unknown declare namespace");
    add(
        "go golang",
        List.of("//"),
        List.of(C_COMMENT, TEMPLATE),
        "break case chan const continue default defer else fallthrough for func go goto if import"
            + " interface map package range return select struct switch type var nil true false"
            + " string int int64 byte rune error bool");
    LANGUAGES.put(
        "rust",
        new CodeColours(
            // No single quotes: a lifetime has one and no second.
            List.of("//"),
            List.of(C_COMMENT),
            "\"",
            words(
                "as async await break const continue crate dyn else enum extern false fn for if impl"
                    + " in let loop match mod move mut pub ref return self Self static struct super"
                    + " trait true type unsafe use where while str bool u8 i32 u32 i64 u64 usize")));
    LANGUAGES.put("rs", LANGUAGES.get("rust"));
    add(
        "php",
        List.of("//", "#"),
        List.of(C_COMMENT),
        OBJECT_WORDS
            + "array as break case const continue default do echo else elseif false fn for foreach"
            + " function global if include instanceof match namespace readonly require return static"
            + " string switch trait true use var while yield int bool");
    add(
        "python py",
        List.of("#"),
        List.of(TEXT_BLOCK, new Block("'''", "'''", Kind.STRING)),
        "and as assert async await break class continue def del elif else except False finally for"
            + " from global if import in is lambda match None nonlocal not or pass raise return self"
            + " True try while with yield");
    add(
        "ruby rb",
        List.of("#"),
        List.of(),
        "alias and begin break case class def do else elsif end ensure false for if in module next"
            + " nil not or raise require rescue return self super then true unless until when while"
            + " yield");
    add(
        "bash sh shell zsh console dockerfile docker makefile",
        List.of("#"),
        List.of(),
        "case do done elif else esac export fi for function if in local return select set then until"
            + " while cd echo exit FROM RUN COPY ADD CMD ENTRYPOINT ENV EXPOSE WORKDIR USER ARG"
            + " VOLUME");
    add("yaml yml toml ini properties conf", List.of("#"), List.of(), "true false null yes no");
    add("json json5 jsonc", List.of("//"), List.of(C_COMMENT), "true false null");
    add("css scss less", List.of(), List.of(C_COMMENT), "important media supports import from to");
    String sql =
        "add all alter and as asc begin between by case check column commit constraint create cross"
            + " default delete desc distinct drop else end exists foreign from full group having in"
            + " index inner insert into is join key left like limit not null offset on or order outer"
            + " primary references returning right rollback select set table then union unique update"
            + " using values view when where with bigint boolean char integer text timestamp varchar ";
    add("sql", List.of("--"), List.of(C_COMMENT), sql + sql.toUpperCase(Locale.ROOT));
    LANGUAGES.put(
        "html",
        new CodeColours(
            List.of(), List.of(new Block("<!--", "-->", Kind.COMMENT)), "\"", Set.of()));
    LANGUAGES.put("xml", LANGUAGES.get("html"));
    LANGUAGES.put("svg", LANGUAGES.get("html"));
  }

  private static void add(
      String names, List<String> lineComments, List<Block> blocks, String keywords) {
    CodeColours colours = new CodeColours(lineComments, blocks, "\"'", words(keywords));
    for (String name : names.split(" ")) {
      LANGUAGES.put(name, colours);
    }
  }

  private static Set<String> words(String words) {
    return Set.of(List.of(words.strip().split(" ")).stream().distinct().toArray(String[]::new));
  }

  /** The colours of the language that a code block names. */
  static CodeColours of(String language) {
    return LANGUAGES.getOrDefault(language.toLowerCase(Locale.ROOT), NONE);
  }

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

  /** Where the string that begins here ends, on the same line; -1 where it does not. */
  private static int closingQuote(String code, int at) {
    for (int i = at + 1; i < code.length() && code.charAt(i) != '\n'; i++) {
      if (code.charAt(i) == '\\') {
        i++;
      } else if (code.charAt(i) == code.charAt(at)) {
        return i;
      }
    }
    return -1;
  }
}
