package org.inkgate.comments;

import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

/** Any comment becomes safe HTML, in bounded time. */
class CommentMarkdownFuzzTest {

  static List<String> seeds() {
    return List.of(
        "*One*\ntwo **three** `four` ~~five~~\n\n> - quoted\n>   1. list\n\n```x\ncode\n```\n",
        "![x](https://x.org/y.png \"z\") [![a](b)](c) <https://example.org> www.example.org\n",
        "[![![x](javascript:alert(1))](data:a)](vbscript:b)[y][z]\n\n[z]: JaVaScRiPt:alert(1)\n",
        "<script>alert(1)</script><a href='x' onclick=alert(1)>&lt;&#106;avascript&colon;&Tab;\n",
        "<h1 id=x>raw</h1>\\\n**_a_**`b`\n\n    indented \"'<>&\n");
  }

  @MethodSource("seeds")
  @FuzzTest
  void whatIsWrittenBecomesSafe(@NotNull String body) {
    assertTimeout(
        Duration.ofMinutes(1), () -> CommentMarkdownTest.assertSafe(CommentMarkdown.html(body)));
  }
}
