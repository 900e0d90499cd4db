package org.inkgate.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {

  /**
   * Tags that may stand in a post, and nothing in them but attributes that may; or what the
   * sanitizer puts between two braces, for some template language would run what stands in them.
   */
  private static final Pattern SAFE_TAG =
      Pattern.compile(
          "<!-- -->|</?(p|br|hr|h[2-6]|blockquote|pre|code|em|strong|del|ul|ol|li|a|img|table|thead|tbody"
              + "|tr|th|td|input|sub|sup|kbd|div|span|b|i|u|s|mark|small|q|abbr|ins|samp|var|cite|dfn"
              + "|details|summary|dl|dt|dd|figure|figcaption|ruby|rt|rp|caption|tfoot)("
              + " (href|src)=\"(https?:|mailto:|tel:|/|#)?[^\"]*\"|"
              + " (title|alt|start|type|colspan|rowspan|open|disabled|checked|rel|loading|decoding)=\"[^\"]*\"|"
              + " (role|tabindex|aria-label|aria-labelledby)=\"[^\"]*\"| id=\"[ns]-[a-z0-9-]+\"|"
              + " class=\"(language-[^\""
              + " ]+|anchor|back|bare|center|code-[a-z]|footnotes|headed|left|right|scroll|task)\")*"
              + " ?/?>");

  private final Markdown markdown = new Markdown();

  @ParameterizedTest
  @DisplayName("security 53: Markdown carries no script")
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
        "<scr<script>ipt>alert(1)</scr</script>ipt>",
        "<img src=x onerror=alert(1)>",
        "<img src='x' onerror='alert(1)' onload=alert(1)//",
        "<svg onload=alert(1)>",
        "<svg><script>alert(1)</script></svg>",
        "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
        "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
        "<style>@import '//evil.example';</style>",
        "<p style='background:url(javascript:alert(1))'>x</p>",
        "<div style=\"position:fixed;inset:0\">x</div>",
        "<iframe src=javascript:alert(1)></iframe>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<form action=/logout method=post><button>x</button></form>",
        "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
        "<base href=//evil.example/>",
        "<link rel=stylesheet href=//evil.example/x.css>",
        "<object data=javascript:alert(1)></object>",
        "<embed src=javascript:alert(1)>",
        "<video src=x onerror=alert(1)></video>",
        "<details open ontoggle=alert(1)>x</details>",
        "<textarea autofocus onfocus=alert(1)>",
        "<template><script>alert(1)</script></template>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href='jav&#x09;ascript:alert(1)'>x</a>",
        "<a href=' &#14; javascript:alert(1)'>x</a>",
        "<a href='&#106;&#97;&#118;&#97;script:alert(1)'>x</a>",
        "<a href='vbscript:x'>x</a>",
        "<a href='https://x' onclick=alert(1)>x</a>",
        "<a href='https://x' style='color:red' target=_top>x</a>",
        "<code class='language-a\" onclick=\"x'>x</code>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](javascript&#58;alert(1))",
        "[x](javascript&colon;alert(1))",
        "[x](<java\tscript:alert(1)>)",
        "[x](\u0001javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
        "[x](vbscript:msgbox(1))",
        "[x](file:///etc/passwd)",
        "[x][y]\n\n[y]: javascript:alert(1)",
        "<javascript:alert(1)>",
        "<data:text/html,x>",
        "![x](javascript:alert(1))",
        "![x](data:image/svg+xml;base64,PHN2Zz4=)",
        "![x](https://x/\"onerror=\"alert(1))",
        "![x\" onerror=\"alert(1)](https://x/y.png)",
        "[x](https://x \"y\\\" onclick=\\\"alert(1)\")",
        "```x\" onclick=\"alert(1)\ny\n```",
        "<!-- --><script>alert(1)</script> -->",
        "<![CDATA[<script>alert(1)</script>]]>",
        "<?php <script>alert(1)</script> ?>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
      })
  void carriesNoScript(String body) {
    assertSafe(markdown.html(body));
  }

  static void assertSafe(String html) {
    String rest = SAFE_TAG.matcher(html).replaceAll("");
    assertFalse(rest.contains("<"), html);
    for (String link : List.of("javascript:", "data:", "vbscript:", "file:")) {
      for (String attribute : List.of("href=\"", "src=\"")) {
        assertFalse(html.toLowerCase(Locale.ROOT).contains(attribute + link), html);
      }
    }
  }

  @Test
  void writesTablesTasksStrikethroughAndLinks() {
    String table = markdown.html("| a | b |\n|---|:-:|\n| 1 | 2 |");
    assertTrue(
        table.contains("tabindex=\"0\"><table>") && table.contains("<td class=\"center\">2</td>"),
        table);
    String tasks = markdown.html("- [x] done\n- [ ] open");
    assertTrue(tasks.contains("type=\"checkbox\"") && tasks.contains("checked=\"\""), tasks);
    assertTrue(markdown.html("~~gone~~").contains("<del>gone</del>"));
    String link = markdown.html("See https://example.org/a?b=1&c=2.");
    assertTrue(link.contains("<a href=\"https://example.org/a?b&#61;1&amp;c&#61;2\""), link);
    assertTrue(link.contains("nofollow"), link);
    assertTrue(markdown.html("```java\nx\n```").contains("class=\"language-java\""));
  }

  @Test
  void headingsStandBelowThePagesOwnAndInOrder() {
    assertEquals(
        List.of("h2", "h3", "h3", "h4", "h2"),
        tags("### a\n\n#### b\n\n#### c\n\n###### d\n\n# e", "h[1-6]"));
    assertEquals(List.of("h2"), tags("<h1>raw</h1>", "h[1-6]"));
    assertEquals(List.of(), tags("#\n\n##  \n", "h[1-6]"));
  }

  @Test
  void headingsCanBeLinkedTo() {
    String html = markdown.html("# *Title*\n\n# Title\n\n## 日本");
    assertTrue(html.contains("<h2 id=\"s-title\"><em>Title</em></h2>"), html);
    assertTrue(html.contains("<h2 id=\"s-title--2\">Title</h2>"), html);
    assertTrue(html.contains("href=\"#s-title--2\""), html);
    assertTrue(html.contains("aria-labelledby=\"prose-link s-title--2\""), html);
    assertTrue(html.contains("<h3 id=\"s-ri-ben\">日本</h3>"), html);
  }

  @Test
  void aLinkMeetsTheHeadingOfItsWords() {
    String html =
        markdown.html(
            "[a](#intro) [b](#intro-1) [c](#größe-der-boote) [d](#s-intro) [e](#nowhere)\n\n"
                + "## Intro\n\n## Intro\n\n## Größe der Boote");
    for (String id : List.of("s-intro", "s-intro--2", "s-grosse-der-boote")) {
      assertTrue(html.contains("<a href=\"#" + id + "\" rel"), html);
    }
    assertTrue(html.contains("<a href=\"#nowhere\""), html);
  }

  @ParameterizedTest
  @CsvSource({
    "**真，**她, <strong>真，</strong>她",
    "他**（是）**的, 他<strong>（是）</strong>的",
    "日本**語**は, 日本<strong>語</strong>は",
    "**Note:**中文, <strong>Note:</strong>中文",
    "*「括弧」*です, <em>「括弧」</em>です",
    "`**真，**她`, <code>**真，**她</code>",
    "**Note:**text, **Note:**text"
  })
  void emphasisStandsBesideCjkPunctuation(String text, String html) {
    assertEquals("<p>" + html + "</p>", shown(text));
  }

  /** The HTML without the entities that stand for letters of other scripts. */
  private String shown(String text) {
    return Jsoup.parse(markdown.html(text)).body().html().strip();
  }

  @Test
  void anAddressEndsBeforeCjkPunctuation() {
    String html = shown("見る https://example.org/a。次（https://example.org/b）");
    assertTrue(html.contains("href=\"https://example.org/a\"") && html.contains("</a>。次（"), html);
    assertTrue(html.contains("href=\"https://example.org/b\"") && html.contains("</a>）"), html);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<b>x</b>",
        "<i>x</i>",
        "<u>x</u>",
        "<s>x</s>",
        "<mark>x</mark>",
        "<small>x</small>",
        "<q>x</q>",
        "<abbr title=\"t\">x</abbr>",
        "<ins>x</ins>",
        "<samp>x</samp>",
        "<var>x</var>",
        "<cite>x</cite>",
        "<dfn title=\"t\">x</dfn>",
        "<kbd>x</kbd>",
        "<ruby>漢<rt>kan</rt></ruby>",
        "<details open=\"\"><summary>s</summary><p>x</p></details>",
        "<dl><dt>t</dt><dd>d</dd></dl>",
        "<figure><img src=\"/media/a.png\" alt=\"a\"><figcaption>c</figcaption></figure>",
        "<table><tbody><tr><td rowspan=\"2\" colspan=\"3\">x</td></tr></tbody></table>",
        "<a href=\"tel:491\">x</a>"
      })
  void whatPeopleWriteStays(String html) {
    String shown = markdown.html(html);
    for (String tag : html.split("(?=<)")) {
      assertTrue(
          shown.contains(
              tag.replaceFirst(">.*", "").replaceFirst("/media.*", "").replace("\"+", "\"&#43;")),
          shown);
    }
  }

  @Test
  void footnotesLeadThereAndBack() {
    String html = markdown.html("One[^Nöte.1] and two[^Nöte.1].\n\n[^Nöte.1]: The *note*.");
    assertTrue(
        html.contains(
            "<div class=\"footnotes\" aria-labelledby=\"prose-footnotes\" role=\"doc-endnotes\">"));
    assertTrue(html.contains("<a href=\"#n-2\" id=\"n-1\" "), html);
    assertTrue(html.contains("<li id=\"n-2\">"), html);
    assertTrue(
        html.contains("href=\"#n-1\" class=\"back\" aria-labelledby=\"prose-back n-1\""), html);
    assertTrue(
        html.contains("href=\"#n-3\" class=\"back\" aria-labelledby=\"prose-back n-3\""), html);
    assertEquals("One and two.", markdown.summary("One[^a] and two.\n\n[^a]: The note."));
  }

  @ParameterizedTest
  @DisplayName("security 53: raw HTML has no ids and no classes")
  @ValueSource(
      strings = {
        "<h2 id=\"main\">x</h2>",
        "<a id=\"s-title\" class=\"skip\" href=\"#x\">x</a>",
        "<div class=\"alarm\">x</div>",
        "<span class=\"code-k\">x</span>",
        "<section class=\"footnotes\">x</section>",
        "<input type=\"checkbox\" class=\"task\">",
        "<a href=\"#x\" aria-labelledby=\"prose-link\">x</a>",
        "<p id=\"csrf\">x</p>",
        "<img name=\"body\" id=\"forms\" src=\"/x.png\" alt=\"\">"
      })
  void rawHtmlHasNoIdsAndNoClasses(String body) {
    String html = markdown.html(body);
    assertFalse(
        Pattern.compile(" (id|class|name|aria-[a-z]+)=|<(div|span|section|input)")
            .matcher(html)
            .find(),
        html);
  }

  @Test
  void codeIsColouredAndNothingOfItLost() {
    String code = "/* a */ int x = 1.5; // <b>\nString s = \"a\\\"b\";\nchar c = 'open;";
    String html = markdown.html("```java\n" + code + "\n```");
    assertTrue(html.contains("<span class=\"code-c\">/* a */</span>"), html);
    assertTrue(html.contains("<span class=\"code-k\">int</span> x"), html);
    assertTrue(html.contains("<span class=\"code-n\">1.5</span>"), html);
    assertTrue(html.contains("<span class=\"code-c\">// &lt;b&gt;</span>"), html);
    assertTrue(html.contains("<span class=\"code-s\">&#34;a\\&#34;b&#34;</span>"), html);
    for (String language :
        List.of("java", "rust", "python", "sql", "html", "bash", "css", "none")) {
      StringBuilder pieces = new StringBuilder();
      CodeLanguages.of(language).split(code, (kind, text) -> pieces.append(text));
      assertEquals(code, pieces.toString());
    }
    assertFalse(markdown.html("```java\n" + "int ".repeat(4_000) + "\n```").contains("<span"));
  }

  @Test
  void imagesAreFetchedWhenTheyComeNear() {
    String html = markdown.html("![A gull](/media/gull.jpg)");
    assertTrue(html.contains("loading=\"lazy\" decoding=\"async\""), html);
    assertTrue(markdown.html("<img src=\"/media/x.png\">").contains("alt=\"\""));
    assertFalse(markdown.html("<img alt=\"src\">").contains("<img"));
  }

  @Test
  void checkBoxesAreNamedByTheirWords() {
    String html = markdown.html("- [x] buy **milk**\n- [ ] rest");
    assertTrue(html.contains("aria-label=\"buy milk\""), html);
    assertTrue(html.contains("aria-label=\"rest\""), html);
  }

  private List<String> tags(String body, String pattern) {
    return Pattern.compile("<(" + pattern + ")[ >]")
        .matcher(markdown.html(body))
        .results()
        .map(result -> result.group(1))
        .toList();
  }

  @Test
  void keepsLettersOfEveryScript() {
    String text = "日本語 😀 שלום \u202Eabc\u202C é";
    assertTrue(markdown.html(text).replace("&#x1f600;", "😀").contains("日本語 😀 שלום"));
    assertTrue(markdown.summary(text).contains("日本語 😀 שלום"));
  }

  static List<String> nested() {
    int n = 10_000;
    return List.of(
        ">".repeat(n) + "a",
        "- ".repeat(n) + "a",
        "[".repeat(n) + "a" + "]".repeat(n),
        "[".repeat(200_000),
        "![".repeat(n) + "a" + "](b)".repeat(n),
        "*_".repeat(n) + "a" + "_*".repeat(n),
        "**a ".repeat(n) + "b**".repeat(n),
        "*a_ ".repeat(n),
        "`".repeat(199_999),
        "`a``b".repeat(n),
        "<b>".repeat(n),
        "<blockquote>".repeat(n),
        "<".repeat(n * 10),
        "<!--".repeat(n),
        "~~".repeat(n) + "a",
        "[a](".repeat(n),
        "a\\".repeat(n),
        "&#".repeat(n),
        "1. ".repeat(n),
        "| a ".repeat(n) + "\n" + "|-".repeat(n) + "\n" + "| a ".repeat(n),
        "http://a.".repeat(n),
        "a@".repeat(n),
        "[a]: b\n".repeat(n) + "[a]".repeat(n),
        "[^a]".repeat(n) + "\n\n[^a]: b",
        "[^a]: [^a] ".repeat(n),
        "> ".repeat(90) + "[^a]\n\n[^a]: " + "[^a]".repeat(n),
        "# a\n".repeat(n),
        "```java\n" + "\"".repeat(n) + "/*".repeat(n),
        "```c\n" + "'\\".repeat(4_000));
  }

  @ParameterizedTest
  @MethodSource("nested")
  void survivesNestingAndRepetition(String body) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          String html = markdown.html(body);
          assertFalse(SAFE_TAG.matcher(html).replaceAll("").contains("<"));
          assertTrue(markdown.summary(body).length() <= 300);
        });
  }

  @Test
  void summarisesInPlainWords() {
    assertEquals("A title: and text", markdown.summary("# A title\n\nand *text*<br>"));
    assertEquals("", markdown.summary("<script>alert(1)</script>"));
  }

  @Test
  void summariesFitTheDatabaseAndSplitNoCharacter() {
    for (int shift = 0; shift < 2; shift++) {
      String summary = markdown.summary("a".repeat(shift) + "😀".repeat(400));
      assertTrue(summary.length() <= 300);
      assertTrue(summary.endsWith("😀…"), summary);
    }
  }

  @ParameterizedTest
  @DisplayName("security 84: a picture of this site is one below /media/ and nothing else")
  @ValueSource(
      strings = {
        "/admin/backup/backup.zip",
        "admin/backup/backup.zip",
        "../admin/export/site.json",
        "/media/../admin/backup/backup.zip",
        "/media/%2e%2e/admin/backup/backup.zip",
        "/media\\..\\admin",
        "\\admin",
        "https:/admin/backup/backup.zip",
        "https:admin/backup/backup.zip",
        "https:///admin/backup/backup.zip",
        "?x=y",
      })
  void noOtherPathOfThisSiteIsAPicture(String address) {
    assertFalse(markdown.html("![p](<" + address + ">)").contains("<img"), address);
    assertFalse(markdown.html("<img src=\"" + address + "\">").contains("<img"), address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://pictures.example/a.png",
        "//pictures.example/a.png?b=c",
        "http://pictures.example:8080/admin/x.png",
        "/media/00112233445566778899aabbccddeeff-10x10.png",
        "/media/picture.png?w=480"
      })
  void picturesOfOthersAndOfTheMediaLibraryStay(String address) {
    assertTrue(markdown.html("![p](" + address + ")").contains("<img"), address);
  }
}
