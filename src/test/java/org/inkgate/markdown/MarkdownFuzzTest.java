package org.inkgate.markdown;

import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

/** Any body becomes safe HTML, a summary that fits and a slug, in bounded time. */
class MarkdownFuzzTest {

  static List<String> seeds() {
    return List.of(
        "# A *title*\n\n| a | b |\n|---|:-:|\n| 1 | 2 |\n\n- [x] done\n  1. ~~gone~~\n",
        "One[^a] and ![x](/y.png \"z\").\n\n[^a]: The note, <https://example.org>.\n",
        "{{ {% ${ [ {}]\n",
        "```java\nint x = 1.5; // \"a\n```\n\n> quoted\n\n    code\n",
        "<a href=\"https://x\" onclick='alert(1)'>x</a><img src=x onerror=alert(1)>\n",
        "<script>alert(1)</script>[x](javascript:alert(1))[y][z]\n\n[z]: data:text/html,x\n",
        "<svg><style><!--</style><script>x</script>--></svg>&lt;&#106;avascript&colon;&Tab;\n",
        "<h1 id=\"x\">raw</h1><details open ontoggle=alert(1)>\n\n</details>\\\n**_a_**`b`");
  }

  @MethodSource("seeds")
  @FuzzTest
  void whatIsWrittenBecomesSafe(@NotNull String body) {
    Markdown markdown = new Markdown();
    assertTimeout(
        Duration.ofSeconds(10),
        () -> {
          MarkdownTest.assertSafe(markdown.html(body));
          assertTrue(markdown.summary(body).length() <= 300);
          Slug.ofTitle(body);
        });
  }
}
