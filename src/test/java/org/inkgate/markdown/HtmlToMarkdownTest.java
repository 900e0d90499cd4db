package org.inkgate.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlToMarkdownTest {

  private static final int MOST = 200_000;

  private static String markdown(String html) {
    return HtmlToMarkdown.convert(html, MOST).markdown();
  }

  private static String classic(String text) {
    return HtmlToMarkdown.convert(HtmlToMarkdown.parse(text), true, MOST).markdown();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '\0',
      value = {
        "<p>He read <em>Emma</em>, then <b>slept</b>.</p> § He read *Emma*, then **slept**.",
        "<p>a<strong> b </strong>c</p> § a **b** c",
        "<p><b>Note:</b>text</p> § <strong>Note:</strong>text",
        "<p><b>a <i>b</i></b><i>c</i>d</p> § <strong>a *b*</strong><em>c</em>d",
        "<p><b><i>x</i></b></p> § **_x_**",
        "<p>H<sub>2</sub>O, <u>u</u> <ins>i</ins></p> § H<sub>2</sub>O, <u>u</u> <ins>i</ins>",
        "<p><s>old</s> <strike>older</strike></p> § ~~old~~ ~~older~~",
        "<p><abbr title=\"that is\">i.e.</abbr></p> § <abbr title=\"that is\">i.e.</abbr>",
        "<p># x</p> § \\# x",
        "<p>1984. A book</p> § 1984\\. A book",
        "<p>- x</p> § \\- x",
        "<p>---</p> § \\---",
        "<p>__init__ and snake_case</p> § \\_\\_init\\_\\_ and snake_case",
        "<p>AT&amp;T &amp;copy;</p> § AT&T \\&copy;",
        "<p>&lt;b&gt; 1 &lt; 2</p> § \\<b> 1 < 2",
        "<p>C:\\temp\\*</p> § C:\\temp\\\\\\*",
        "<p>Wow!<a href=\"/x\">y</a></p> § Wow\\![y](/x)",
        "<p><a href=\"/a b\">c</a></p> § [c](</a b>)",
        "<p><a href=\"javascript:alert(1)\">js</a></p> § js",
        "<p><img src=\"/cat.png\" alt=\"a]b\"></p> § ![a\\]b](/cat.png)",
        "<p><code>a`b</code> <code>`</code></p> § ``a`b`` `` ` ``",
        "<h2>Closing #</h2> § ## Closing \\#",
        "<h1>One<br>two</h1> § # One<br>two",
        "<p>« a » – “b” 5″ x…</p> § « a » – “b” 5″ x…",
        "<p>&nbsp;</p> § &nbsp;",
        "<hr> § ---",
        "<ul><li><div>a</div></li></ul> § - a",
        "<div><font>a</font></div> § a",
        "<p>Mail a@b.example now</p> § <p>Mail a@b.example now</p>",
        "<p>https://e.org/x_y</p> § <https://e.org/x_y>",
        "<p>see https://e.org/</p> § <p>see https://e.org/</p>",
        "<p></p> § ''",
      })
  void aLineBecomesMarkdownThatLooksTheSame(String html, String expected) {
    assertEquals(expected.equals("''") ? "" : expected, markdown(html));
  }

  @Test
  void blocksStayApart() {
    assertEquals(
        """
        ## Head

        > Said.
        >
        > <cite>By</cite>

        - one
        - two
          - deep

        * another list

        1. first

           more
        2. second

        ```js
        let x = `t`;
        ```

        | A | B |
        |---|--:|
        | a \\| b | l1<br>l2 |

        End."""
            .replace("   more\n2.", "   more\n\n2."),
        markdown(
            "<h2>Head</h2><blockquote><p>Said.</p><cite>By</cite></blockquote>"
                + "<ul><li>one</li><li>two<ul><li>deep</li></ul></li></ul><ul><li>another list</li></ul>"
                + "<ol><li><p>first</p><p>more</p></li><li><p>second</p></li></ol>"
                + "<pre class=\"brush: js\">let x = `t`;</pre>"
                + "<table><tr><th>A</th><th align=right>B</th></tr>"
                + "<tr><td>a | b</td><td>l1<br>l2</td></tr></table><p>End.</p>"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<table><tr><td>no</td><td>head</td></tr></table>",
        "<table><tr><th>a</th><th>b</th></tr><tr><td colspan=2>both</td></tr></table>",
        "<table><thead><tr><th>a</th></tr></thead><tfoot><tr><td>sum</td></tr></tfoot></table>",
        "<dl><dt>Term</dt><dd>Definition</dd></dl>",
        "<figure><img src=\"/a.jpg\" alt=\"A\"><figcaption>Words</figcaption></figure>",
        "<details><summary>More</summary><p>Text</p></details>",
        "<pre>Roses\n\n  are <b>red</b></pre>",
        "<ul><li>[ ] todo</li></ul>",
      })
  void whatMarkdownDoesNotHaveStaysHtml(String html) {
    String text = markdown(html);
    assertTrue(text.startsWith("<"), text);
    assertEquals(
        NormalHtml.of(PostPolicy.sanitize(html, Markdown.MOST_HTML)),
        NormalHtml.of(new Markdown().html(text)));
  }

  @Test
  void aTextOfTheClassicEditorKeepsItsParagraphsAndLines() {
    assertEquals(
        "Roses are red,\\\nViolets blue.\n\nEnd.",
        classic("Roses are red,\nViolets blue.\n\nEnd."));
    assertEquals("a\n\n<pre>one\n\ntwo</pre>\n\nb", classic("a\n\n<pre>one\n\ntwo</pre>\n\nb"));
    assertEquals("> q1\n>\n> q2", classic("<blockquote>q1\n\nq2</blockquote>"));
    assertEquals("- a\n- b\n\nc", classic("<ul>\n<li>a</li>\n\n<li>b</li>\n</ul>\nc"));
    assertEquals("*a*\n\n*b*", classic("<em>a\n\nb</em>"));
    assertEquals("x\\\ny", classic("x<br />\ny"));
  }

  @Test
  void whatAnotherSiteShowedBecomesALink() {
    HtmlToMarkdown.Result result =
        HtmlToMarkdown.convert(
            "<iframe src=\"//www.youtube.com/embed/x\"></iframe><video><source src=\"/a/v.mp4\"></video>"
                + "<script>track()</script>",
            MOST);
    assertEquals(
        "[www.youtube.com](https://www.youtube.com/embed/x)\n\n[v.mp4](/a/v.mp4)",
        result.markdown());
    assertEquals(Set.of("https://www.youtube.com/embed/x", "/a/v.mp4"), result.embedded());
  }

  @Test
  void aCommentIsTextAndMarkdownOnly() {
    assertEquals(
        "[l](https://x.example) & **b** 1 < 2 `a_b` \\*s\\*",
        HtmlToMarkdown.comment(
            "<a href=\"https://x.example\">l</a> & <b>b</b> 1 < 2 <code>a_b</code> *s*", true));
    assertEquals("one\ntwo\n\n\\# three", HtmlToMarkdown.comment("one\ntwo\n\n# three", true));
    assertEquals("H2O", HtmlToMarkdown.comment("H<sub>2</sub>O", true));
  }

  @Test
  void aPostThatIsTooLongIsCutBetweenBlocks() {
    HtmlToMarkdown.Result result = HtmlToMarkdown.convert("<p>word word</p>".repeat(100), 200);
    assertTrue(result.cut());
    assertTrue(result.markdown().length() <= 200 && result.markdown().endsWith("word word"));
  }

  static List<String> hostile() {
    return List.of(
        "<!--".repeat(40_000),
        "<!--x-->".repeat(40_000),
        "<div>".repeat(50_000) + "x",
        "<b><i>".repeat(50_000) + "x",
        "<blockquote>".repeat(20_000) + "x",
        "<ul><li>".repeat(20_000) + "x",
        "<table><tr><td>".repeat(5_000) + "x",
        "<b>x<p>".repeat(5_000),
        "<a href=x>y".repeat(50_000),
        "<p>".repeat(50_000),
        "\n\n".repeat(500_000) + "x",
        "<p>x a@b.example</p>\n".repeat(2_000),
        "[".repeat(200_000),
        "*".repeat(100_000),
        "x<br>".repeat(40_000),
        "<td>x</td>".repeat(20_000),
        "<p>Lorem <b>ipsum</b> dolor</p>\n".repeat(50_000));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  @DisplayName("security 78: no HTML costs more than its length")
  void noHtmlCostsMoreThanItsLength(String html) {
    for (boolean lines : new boolean[] {false, true}) {
      // Processor time, as other work on the machine does not count; the rest is for an endless
      // loop.
      assertTimeoutPreemptively(
          Duration.ofMinutes(5),
          () -> {
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            long begun = threads.getCurrentThreadCpuTime();
            var result = HtmlToMarkdown.convert(HtmlToMarkdown.parse(html), lines, MOST);
            assertTrue(result.markdown().length() <= MOST);
            long seconds =
                TimeUnit.NANOSECONDS.toSeconds(threads.getCurrentThreadCpuTime() - begun);
            assertTrue(seconds <= 20, seconds + " s of processor time");
          });
    }
  }

  @Test
  void noWordIsLostInDeepNesting() {
    for (String tag : List.of("div", "blockquote", "ul><li", "b", "span", "font")) {
      String html = ("<" + tag + ">").repeat(300) + "deepest";
      assertTrue(Jsoup.parse(new Markdown().html(markdown(html))).text().contains("deepest"), tag);
    }
  }
}
