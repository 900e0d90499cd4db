package org.inkgate.posts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.validation.constraints.Pattern;
import org.inkgate.markdown.Slug;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostDraftTest {

  private static final String VISIBLE = rule();

  private static String rule() {
    try {
      return PostDraft.class.getDeclaredField("title").getAnnotation(Pattern.class).regexp();
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\u200B",
        "\u200D\u2060\uFEFF",
        "\u00AD",
        "\u3164",
        "\u2800",
        "\u202E",
        "\u3000",
        "\uFE0F",
        "\t\n\u0085",
        "\u180E"
      })
  void whatNobodyCanSeeIsBlank(String text) {
    assertEquals(false, text.matches(VISIBLE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "\u200Ba", "a\u200B", "👩‍👩‍👧", "नि", "‏שלום", "\n\nb", ".", "日"})
  void whatCanBeSeenIsNot(String text) {
    assertEquals(true, text.matches(VISIBLE));
  }

  @ParameterizedTest
  @CsvSource({
    "a,true",
    "a-b-2,true",
    "new,false",
    "feed,false",
    "A,false",
    "a--b,false",
    "-a,false",
    "ä,false",
    "a/b,false"
  })
  void anAddressIsOfPlainLetters(String slug, boolean good) {
    assertEquals(good, Slug.mayBeChosen(slug));
  }

  @ParameterizedTest
  @CsvSource({"80,true", "81,false", "1000000,false"})
  void anAddressIsNotTooLong(int length, boolean good) {
    assertEquals(good, Slug.mayBeChosen("a".repeat(length)));
  }
}
