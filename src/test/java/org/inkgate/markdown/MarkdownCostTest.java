package org.inkgate.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.texts.Language;
import org.inkgate.http.texts.Texts;
import org.inkgate.testing.Cost;
import org.inkgate.testing.SmallHeap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts that were written to keep the server busy, many of them from the reports of others. */
class MarkdownCostTest {

  /** The longest body of a post. */
  static final int LONGEST = 200_000;

  /** What is in use when all classes are loaded. */
  private static final int START_MEGABYTES = 16;

  private final Markdown markdown = new Markdown();

  /** What, repeated until a body is full, has been too much for one library or another. */
  static Stream<String> repeated() {
    return Stream.of(
        "a",
        "*",
        "*a",
        "**a ",
        "*a_ ",
        "_a __a ",
        "*_",
        "***a",
        "a**b c* ",
        "*a*",
        "*a**a ",
        "~",
        "~a",
        "~~a~ ",
        "`",
        "`a",
        "``a` ",
        "\\",
        "\\*",
        "&",
        "&#",
        "&amp;",
        "&a",
        "\"",
        "{{",
        "[",
        "![",
        "[]",
        "[a]",
        "[a](",
        "[a](b",
        "[a](<b",
        "[]( \"",
        "[a](b)",
        "[a][",
        "[[a](b)",
        "![](/)",
        "[![](a)](b)",
        "*a [](b) ",
        "*a* [](b) ",
        "~~a~~ [b](c) ",
        "*a [b](c) `d`\n",
        "![](/media/0123456789abcdef0123456789abcdef-3000x2000.jpg)",
        "[a]: u\n",
        "[a]: u '\n",
        "[a\n",
        "[a]: <\n",
        "[^",
        "[^a]",
        "[^a]: [^a]\n\n",
        "^[a",
        "# a\n",
        "#a\n",
        "a\n-\n",
        "a\n=\n",
        "a\n",
        "1a\n",
        "(a\n",
        "a  \n",
        "a\n\n",
        "\n",
        "\t",
        ">",
        "> ",
        "> a\n",
        ">\n",
        "- ",
        "* ",
        "- a\n",
        "-\n",
        "1. ",
        "1. a\n",
        "- a\n\n",
        "- [ ] a\n",
        "- [ ] *a* ",
        "---\n",
        "```\n",
        "```java\n1 \"\n```\n",
        "~~~\na\n",
        "    a\n\n",
        "|",
        "|-",
        "|a\n|-\n|b\n\n",
        "|a|\n|-|\n",
        "| ",
        "a|b\n",
        "<",
        "<a",
        "<a b='",
        "<a href=x>",
        "<!--",
        "a <!--",
        "<!-->",
        "a<?",
        "a<!A",
        "a<![CDATA[",
        "<b>",
        "x<b>",
        "<em></p>",
        "<em><p>",
        "<ul><li>",
        "<table>",
        "<table><tr><td>",
        "<img src=a>",
        "<sub><sup><kbd><del>",
        "</p>",
        "<style>",
        "<script>",
        "<textarea>",
        "<title>",
        "<xmp>",
        "<select><option>",
        "<svg>",
        "<math>",
        "<h2>",
        "<a b=1 ",
        "<div>\n\n",
        "<p>\n",
        "http://a.b ",
        "http://",
        "www.a.b ",
        "www.",
        "a@b.c ",
        "a@",
        "a.",
        "://",
        "a+",
        "(http://a",
        "漢",
        "é",
        "\u0301",
        "\u202e",
        "😀");
  }

  @ParameterizedTest
  @MethodSource("repeated")
  @DisplayName("security 78: one syllable until the body is full")
  void oneSyllable(String unit) {
    assertCheap(full(unit));
  }

