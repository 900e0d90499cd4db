package org.inkgate.comments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
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

  static List<String> nested() {
    int n = 3_000;
    return List.of(
        ">".repeat(n) + "a",
        "- ".repeat(n) + "a",
        "[".repeat(n) + "a" + "]".repeat(n),
        "![".repeat(n) + "a" + "](b)".repeat(n),
        "*_".repeat(n) + "a" + "_*".repeat(n),
        "**a ".repeat(n) + "b**".repeat(n),
        "`a``b".repeat(n),
        "<".repeat(n),
        "[a](".repeat(n),
        "[a]: b\n".repeat(n) + "[a]".repeat(n));
  }

  @ParameterizedTest
  @MethodSource("nested")
  void survivesNestingAndRepetition(String body) {
    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertSafe(CommentMarkdown.html(body)));
  }
}
