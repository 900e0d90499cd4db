package org.inkgate.transfer;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.inkgate.markdown.HtmlToMarkdown;
import org.inkgate.testing.Cost;
import org.inkgate.testing.SmallHeap;
import org.inkgate.transfer.markdownfiles.FrontMatter;
import org.inkgate.transfer.wordpress.Shortcodes;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents of 1 MiB that were made to keep the import busy. */
class ImportCostTest {

  private static final int LENGTH = 1024 * 1024;
  private static final int LONGEST_POST = 200_000;
  private static final int START_MEGABYTES = 16;

  static Stream<String> documents() {
    return Stream.of(
        matter("---\na: ", "[", "\n---\n"),
        matter("---\na: ", "{b: ", "\n---\n"),
        matter("---\na: ", "- ", "\n---\n"),
        matter("---\n", "a: 1\n", "---\n"),
        matter("---\n", "? a\n", "---\n"),
        matter("---\na: \"", "\\n", "\"\n---\n"),
        matter("---\na: &a [x]\nb: [", "*a, ", "]\n---\n"),
        doubled(),
        matter("---\n", "!!x ", "\n---\n"),
        matter("---\n", " ", "\n---\n"),
        matter("---\n", "---\n", ""),
        matter("+++\na = ", "[", "\n+++\n"),
        matter("+++\n", "[a.b]\n", "+++\n"),
        matter("+++\n", "[[a]]\n", "+++\n"),
        matter("+++\n", "a.", "\n+++\n"),
        matter("+++\na = \"\"\"", "\\u0041", "\"\"\"\n+++\n"),
        matter("{\"a\": ", "[", ""),
        matter("{\"a\": [", "{\"b\": 1}, ", "1]}\n"),
        matter("{", " ", "}"),
        matter("{\"a\": ", "9", "}"),
        matter("", "[", ""),
        matter("", "[caption]", ""),
        matter("", "[code]", ""),
        matter("", "[gallery a=\"", ""),
        matter("", "[caption a=b ", ""),
        matter("[code]", "[/", ""),
        matter("", "[[caption]]", ""));
  }

  private static String matter(String begin, String unit, String end) {
    return begin + unit.repeat((LENGTH - begin.length() - end.length()) / unit.length()) + end;
  }

  /** Each list holds the one before ten times. */
  private static String doubled() {
    StringBuilder yaml = new StringBuilder("---\na0: &a0 [x]\n");
    for (int i = 1; i < 40; i++) {
      yaml.append(("a%d: &a%1$d [" + "*a%2$d, ".repeat(10) + "]\n").formatted(i, i - 1));
    }
    return yaml.append("---\n").toString();
  }

  private static void read(String text) {
    FrontMatter file = FrontMatter.parse(text);
    file.values().keySet().forEach(file::texts);
    new Shortcodes(attributes -> Optional.empty()).expand(text);
  }

  @ParameterizedTest
  @MethodSource("documents")
  @DisplayName("security 78: no document costs more than its length")
  void noDocumentCostsMuch(String text) {
    String what = text.substring(0, 30).replace("\n", "\\n") + "…";
    Cost.within(
        Cost.MOST,
        what,
        () -> {
          read(text);
          return what;
        });
  }

  @Test
  @DisplayName("security 78: no document takes more than 64 MiB of heap")
  void noDocumentTakesMuchMemory() {
    SmallHeap.run(ImportCostTest.class, START_MEGABYTES + 64);
  }

  /** Reads the documents in a virtual machine with little memory. */
  public static void main(String[] none) {
    List.of("---\na: b\n---\n", "+++\na = 1\n+++\n", "{\"a\": 1}\n").forEach(ImportCostTest::read);
    HtmlToMarkdown.convert("<p>a</p>", LONGEST_POST);
    SmallHeap.assertStart(START_MEGABYTES);
    documents().forEach(ImportCostTest::read);
  }
}
