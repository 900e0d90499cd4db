package org.inkgate.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.inkgate.blog.PostStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrontMatterTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private static ArrivingPost post(String path, String text) {
    return new MarkdownFile(path, FrontMatter.parse(text)).post(NOW);
  }

  @Test
  void theLanguageOfTheServerChangesNoName() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));
      assertEquals("Ships", FrontMatter.parse("---\nTITLE: Ships\n---\n").text("title").get());
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "\"quotes\": and 'more' #no comment",
        "- [not] {a} *list* &anchor",
        "日本語 😀 \u2028",
        "null",
        "2026-01-01",
        "yes",
        "tab\tand\nline",
        "\u0085 \ufeff \u009f"
      })
  void whatIsWrittenIsRead(String text) {
    JsonObject thing =
        Json.createObjectBuilder()
            .add("title", text)
            .add("tags", Json.createArrayBuilder().add(text))
            .add("body", "---\nnot front matter\n---\n\r\n" + text)
            .build();
    FrontMatter read = FrontMatter.parse(FrontMatter.write(thing));
    assertEquals(text.strip(), read.text("title").orElseThrow());
    assertEquals(List.of(text.strip()), read.texts("tags"));
    assertEquals(thing.getString("body"), read.body());
  }

  @Test
  void aPostOfJekyllHasItsDateAndItsAddressInItsName() {
    ArrivingPost post =
        post("_posts/2020-02-29-leap-day.md", "---\ntitle: Leap\ncategories: [a, b]\n---\nText");
    assertEquals(Optional.of("leap-day"), post.slug());
    assertEquals(Optional.of(Instant.parse("2020-02-29T00:00:00Z")), post.published());
    assertEquals(List.of("a", "b"), post.draft().tags());
  }

  @Test
  void aPostOfHugoHasAFolderOfItsOwn() {
    ArrivingPost post =
        post(
            "content/posts/My Trip/index.md",
            "---\ntitle: Trip\ndate: 2021-05-01T10:00:00+02:00\ndraft: true\n---\nText");
    assertEquals(Optional.of("my-trip"), post.slug());
    assertEquals(PostStatus.DRAFT, post.draft().status());
    assertEquals(Instant.parse("2021-05-01T08:00:00Z"), post.created());
    assertTrue(post.published().isEmpty());
  }

  @Test
  void aFileWithoutFrontMatterIsAPost() {
    ArrivingPost post = post("note.md", "# A note\n\nText");
    assertEquals("A note", post.draft().title());
    assertEquals(PostStatus.PUBLISHED, post.draft().status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "---\na: [\n---\n",
        "---\na: !!javax.script.ScriptEngineManager [x]\n---\n",
        "---\na: *nothing\n---\n",
        "---\nx: \"\\q\"\n---\n"
      })
  void whatIsNoYamlIsRefused(String file) {
    assertThrows(IllegalArgumentException.class, () -> FrontMatter.parse(file));
  }

  @Test
  void aBombOfAliasesIsRefused() {
    StringBuilder bomb = new StringBuilder("---\na0: [x, x]\n".replace("[", "&a0 ["));
    for (int i = 1; i < 30; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    assertThrows(
        IllegalArgumentException.class, () -> FrontMatter.parse(bomb.append("---\n").toString()));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-02, 2026-01-02T00:00:00Z",
    "2026-01-02 03:04:05 +0200, 2026-01-02T01:04:05Z",
    "2026-01-02 03:04, 2026-01-02T03:04:00Z",
    "2026-01-02T03:04:05.678Z, 2026-01-02T03:04:05.678Z",
    "2026-01-02T03:04:05.123456Z, 2026-01-02T03:04:05.123Z",
    "2026-01-02T03:04:05+02:00, 2026-01-02T01:04:05Z"
  })
  void datesAreReadAsOthersWriteThem(String text, Instant expected) {
    assertEquals(Optional.of(expected), Dates.of(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "0000-00-00 00:00:00", "1066-10-14", "99999-01-01"})
  void whatIsNoDateIsNone(String text) {
    assertEquals(Optional.empty(), Dates.of(text));
  }
}
