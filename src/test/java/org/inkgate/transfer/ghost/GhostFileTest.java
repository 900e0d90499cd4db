package org.inkgate.transfer.ghost;

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
import org.inkgate.posts.PostStatus;
import org.inkgate.transfer.imports.PostFit;
import org.inkgate.transfer.imports.SourcePost;
import org.inkgate.transfer.imports.SourceText;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GhostFileTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  @TempDir private Path folder;

  private List<GhostPost> read(String resource) throws Exception {
    Path file = folder.resolve("ghost.json");
    try (var sample = GhostFileTest.class.getResourceAsStream(resource)) {
      Files.write(file, sample.readAllBytes());
    }
    GhostFile ghost = new GhostFile(file);
    List<GhostPost> posts = new ArrayList<>();
    ghost.posts(row -> posts.add(new GhostPost(ghost, row)));
    return posts;
  }

  private static SourcePost post(GhostPost post) {
    return post.post(post.publication(NOW));
  }

  private SourcePost card(String title) throws Exception {
    return post(
        read("/import/ghost-cards.json").stream()
            .filter(it -> it.name().endsWith(": " + title))
            .findFirst()
            .orElseThrow());
  }

  @Test
  void aPostHasItsAuthorItsTagsAndItsDates() throws Exception {
    GhostPost first = read("/ghost.json").get(0);
    SourcePost post = post(first);
    assertEquals("## Low\n\nSee [ships](/ships/).", post.body());
    assertEquals(List.of("Sea"), post.tags());
    assertEquals("The Mate", first.author().orElseThrow().displayName());
    assertEquals(Optional.of("On tides"), post.summary());
    assertEquals(Optional.of(Instant.parse("2022-01-02T08:00:00Z")), post.publication().at());
  }

  @Test
  void tagsAndAuthorsKeepTheirOrder() throws Exception {
    GhostPost post = read("/import/ghost-tag-and-author-order.json").get(0);
    assertEquals(List.of("Apple & Pear", "Zebra"), post(post).tags());
    assertEquals("anna", post.author().orElseThrow().login());
  }

  @Test
  void oldFilesHaveTheirDatesAsNumbersAndMarkdown() throws Exception {
    List<GhostPost> posts = read("/import/ghost-0x-epoch-dates-page-as-1-markdown.json");
    assertEquals(
        Optional.of(Instant.parse("2013-12-29T11:58:30.002Z")), posts.get(0).publication(NOW).at());
    assertTrue(posts.get(1).isPage());
    assertEquals("Only *markdown* here", post(posts.get(2)).body());
  }

  @ParameterizedTest
  @DisplayName("security 71: what only members, or readers of a mail, could read becomes a draft")
  @CsvSource({
    "visibility, members",
    "visibility, paid",
    "visibility, tiers",
    "visibility, Public",
    "status, draft",
    "status, sent",
    "status, pending",
    "status, scheduled",
    "status, ''",
    "email_only, true",
    "email_only, 1",
    "published_at, soon"
  })
  void whatWasNotPublicBecomesADraft(String name, String value) throws Exception {
    GhostPost post = read("/ghost.json").get(0);
    JsonObject row = Json.createObjectBuilder(post.row()).add(name, value).build();
    assertTrue(new GhostPost(post.file(), row).publication(NOW).isDraft());
  }

  @Test
  @DisplayName("security 71: of a Ghost file, what was public is public and nothing else")
  void onlyWhatWasPublicIsPublic() throws Exception {
    List<String> drafts =
        read("/import/ghost-cards.json").stream()
            .filter(it -> it.publication(NOW).isDraft())
            .map(it -> SourceText.text(it.row(), "title"))
            .toList();
    assertEquals(List.of("Paywall", "Email only", "(Untitled)", "Draft page"), drafts);
    assertEquals(PostStatus.PUBLISHED, card("Gallery").publication().status());
  }

  @Test
  void cardsBecomeWhatAPostHasForThem() throws Exception {
    assertEquals(
        "Before\n\n[The title](https://e.org/a)\\\nIts description\\\nPub\n\nCap\n\nAfter",
        card("Bookmark").body());
    assertEquals(
        "Before\n\n<figure>\n<p><img src=\"/content/images/2021/a.jpg\" alt=\"A\"></p>\n"
            + "<p><img src=\"/content/images/2021/b.jpg\" alt=\"B\"></p>\n"
            + "<figcaption>Two</figcaption>\n</figure>\n\nAfter",
        card("Gallery").body());
    assertEquals(
        "> 💡 Mind **this**\n\n<details>\n<summary>Question</summary>\n<p>Answer</p>\n</details>\n\n[Join](/signup/)",
        card("Callout toggle button").body());
    assertEquals("B\n\n[player.example](https://player.example/1)\n\nA", card("Html card").body());
    assertEquals(
        "[v.mp4](/content/media/v.mp4)\n\n[Song](/content/media/a.mp3)\n\n[File](/content/files/f.pdf) (1 KB)",
        card("Video audio file").body());
    assertTrue(card("Feature image").body().startsWith("!["), card("Feature image").body());
  }

  @Test
  void lexicalAndMobiledocAreReadWhereThereIsNoHtml() throws Exception {
    GhostPost post = read("/ghost.json").get(0);
    String lexical =
        """
        {"root":{"children":[
          {"type":"extended-heading","tag":"h2","children":[{"type":"extended-text","text":"Head","format":0}]},
          {"type":"paragraph","children":[{"type":"text","text":"a ","format":0},{"type":"text","text":"b","format":3},
            {"type":"linebreak"},{"type":"link","url":"https://e.org/","children":[{"type":"text","text":"l"}]}]},
          {"type":"list","listType":"number","children":[{"type":"listitem","children":[{"type":"text","text":"one"}]}]},
          {"type":"image","src":"__GHOST_URL__/i.png","alt":"I","caption":"C"},
          {"type":"codeblock","code":"<b>","language":"html"},
          {"type":"callout","calloutEmoji":"!","calloutText":"Mind"},
          {"type":"horizontalrule"},
          {"type":"paywall"},{"type":"novelty"}]}}
        """;
    JsonObject row =
        Json.createObjectBuilder(post.row()).addNull("html").add("lexical", lexical).build();
    SourcePost read = post(new GhostPost(post.file(), row));
    assertEquals(
        """
        ## Head

        a **_b_**\\
        [l](https://e.org/)

        1. one

        <figure>
        <img src="/i.png" alt="I">
        <figcaption>C</figcaption>
        </figure>

        ```html
        <b>
        ```

        > ! Mind

        ---""",
        read.body());
    assertEquals("novelty", read.notes().get(0).detail());

    String mobiledoc =
        """
        {"version":"0.3.1","markups":[["strong"],["a",["href","/x"]]],"atoms":[["soft-return","",{}]],
         "cards":[["markdown",{"markdown":"*m*"}],["hr",{}]],
         "sections":[[1,"p",[[0,[],0,"a "],[0,[0,1],2,"b"],[1,[],0,0],[0,[],0,"c"]]],
                     [3,"ul",[[[0,[],0,"one"]]]],[10,0],[10,1]]}
        """;
    row = Json.createObjectBuilder(post.row()).addNull("html").add("mobiledoc", mobiledoc).build();
    assertEquals(
        "a **[b](/x)**\\\nc\n\n- one\n\n*m*\n\n---", post(new GhostPost(post.file(), row)).body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"new", "Not One", "a--b", "", "a-*"})
  void aSlugThatNoPostMayHaveBecomesOneThatItMay(String slug) throws Exception {
    GhostPost post = read("/ghost.json").get(0);
    JsonObject row =
        Json.createObjectBuilder(post.row())
            .add("slug", slug.replace("*", "-a".repeat(100_000)))
            .build();
    SourcePost read = post(new GhostPost(post.file(), row));
    String fit = PostFit.slug(read, PostFit.draft(read, new ArrayList<>()));
    assertTrue(org.inkgate.markdown.Slug.mayBeChosen(fit), fit);
  }

  @Test
  void whatIsNoJsonIsRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("broken.json"), "{\"db\": [{");
    assertThrows(JsonException.class, () -> new GhostFile(file));
  }
}
