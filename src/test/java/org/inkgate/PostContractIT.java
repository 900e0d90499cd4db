package org.inkgate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.inkgate.testing.Answer;
import org.inkgate.testing.Member;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Creating, reading, changing and deleting posts by JSON. */
class PostContractIT extends ContractTestBase {

  @Test
  void createAPost() {
    Member author = newMember();
    Answer answer =
        author.write(
            Member.draft("A *title*", "Some **text**")
                .add("tags", Json.createArrayBuilder(List.of("one", "two words"))));
    assertEquals(201, answer.status());
    JsonObject post = answer.json();
    assertEquals("Operation Successful", post.getString("Message"));
    assertEquals("A *title*", post.getString("title"));
    assertEquals("Some **text**", post.getString("body"));
    assertEquals("published", post.getString("status"));
    assertEquals(author.name(), post.getString("author"));
    assertEquals("[\"one\",\"two words\"]", post.getJsonArray("tags").toString());
    String location = answer.header("Location").orElseThrow();
    assertEquals(post.getString("url"), location);
    Answer read = program.get(location);
    assertEquals(200, read.status());
    assertEquals(post.getString("slug"), read.json().getString("slug"));
    assertTrue(read.json().getString("html").contains("<strong>text</strong>"));
  }

  @Test
  void createWithoutAToken() {
    Answer answer = program.postJson("/blogs", Member.draft("t", "b").build());
    assertProblem(401, answer);
    assertEquals("Bearer realm=\"inkgate\"", answer.header("WWW-Authenticate").orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "a.b.c", "eyJhbGciOiJub25lIn0.e30."})
  void createWithABadToken(String token) {
    Answer answer =
        program.postJson(
            "/blogs", Member.draft("t", "b").build(), "Authorization", "Bearer " + token);
    assertProblem(401, answer);
    String challenge = answer.header("WWW-Authenticate").orElseThrow();
    assertTrue(challenge.startsWith("Bearer realm=\"inkgate\""), challenge);
    assertTrue(challenge.contains("error=\"invalid_token\""), challenge);
    assertTrue(challenge.contains("error_description=\""), challenge);
  }

