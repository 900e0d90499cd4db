package org.inkgate.transfer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.List;
import java.util.Optional;
import org.inkgate.markdown.HtmlToMarkdown;
import org.inkgate.transfer.imports.Dates;
import org.inkgate.transfer.markdownfiles.FrontMatter;
import org.inkgate.transfer.wordpress.Shortcodes;
import org.junit.jupiter.params.provider.MethodSource;

/** Any export of another program is read without an internal error. */
class ImportFuzzTest {

  static List<String> seeds() {
    return List.of(
        "---\ntitle: A post\ndate: 2020-01-02 03:04:05 +0100\ntags: [a, b]\ndraft: true\n---\nText\n",
        "---\r\ncategories:\r\n  - x\r\n  - {y: &a 1, z: *a}\r\n---\r\n",
        "---\na: !!java.net.URL [x]\nb: &b [*b]\n? [1, 2]\n: c\n---",
        "<p>One<br>two</p><ul><li><a href=\"x\">y</a></li></ul><table><tr><td>1</td></tr></table>",
        "2020-1-2T3:04",
        "+++\ntitle = \"x\"\n[a]\nb = [1, 2]\n+++\n",
        "{\"a\": [1, {\"b\": null}]}\ntext",
        "[caption a=\"b\"]<img src=x> c[/caption][code]<b>[/code][[x]]");
  }

  @MethodSource("seeds")
  @FuzzTest
  void aFileIsRead(@NotNull String text) {
    FrontMatter file = FrontMatter.parse(text);
    for (String name : file.values().keySet()) {
      file.texts(name);
      file.text(name).ifPresent(Dates::of);
    }
    assertTrue(text.endsWith(file.body()));
    for (boolean lines : new boolean[] {false, true}) {
      HtmlToMarkdown.convert(HtmlToMarkdown.parse(text), lines, 10_000);
    }
    new Shortcodes(attributes -> Optional.empty()).expand(text);
    Dates.of(text);
  }
}
