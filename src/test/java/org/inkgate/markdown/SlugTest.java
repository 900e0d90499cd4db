package org.inkgate.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlugTest {

  @ParameterizedTest
  @CsvSource({
    "Hello World, hello-world",
    "'  It''s   2026!  ', its-2026",
    "Crème Brûlée, creme-brulee",
    "C++ & C#, c-c",
    "Привет мир, privet-mir",
    "---, post",
    "'...', post",
    "new, new-post",
    "NEW!, new-post",
    "Feed, feed-post",
  })
  void namesATitleInAscii(String title, String slug) {
    assertEquals(slug, Slug.ofTitle(title).value());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "日本語のタイトル",
        "😀😀😀",
        "שלום עולם",
        "مرحبا بالعالم",
        "\u202Ertl\u202C",
        "\u200D\u200D",
        "\uD83D",
        "👩‍👩‍👧",
        "ﷺ",
        "\u0300\u0301"
      })
  void isNeverEmpty(String title) {
    assertTrue(Slug.ofTitle(title).value().matches("[a-z0-9]+(-[a-z0-9]+)*"));
  }

  @Test
  void leavesRoomForANumber() {
    Slug longest = Slug.ofTitle("日".repeat(200));
    assertTrue(longest.with("a1b2c3d4").value().length() <= 80);
    assertTrue(Slug.ofTitle("a-".repeat(100)).with("12345678").value().length() <= 80);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-a", "a-", "a--b", "A", "a/b", "a.b", "ä", "a\n"})
  void refusesWhatIsNone(String text) {
    assertThrows(IllegalArgumentException.class, () -> new Slug(text));
  }

  @Test
  void refusesWhatIsTooLong() {
    assertThrows(IllegalArgumentException.class, () -> new Slug("a".repeat(81)));
  }
}