  static Stream<String> built() {
    int half = LONGEST / 2;
    return Stream.of(
        table(500, 2_100),
        table(500, 380),
        table(2_000, 60_000),
        table(10, 60_000),
        table(4, 100).repeat(300),
        "[^a]: x\n\n" + "[^a]".repeat(49_000),
        "[^a]: " + "[^a]".repeat(49_000) + "\n\n[^a]",
        numbered(LONGEST, "[^%d]: x\n\n[^%1$d]\n\n"),
        numbered(LONGEST, "[^%d]: [^%1$d0]\n\n") + "[^1]",
        "[a]: /" + "u".repeat(half) + "\n\n" + "[a] ".repeat(half / 4 - 10),
        "[a]: /" + "u".repeat(1_000) + "\n\n" + "[a] ".repeat(49_000),
        "[a]: /media/0123456789abcdef0123456789abcdef-3000x2000.jpg\n\n" + "![a]".repeat(49_000),
        "[a]: u '" + "x\n".repeat(half - 10),
        numbered(LONGEST, "[%d]: u\n"),
        "[".repeat(half) + "](a)".repeat(half / 4),
        "![".repeat(LONGEST / 6) + "](a)".repeat(LONGEST / 6),
        "[".repeat(half) + "[](b)".repeat(half / 5),
        "*a ".repeat(half / 3) + "[](b)".repeat(half / 5),
        "*a **b ".repeat(half / 7) + "c** d* ".repeat(half / 7),
        "*a ".repeat(half / 3) + "[^a]".repeat(half / 4 - 10) + "\n\n[^a]: b",
        "# " + "é*a* ".repeat(LONGEST / 5 - 1),
        "# " + "漢".repeat(LONGEST - 2),
        "# " + "# ".repeat(half - 1),
        "# " + "-".repeat(LONGEST - 2),
        "# same heading\n".repeat(LONGEST / 15),
        indented(100),
        indented(400),
        ("> ".repeat(90) + "a\n").repeat(1_000),
        "> ".repeat(90) + "a\n" + "b\n".repeat(half - 200),
        ("```java\n" + "1 ".repeat(4_900) + "\n```\n").repeat(20),
        ("```java\n" + "\"".repeat(9_900) + "\n```\n").repeat(20),
        ("```java\n" + "'a\\".repeat(3_300) + "\n```\n").repeat(20),
        "```" + "a".repeat(LONGEST - 10) + "\n```",
        "<a " + "b ".repeat(half - 4),
        "<a " + numbered(LONGEST - 10, "b%d=1 ") + ">",
        "x <a " + numbered(LONGEST - 10, "b%d=1 ") + ">",
        "&" + "a".repeat(LONGEST - 1),
        "a" + " ".repeat(LONGEST - 2) + "b",
        "http://a.b/" + "(".repeat(LONGEST - 20),
        "http://a.b/" + ")".repeat(LONGEST - 20),
        "http://a.b/" + ".".repeat(LONGEST - 20),
        "http://a.b/" + "(a".repeat(half - 20),
        "a+".repeat(half - 2) + "@b",
        "a.".repeat(half - 4) + "@b.c",
        ticks());
  }

  @ParameterizedTest
  @MethodSource("built")
  @DisplayName("security 78: one part that multiplies another")
  void built(String body) {
    assertCheap(body);
  }

  @Test
  @DisplayName("security 78: no text and no imported document takes more than 64 MiB of heap")
  void noTextTakesMuchMemory() {
    SmallHeap.run(MarkdownCostTest.class, START_MEGABYTES + 64);
  }

  /** Renders and converts, in a virtual machine with little memory, what may be too much for it. */
  public static void main(String[] none) {
    new Markdown().html("# Text\n\n| a |\n|---|\n");
    SmallHeap.assertStart(START_MEGABYTES);
    built().forEach(body -> new Markdown().html(body));
    HtmlToMarkdownTest.hostile().forEach(html -> HtmlToMarkdown.convert(html, LONGEST));
  }

  private static String full(String unit) {
    return unit.repeat(LONGEST / unit.length());
  }

