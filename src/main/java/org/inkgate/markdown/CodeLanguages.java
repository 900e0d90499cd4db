package org.inkgate.markdown;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.inkgate.markdown.CodeColours.Block;
import org.inkgate.markdown.CodeColours.Kind;

/** The languages whose code is coloured, by the names that code blocks give them. */
final class CodeLanguages {

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

  private CodeLanguages() {}

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
    add(
        "rust rs",
        List.of("//"),
        List.of(C_COMMENT),
        // No single quotes: a lifetime has one and no second.
        "\"",
        "as async await break const continue crate dyn else enum extern false fn for if impl in let"
            + " loop match mod move mut pub ref return self Self static struct super trait true type"
            + " unsafe use where while str bool u8 i32 u32 i64 u64 usize");
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
    add("html xml svg", List.of(), List.of(new Block("<!--", "-->", Kind.COMMENT)), "\"", "");
  }

  private static void add(
      String names, List<String> lineComments, List<Block> blocks, String keywords) {
    add(names, lineComments, blocks, "\"'", keywords);
  }

  private static void add(
      String names, List<String> lineComments, List<Block> blocks, String quotes, String keywords) {
    Set<String> words = new HashSet<>(List.of(keywords.split(" ")));
    CodeColours colours = new CodeColours(lineComments, blocks, quotes, words);
    for (String name : names.split(" ")) {
      LANGUAGES.put(name, colours);
    }
  }

  /** The colours of the language that a code block names. */
  static CodeColours of(String language) {
    return LANGUAGES.getOrDefault(language.toLowerCase(Locale.ROOT), CodeColours.NONE);
  }
}
