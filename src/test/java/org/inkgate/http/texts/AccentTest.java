package org.inkgate.http.texts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AccentTest {

  private static final double TEXT = 4.5;

  /** Dark, middle and full of each channel, in every combination. */
  static Stream<String> colours() {
    int[] steps = {0x00, 0x40, 0x80, 0xc0, 0xff};
    return IntStream.range(0, 125)
        .mapToObj(i -> "#%02x%02x%02x".formatted(steps[i / 25], steps[i / 5 % 5], steps[i % 5]));
  }

  @ParameterizedTest
  @CsvSource({"#000000, #ffffff, 21.0", "#777777, #ffffff, 4.48", "#24528f, #24528f, 1.0"})
  void contrastIsWhatWcagSays(String one, String other, double ratio) {
    assertEquals(ratio, Accent.contrast(one, other), 0.01);
    assertEquals(ratio, Accent.contrast(other, one), 0.01);
  }

  @ParameterizedTest
  @MethodSource("colours")
  void whateverIsChosenCanBeReadOnLightPages(String chosen) {
    String accent = new Accent(chosen).light();
    assertReadable(accent, "#fcfbf8", "#f3f0e9", "#ffffff");
    assertReadable(Accent.mix(accent, "#ffffff", 0.14), "#ffffff");
  }

  @ParameterizedTest
  @MethodSource("colours")
  void whateverIsChosenCanBeReadOnDarkPages(String chosen) {
    String accent = new Accent(chosen).dark();
    assertReadable(accent, "#17181b", "#212327", "#10141c");
    assertReadable(Accent.mix(accent, "#10141c", 0.14), "#10141c");
  }

  @Test
  void aColourThatCanBeReadStaysAsItIs() {
    assertEquals("#24528f", new Accent("#24528f").light());
    assertEquals("#9bbff0", new Accent("#9bbff0").dark());
  }

  private static void assertReadable(String colour, String... backgrounds) {
    for (String background : backgrounds) {
      double contrast = Accent.contrast(colour, background);
      assertTrue(contrast >= TEXT, colour + " on " + background + " has " + contrast);
    }
  }
}