  static void assertCheap(String body) {
    String what = body.substring(0, Math.min(40, body.length())).replace("\n", "\\n") + "…";
    // A new one each time: the second would be taken from what is kept.
    String html = Cost.within(Cost.MOST, what, () -> new Markdown().html(body));
    assertTrue(html.length() <= Markdown.MOST_HTML, what + " becomes " + html.length());
    Cost.within(Cost.MOST, what, () -> Markdown.plain(body));
  }

  private static String table(int columns, int rows) {
    return "|a".repeat(columns) + "|\n" + "|-".repeat(columns) + "|\n" + "|b\n".repeat(rows) + "\n";
  }

  private static String numbered(int length, String pattern) {
    StringBuilder text = new StringBuilder();
    for (int i = 1; text.length() < length; i++) {
      text.append(pattern.formatted(i));
    }
    return text.substring(0, length);
  }

  private static String indented(int deepest) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; text.length() < LONGEST - 1_000; i++) {
      text.append("  ".repeat(i % deepest)).append("- a\n");
    }
    return text.toString();
  }

  private static String ticks() {
    StringBuilder text = new StringBuilder();
    for (int i = 1; text.length() < LONGEST; i++) {
      text.append('e').append("`".repeat(i));
    }
    return text.toString();
  }

  @Test
  @DisplayName("security 77: what can't be rendered is refused, and the rule is named")
  void whatCannotBeRenderedIsRefused() {
    assertRefused("must not have tables of more than 20000 cells", table(500, 2_100));
    assertRefused("must not have tables of more than 20000 cells", table(10, 250).repeat(10));
    assertRefused("must not refer to footnotes more than 2000 times", "[^a]".repeat(2_001));
    assertRefused("must not become more than 2000000 characters", "# a\n\n".repeat(40_000));
    assertRefused("must not have so many lines without an empty one", "(a\n".repeat(60_000));
    assertRefused(
        "must not have so many brackets and asterisks", "[".repeat(50_000) + "]".repeat(50_000));
  }

  private void assertRefused(String rule, String body) {
    RequestFailedException refused =
        assertThrows(RequestFailedException.class, () -> markdown.check(body));
    assertEquals(400, refused.problem().status());
    Map<String, List<String>> errors = refused.problem().errors(Texts.in(Language.EN));
    assertTrue(errors.get("body").get(0).startsWith(rule), errors.toString());
    // Should it be stored already, it is shown as it was typed.
    assertTrue(markdown.html(body).startsWith("<pre tabindex=\"0\">"));
  }

  @Test
  @DisplayName("security 77: long and rich texts of honest authors are rendered")
  void honestTextsAreRendered() {
    for (String body :
        List.of(
            "Lorem *ipsum* [dolor](https://example.org/) `sit` amet.\n\n".repeat(3_300),
            "- [A long name of a thing](https://example.org/things/1) — what it is\n".repeat(2_800),
            "| a thing | [more](https://example.org/1) | **5** |\n"
                    .repeat(2)
                    .replaceFirst("\n.*\n", "\n|---|---|---|\n")
                + "| a thing | [more](https://example.org/things) | **5** |\n".repeat(1_500),
            "A line of a poem that goes on\n".repeat(6_000),
            "“Quoted,” she said to him again\n".repeat(6_000),
            ("```java\nint x = 1; // one\nString s = \"a\";\n```\n\n").repeat(3_900),
            ("## A heading\n\n" + "Words of a paragraph. ".repeat(40) + "\n\n").repeat(200),
            "A sentence with a note[^1].\n\n".repeat(1_900) + "[^1]: The note.",
            "1. [Title of the thing](https://example.org/a_long_address_of_it) and more\n"
                .repeat(2_000))) {
      assertEquals(Optional.empty(), markdown.refusal(body), body.substring(0, 40));
      assertTrue(markdown.html(body).length() <= 12 * body.length(), body.substring(0, 40));
    }
  }
}
