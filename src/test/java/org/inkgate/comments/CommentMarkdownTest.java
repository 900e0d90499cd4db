package org.inkgate.comments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.inkgate.testing.Cost;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommentMarkdownTest {

  /** Tags that may stand in a comment, and nothing in them but attributes that may. */
  private static final Pattern SAFE_TAG =
      Pattern.compile(
          "<!-- -->|</?(p|br|blockquote|pre|code|em|strong|del|ul|ol|li|a)"
              + "( href=\"(https?:|mailto:|/|#)?[^\"]*\"| (title|start|rel|tabindex)=\"[^\"]*\")*"
              + " ?/?>");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<scr<script>ipt>alert(1)</scr</script>ipt>",
        "<img src=x onerror=alert(1)>",
        "<svg><script>alert(1)</script></svg>",
        "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
        "<style>@import '//evil.example';</style>",
        "<p style='position:fixed'>x</p>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<form action=/logout method=post><button>x</button></form>",
        "<input autofocus onfocus=alert(1)>",
        "<h1>x</h1><table><tr><td>x</td></tr></table>",
        "<details open ontoggle=alert(1)>x</details>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href='https://x' onclick=alert(1)>x</a>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](javascript&colon;alert(1))",
        "[x](<java\tscript:alert(1)>)",
        "[x](\u0001javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
        "[x](vbscript:msgbox(1))",
        "[x][y]\n\n[y]: javascript:alert(1)",
        "<javascript:alert(1)>",
        "![x](javascript:alert(1))",
        "![x](data:image/svg+xml;base64,PHN2Zz4=)",
        "![x\" onerror=\"alert(1)](https://x/y.png)",
        "[x](https://x \"y\\\" onclick=\\\"alert(1)\")",
        "```x\" onclick=\"alert(1)\ny\n```",
        "<!-- --><script>alert(1)</script> -->",
        "<![CDATA[<script>alert(1)</script>]]>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
      })
  void carriesNoScript(String body) {
    assertSafe(CommentMarkdown.html(body));
  }

  static void assertSafe(String html) {
    assertFalse(SAFE_TAG.matcher(html).replaceAll("").contains("<"), html);
    for (String link : List.of("javascript:", "data:", "vbscript:")) {
      assertFalse(html.toLowerCase(Locale.ROOT).contains("href=\"" + link), html);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "**a** *b* ~~c~~ `d` | <p><strong>a</strong> <em>b</em> <del>c</del> <code>d</code></p>",
        "# a | <p># a</p>",
        "<b>a</b> | <p>&lt;b&gt;a&lt;/b&gt;</p>",
        "> a | <blockquote> <p>a</p> </blockquote>",
        "- a | <ul><li>a</li></ul>",
      })
  void writesASubset(String body, String html) {
    assertEquals(html, CommentMarkdown.html(body).replaceAll("\\s+", " ").strip());
  }

  @Test
  void linksHelpNobodysRanking() {
    for (String body : List.of("[a](https://example.org/)", "https://example.org/")) {
      assertTrue(CommentMarkdown.html(body).contains("rel=\"nofollow ugc noopener\""), body);
    }
  }

  @Test
  void aPictureIsALinkToIt() {
    String html =
        CommentMarkdown.html("![a *cat*](https://example.org/cat.png) [![b](/c.png)](/d)");
    assertFalse(html.contains("<img"), html);
    assertTrue(html.contains("href=\"https://example.org/cat.png\""), html);
    assertTrue(html.contains(">a <em>cat</em></a>"), html);
  }

  @Test
  void theEndOfALineStaysOne() {
    assertTrue(
        CommentMarkdown.html("a\nb").matches("(?s)<p>a<br ?/?>\\s*b</p>\\s*"),
        CommentMarkdown.html("a\nb"));
  }

  static List<String> hostile() {
    int n = CommentDraft.LONGEST_BODY;
    return List.of(
        ">".repeat(n - 1) + "a",
        "> ".repeat(18) + "a\n" + "b\n".repeat(n / 2 - 30),
        "- ".repeat(n / 2 - 1) + "a",
        "-\n".repeat(n / 2),
        "[".repeat(n / 2 - 1) + "a" + "]".repeat(n / 2),
        "![".repeat(n / 6 - 1) + "a" + "](b)".repeat(n / 6),
        "[".repeat(n / 2) + "[](b)".repeat(n / 10),
        "*_".repeat(n / 4 - 1) + "a" + "_*".repeat(n / 4),
        "**a ".repeat(n / 7) + "b**".repeat(n / 7),
        "*a ".repeat(n / 3),
        "`a``b".repeat(n / 5),
        "<".repeat(n),
        "&".repeat(n),
        "\"".repeat(n),
        "[a](".repeat(n / 4),
        "[](b)".repeat(n / 5),
        "http://a.b ".repeat(n / 11),
        "[a]: b\n".repeat(n / 10) + "[a]".repeat(n / 10),
        "[a]: /" + "u".repeat(n / 2) + "\n\n" + "[a]".repeat(n / 6 - 3),
        "[a]: /u '" + "\"".repeat(n / 2) + "'\n\n" + "[a]".repeat(n / 6 - 4),
        "[^a]: x\n\n" + "[^a]".repeat(n / 4 - 3),
        "|a".repeat(500) + "|\n" + "|-".repeat(500) + "|\n" + "|b\n".repeat(n / 3 - 700));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  @DisplayName(
      "security 78: a comment costs little, and becomes no more than ten times the longest")
  void aCommentCostsLittle(String body) {
    assertTrue(body.length() <= CommentDraft.LONGEST_BODY, "A comment of " + body.length());
    String what = body.substring(0, 30).replace("\n", "\\n") + "…";
    // By no cache, so that it is rendered each time.
    String html = Cost.within(Cost.MOST.dividedBy(4), what, () -> CommentMarkdown.render(body));
    assertTrue(html.length() <= CommentMarkdown.MOST_HTML, what + " becomes " + html.length());
    assertSafe(html);
  }

  @Test
  void aCommentThatBreaksABoundIsShownAsTyped() {
    String body = "[a]: /" + "u".repeat(5_000) + "\n\n" + "[a]".repeat(1_000);
    assertTrue(CommentMarkdown.html(body).startsWith("<pre tabindex=\"0\">[a]: /uuu"));
  }
}