  @ParameterizedTest
  @DisplayName("security 47: each field of a post that breaks a rule is named")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          {}; title body
          {"title":" ","body":"x"}; title
          {"title":"x"}; body
          {"title":1,"body":[]}; title body
          {"title":"x","body":"x","status":"gone"}; status
          {"title":"x","body":"x","status":null}; status
          {"title":"x","body":"x","tags":"a,b"}; tags
          {"title":"x","body":"x","tags":[1]}; tags
          {"title":"x","body":"x","tags":[""]}; tags
          {"title":"x","body":"x","status":"scheduled"}; publish_at
          {"title":"x","body":"x","publish_at":"2999-01-01T00:00:00Z"}; publish_at
          {"title":"x","body":"x","status":"scheduled","publish_at":"soon"}; publish_at
          {"title":"x","body":"x","status":"scheduled","publish_at":"+999999-01-01T00:00:00Z"}; publish_at
          """)
  void createWithFieldsThatDoNotValidate(String body, String fields) {
    Answer answer = program.sendJson("POST", "/blogs", body, newMember().with());
    assertProblem(400, answer);
    assertEquals(Set.of(fields.split(" ")), errors(answer).keySet());
  }

  @Test
  void blankTitleIsExplainedInTheDesignsWords() {
    Answer answer = newMember().write(" ", "x");
    assertEquals("[\"must not be blank\"]", errors(answer).get("title").toString());
  }

  @Test
  void putPatchAndDelete() {
    Member author = newMember();
    String path = author.path(Member.draft("First", "One").add("tags", tags("a")));

    Answer put = author.send("PUT", path, Member.draft("Second", "Two"));
    assertEquals(200, put.status());
    assertEquals("Second", put.json().getString("title"));
    assertEquals("[]", put.json().getJsonArray("tags").toString());
    assertEquals("Operation Successful", put.json().getString("Message"));
    assertProblem(400, author.send("PUT", path, Json.createObjectBuilder().add("title", "x")));

    Answer patch =
        program.send(
            "PATCH",
            path,
            BodyPublishers.ofString(
                """
                {"body": "Three", "tags": ["b"]}
                """),
            author.with("Content-Type", "application/merge-patch+json"));
    assertEquals(200, patch.status());
    assertEquals("Second", patch.json().getString("title"));
    assertEquals("Three", patch.json().getString("body"));
    assertEquals("[\"b\"]", patch.json().getJsonArray("tags").toString());
    assertProblem(400, author.send("PATCH", path, Json.createObjectBuilder().addNull("title")));
    assertEquals(path, patch.json().getString("url"), "an address never changes");

    assertEquals(204, author.delete(path).status());
    assertProblem(404, program.get(path));
    assertProblem(404, author.delete(path));
  }

  @Test
  @DisplayName("security 28: what a body says about author and dates changes nothing")
  void whatABodySaysAboutAuthorAndDatesChangesNothing() {
    Member author = newMember();
    JsonObject post =
        author
            .write(
                Member.draft("t", "b")
                    .add("author", "administrator")
                    .add("id", 1)
                    .add("version", 99)
                    .add("created_at", "2000-01-01T00:00:00Z"))
            .json();
    assertEquals(author.name(), post.getString("author"));
    assertFalse(post.getString("created_at").startsWith("2000"));
  }

  @Test
  void etagsGuardAgainstLostUpdates() {
    Member author = newMember();
    String path = author.path(Member.draft("t", "b"));
    String etag = program.get(path).header("ETag").orElseThrow();

    for (String match : List.of(etag, "W/" + etag, "\"x\", " + etag, "*")) {
      Answer same = program.get(path, "If-None-Match", match);
      assertEquals(304, same.status());
      assertEquals("", same.body());
      assertEquals(etag, same.header("ETag").orElseThrow());
    }
    assertEquals(200, program.get(path, "If-None-Match", "\"x\"").status());

    Answer saved = author.send("PUT", path, Member.draft("t", "c"), "If-Match", etag);
    assertEquals(200, saved.status());
    String newer = saved.header("ETag").orElseThrow();
    assertNotEquals(etag, newer);
    assertProblem(412, author.send("PUT", path, Member.draft("t", "d"), "If-Match", etag));
    assertProblem(
        412,
        author.send("PATCH", path, Json.createObjectBuilder().add("body", "d"), "If-Match", etag));
    assertProblem(412, author.delete(path, "If-Match", etag));
    assertProblem(412, author.delete(path, "If-Match", "nonsense"));
    assertEquals("c", program.get(path).json().getString("body"));
    assertEquals(200, program.get(path, "If-None-Match", etag).status());
    assertEquals(200, author.send("PUT", path, Member.draft("t", "e"), "If-Match", "*").status());
    assertEquals(204, author.delete(path).status());
  }

  @Test
  @DisplayName("security 27: drafts are seen by their author only")
  void draftsAreSeenByTheirAuthorOnly() {
    Member author = newMember();
    Member other = newMember();
    String path = author.path(Member.draft("Secret", "b").add("status", "draft"));
    assertEquals("draft", author.get(path).json().getString("status"));
    assertEquals(JsonValue.NULL, author.get(path).json().get("published_at"));
    for (Answer answer :
        List.of(
            program.get(path),
            program.get(path, HTML),
            other.get(path),
            other.send("PUT", path, Member.draft("t", "b")),
            other.send("PATCH", path, Member.draft("t", "b")),
            other.delete(path),
            other.get(path + "/edit"))) {
      assertEquals(404, answer.status());
      assertFalse(answer.body().contains("Secret"));
    }
    assertFalse(program.get("/blogs?author=" + author.name()).body().contains("Secret"));
    assertFalse(other.get("/blogs?status=draft").body().contains("Secret"));
    assertTrue(author.get("/blogs?status=draft").body().contains("Secret"));
    assertEquals(401, program.get("/blogs?status=draft").status());
    assertEquals(303, program.get("/blogs?status=draft", HTML).status());

    assertEquals(
        200,
        author.send("PATCH", path, Json.createObjectBuilder().add("status", "published")).status());
    assertEquals(200, program.get(path).status());
  }

  @Test
  void scheduledPostsAppearWhenTheirTimeHasCome() {
    Member author = newMember();
    String at = Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS).toString();
    String path = author.path(scheduled(at));
    assertEquals(404, program.get(path).status());
    assertEquals("scheduled", author.get(path).json().getString("status"));
    assertEquals(at, author.get(path).json().getString("publish_at"));
    assertTrue(author.get("/blogs?status=scheduled").body().contains(path));
    // Changing the text leaves the date; publishing takes it away.
    Answer changed = author.send("PATCH", path, Json.createObjectBuilder().add("body", "new"));
    assertEquals(at, changed.json().getString("publish_at"));
    Answer published =
        author.send("PATCH", path, Json.createObjectBuilder().add("status", "published"));
    assertEquals(200, published.status());
    assertEquals("published", published.json().getString("status"));
    assertEquals(200, program.get(path).status());

    String past = "2001-02-03T04:05:06Z";
    Answer due = program.get(author.path(scheduled(past)));
    assertEquals("published", due.json().getString("status"));
    assertEquals(past, due.json().getString("published_at"));
  }

  @Test
  @DisplayName("security 27: another's post can be read, but not changed")
  void anothersPostCanBeReadButNotChanged() {
    Member author = newMember();
    Member other = newMember();
    String path = author.path(Member.draft("Mine", "b"));
    assertEquals(200, other.get(path).status());
    for (Answer answer :
        List.of(
            other.send("PUT", path, Member.draft("t", "b")),
            other.send("PATCH", path, Member.draft("t", "b")),
            other.delete(path),
            other.get(path + "/edit"),
            other.get(path + "/delete"),
            other.send("POST", path + "/edit", Member.draft("t", "b")),
            other.send("POST", path + "/delete", Json.createObjectBuilder()),
            other.send("POST", path + "/publish", Json.createObjectBuilder()),
            other.send("POST", path + "/unpublish", Json.createObjectBuilder()))) {
      assertProblem(403, answer);
    }
    assertEquals("Mine", program.get(path).json().getString("title"));
    assertEquals(
        200,
        Member.logIn(program, "administrator")
            .send("PUT", path, Member.draft("Moderated", "b"))
            .status());
  }

  @Test
  void listsAreShownPageByPage() {
    Member author = newMember();
    List<String> paths =
        IntStream.range(0, 5).mapToObj(i -> author.path(Member.draft("Post " + i, "b"))).toList();
    String list = "/blogs?author=" + author.name() + "&size=2&page=";
    JsonObject first = program.get(list + 1).json();
    assertEquals(5, first.getInt("total"));
    assertEquals(3, first.getInt("pages"));
    assertEquals(2, first.getInt("size"));
    assertEquals(paths.get(4), first.getJsonArray("posts").getJsonObject(0).getString("url"));
    JsonObject third = program.get(list + 3).json();
    assertEquals(1, third.getJsonArray("posts").size());
    assertEquals(paths.get(0), third.getJsonArray("posts").getJsonObject(0).getString("url"));
    assertEquals(0, program.get(list + 4).json().getJsonArray("posts").size());
    String page = program.get(list + 2, HTML).body();
    assertTrue(page.contains("rel=\"prev\"") && page.contains("rel=\"next\""), page);
  }

  private static jakarta.json.JsonArrayBuilder tags(String... tags) {
    return Json.createArrayBuilder(List.of(tags));
  }
}
