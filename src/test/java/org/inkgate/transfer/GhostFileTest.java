package org.inkgate.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.inkgate.blog.PostStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GhostFileTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  @TempDir private Path folder;

  private final List<JsonObject> rows = new ArrayList<>();
  private GhostFile ghost;

  @BeforeEach
  void read() throws Exception {
    Path file = folder.resolve("ghost.json");
    try (var sample = GhostFileTest.class.getResourceAsStream("/ghost.json")) {
      Files.copy(sample, file);
    }
    ghost = new GhostFile(file);
    ghost.posts(rows::add);
  }

  @Test
  void aPostHasItsAuthorItsTagsAndItsDates() {
    ArrivingPost post = ghost.post(rows.get(0), NOW);
    assertEquals("## Low\n\nSee [ships](/ships/).", post.draft().body());
    assertEquals(List.of("Sea"), post.draft().tags());
    assertEquals(Optional.of("mate"), post.author());
    assertEquals(Optional.of("On tides"), post.draft().summary());
    assertEquals(Optional.of(Instant.parse("2022-01-02T08:00:00Z")), post.published());
    assertEquals("The Mate", ghost.authors().get(0).getString("display_name"));
  }

  @Test
  void whatOnlyMembersCouldReadBecomesADraft() {
    ArrivingPost post = ghost.post(rows.get(1), NOW);
    assertEquals(PostStatus.DRAFT, post.draft().status());
    assertTrue(post.draft().summary().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"new", "Not One", "a--b", "", "a-*"})
  void anAddressThatNoPostMayHaveIsLeftOut(String slug) {
    JsonObject row =
        Json.createObjectBuilder(rows.get(0))
            .add("slug", slug.replace("*", "-a".repeat(100_000)))
            .build();
    assertEquals(Optional.empty(), ghost.post(row, NOW).slug());
  }

  @Test
  void aPageIsNoPost() {
    assertTrue(GhostFile.isPage(rows.get(2)));
    assertEquals("imprint", ghost.page(rows.get(2)).slug());
  }

  @Test
  void whatIsNoJsonIsRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("broken.json"), "{\"db\": [{");
    assertThrows(JsonException.class, () -> new GhostFile(file));
  }
}
