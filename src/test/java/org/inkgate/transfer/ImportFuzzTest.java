package org.inkgate.transfer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever another program exported is read, or refused as an import reports it. */
class ImportFuzzTest {

  static List<String> seeds() {
    return List.of(
        "---\ntitle: A post\ndate: 2020-01-02 03:04:05 +0100\ntags: [a, b]\ndraft: true\n---\nText\n",
        "---\r\ncategories:\r\n  - x\r\n  - {y: &a 1, z: *a}\r\n---\r\n",
        "---\na: !!java.net.URL [x]\nb: &b [*b]\n? [1, 2]\n: c\n---",
        "<p>One<br>two</p><ul><li><a href=\"x\">y</a></li></ul><table><tr><td>1</td></tr></table>",
        "2020-1-2T3:04");
  }

  @MethodSource("seeds")
  @FuzzTest
  void aFileIsReadOrRefused(@NotNull String text) {
    try {
      FrontMatter file = FrontMatter.parse(text);
      for (String name : file.values().keySet()) {
        file.texts(name);
        file.text(name).ifPresent(Dates::of);
      }
      assertTrue(text.endsWith(file.body()));
    } catch (IllegalArgumentException refused) {
      // The import reports the file with this message, and goes on.
    }
    try {
      HtmlText.markdown(text);
    } catch (IllegalArgumentException refused) {
      // Nested too deeply.
    }
    Dates.of(text);
  }
}
