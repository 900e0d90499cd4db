package org.inkgate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.inkgate.testing.Answer;
import org.inkgate.testing.DeployedInkgate;
import org.inkgate.testing.HttpApi;
import org.inkgate.testing.Member;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The seven steps of the design to the letter, and posts by JSON and by form. */
class ContractIT extends DeployedInkgate {

  private static final AtomicInteger NAMES = new AtomicInteger();
  private static final String[] HTML = {"Accept", "text/html"};

  @BeforeEach
  void connect() {
    // Whoever is first becomes administrator; the tests want ordinary authors.
    program.postJson("/register", Member.registration("administrator"));
  }

  // Design §1

  @Test
  void logInAnswersWithTokens() {
    String name = newMember().name();
    Answer answer = program.postJson("/login", Member.credentials(name, Member.PASSWORD));
    assertEquals(200, answer.status());
    assertEquals("no-store", answer.header("Cache-Control").orElseThrow());
    assertTrue(answer.header("Content-Type").orElseThrow().startsWith("application/json"));
    JsonObject json = answer.json();
    assertEquals(
        Set.of("access_token", "token_type", "expires_in", "refresh_token"), json.keySet());
    assertEquals("Bearer", json.getString("token_type"));
    assertEquals(1800, json.getInt("expires_in"));
    assertEquals(3, json.getString("access_token").split("\\.").length);
    assertEquals(List.of(), answer.headers("Set-Cookie"));
  }

  @Test
  void logInOfAnUnknownUser() {
    Answer answer = program.postJson("/login", Member.credentials("nobody", "whatever"));
    assertProblem(404, answer);
    assertEquals("User not found", answer.json().getString("Message"));
  }

  @Test
  void logInWithAWrongPassword() {
    Answer answer = program.postJson("/login", Member.credentials(newMember().name(), "wrong"));
    assertProblem(401, answer);
    assertEquals("Incorrect password", answer.json().getString("Message"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "username=x; request",
        "{; request",
        "[]; request",
        "null; request",
        "{}; username password",
        "{\"username\":\"x\"}; password",
        "{\"password\":\"x\"}; username",
        "{\"username\":\"\",\"password\":\"x\"}; username",
        "{\"username\":null,\"password\":\"x\"}; username",
        "{\"username\":1,\"password\":true}; username password",
      })
  void logInWithWhatIsNoJsonOrLacksAMember(String body, String fields) {
    Answer answer = program.sendJson("POST", "/login", body);
    assertProblem(400, answer);
    assertEquals(Set.of(fields.split(" ")), errors(answer).keySet());
  }

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
      value = {
        "{}; title body",
        "{\"title\":\" \",\"body\":\"x\"}; title",
        "{\"title\":\"x\"}; body",
        "{\"title\":1,\"body\":[]}; title body",
        "{\"title\":\"x\",\"body\":\"x\",\"status\":\"gone\"}; status",
        "{\"title\":\"x\",\"body\":\"x\",\"status\":null}; status",
        "{\"title\":\"x\",\"body\":\"x\",\"tags\":\"a,b\"}; tags",
        "{\"title\":\"x\",\"body\":\"x\",\"tags\":[1]}; tags",
        "{\"title\":\"x\",\"body\":\"x\",\"tags\":[\"\"]}; tags",
        "{\"title\":\"x\",\"body\":\"x\",\"status\":\"scheduled\"}; publish_at",
        "{\"title\":\"x\",\"body\":\"x\",\"publish_at\":\"2999-01-01T00:00:00Z\"}; publish_at",
        "{\"title\":\"x\",\"body\":\"x\",\"status\":\"scheduled\",\"publish_at\":\"soon\"};"
            + " publish_at",
        "{\"title\":\"x\",\"body\":\"x\",\"status\":\"scheduled\","
            + "\"publish_at\":\"+999999-01-01T00:00:00Z\"}; publish_at",
      })
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

  // Accounts

  @Test
  void register() {
    String name = newName();
    Answer answer = program.postJson("/register", Member.registration(name));
    assertEquals(201, answer.status());
    assertEquals(name, answer.json().getString("username"));
    assertEquals("author", answer.json().getString("role"));
    assertFalse(answer.body().contains(Member.PASSWORD));
    Answer again = program.postJson("/register", Member.registration(name.toUpperCase()));
    assertProblem(409, again);
    assertEquals(Set.of("username", "email"), errors(again).keySet());
  }

  @ParameterizedTest
  @DisplayName("security 47: each field of a registration that breaks a rule is named")
  @CsvSource(
      delimiter = ';',
      value = {
        "{}; username email password",
        "{\"username\":\"ab\",\"email\":\"a@b.example\",\"password\":\"long enough\"}; username",
        "{\"username\":\"a b c\",\"email\":\"a@b.example\",\"password\":\"long enough\"};"
            + " username",
        "{\"username\":\"abc\",\"email\":\"nowhere\",\"password\":\"long enough\"}; email",
        "{\"username\":\"abc\",\"email\":\"a@b.example\",\"password\":\"short\"}; password",
      })
  void registerWithFieldsThatDoNotValidate(String body, String fields) {
    Answer answer = program.sendJson("POST", "/register", body);
    assertProblem(400, answer);
    assertEquals(Set.of(fields.split(" ")), errors(answer).keySet());
  }

  @Test
  void refreshTokensWorkOnceEach() {
    Member member = newMember();
    Answer json =
        program.postJson(
            "/token/refresh",
            Json.createObjectBuilder().add("refresh_token", member.refreshToken()).build());
    assertEquals(200, json.status());
    assertEquals("no-store", json.header("Cache-Control").orElseThrow());
    String next = json.json().getString("refresh_token");
    assertNotEquals(member.refreshToken(), next);
    Answer form =
        program.postForm(
            "/token/refresh",
            Map.of("grant_type", "refresh_token", "refresh_token", next),
            "Accept",
            "application/json");
    assertEquals(200, form.status());
    for (String wrong : List.of("", "x", next + "x")) {
      Answer refused =
          program.postJson(
              "/token/refresh", Json.createObjectBuilder().add("refresh_token", wrong).build());
      assertProblem(400, refused);
    }
  }

  @Test
  void logOutEndsTheSession() {
    Member member = newMember();
    Answer out = program.send("POST", "/logout", BodyPublishers.noBody(), member.with());
    assertEquals(200, out.status());
    assertEquals("\"cache\", \"storage\"", out.header("Clear-Site-Data").orElseThrow());
    Answer after = member.write("t", "b");
    assertProblem(401, after);
    assertTrue(after.header("WWW-Authenticate").orElseThrow().contains("invalid_token"));
    assertProblem(
        400,
        program.postJson(
            "/token/refresh",
            Json.createObjectBuilder().add("refresh_token", member.refreshToken()).build()));
  }

  @Test
  void twoCredentialsAreARequestGoneWrong() {
    Member member = newMember();
    Answer answer = member.get("/blogs/new", "Cookie", "inkgate_access=" + member.token());
    assertProblem(400, answer);
    assertTrue(answer.header("WWW-Authenticate").orElseThrow().contains("invalid_request"));
    assertEquals(401, program.get("/logout?access_token=" + member.token()).status());
  }

  // Posts

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
            BodyPublishers.ofString("{\"body\":\"Three\",\"tags\":[\"b\"]}"),
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

  private static JsonObjectBuilder scheduled(String at) {
    return Member.draft("Later", "b").add("status", "scheduled").add("publish_at", at);
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

  // Forms

  @Test
  void aBrowserRegistersWritesEditsAndDeletes() {
    HttpApi browser = HttpApi.browser(base);
    String name = newName();
    Answer registered =
        browser.postForm(
            "/register",
            Map.of("username", name, "email", name + "@example.org", "password", Member.PASSWORD));
    assertSentTo("/", registered);
    String cookies = String.join("\n", registered.headers("Set-Cookie"));
    assertTrue(cookies.contains("HttpOnly") && cookies.contains("SameSite=Lax"), cookies);

    Answer form = browser.get("/blogs/new", HTML);
    assertEquals("no-store", form.header("Cache-Control").orElseThrow());
    Map<String, String> post = fields(form);
    post.putAll(
        Map.of("title", "By form", "body", "one\r\ntwo", "tags", "a, b", "status", "draft"));
    Answer created = browser.postForm("/blogs", post);
    assertEquals(303, created.status(), created::toString);
    String path = created.header("Location").orElseThrow();
    // The same form a second time makes no second post.
    assertSentTo(path, browser.postForm("/blogs", post));
    assertTrue(browser.get(path, HTML).body().contains("By form"));
    assertEquals(404, program.get(path).status());

    Map<String, String> edit = fields(browser.get(path + "/edit", HTML));
    edit.putAll(Map.of("title", "Changed", "body", "three", "tags", "", "status", "published"));
    assertSentTo(path, browser.postForm(path + "/edit", edit));
    JsonObject json = program.get(path).json();
    assertEquals("Changed", json.getString("title"));
    assertEquals("published", json.getString("status"));
    // A form opened before somebody else's change does not overwrite it.
    edit.put("title", "Too late");
    Answer late = browser.postForm(path + "/edit", edit);
    assertEquals(412, late.status());
    assertTrue(late.body().contains("value=\"Too late\""), late::toString);

    Map<String, String> csrf = Map.of("csrf", edit.get("csrf"));
    assertSentTo(path, browser.postForm(path + "/unpublish", csrf));
    assertEquals(404, program.get(path).status());
    assertSentTo(path, browser.postForm(path + "/publish", csrf));
    assertSentTo("/", browser.postForm(path + "/delete", csrf));
    assertEquals(404, browser.get(path, HTML).status());

    Answer out = browser.postForm("/logout", csrf);
    assertSentTo("/", out);
    assertEquals(303, browser.get("/blogs/new", HTML).status());
  }

  @Test
  void aScheduledPostIsPublishedByItsForm() {
    Member author = newMember();
    String path = author.path(scheduled("2999-01-01T00:00:00Z"));
    HttpApi browser = loggedIn(author.name());
    Map<String, String> edit = fields(browser.get(path + "/edit", HTML));
    edit.putAll(Map.of("title", "Now", "body", "b", "tags", "", "status", "published"));
    assertSentTo(path, browser.postForm(path + "/edit", edit));
    assertEquals(200, program.get(path).status());
  }

  @Test
  void aFormComesBackWithErrorsAndWhatWasTyped() {
    HttpApi browser = loggedIn(newMember().name());
    Map<String, String> post = fields(browser.get("/blogs/new", HTML));
    post.putAll(Map.of("title", " ", "body", "\n<b>typed</b> & kept", "tags", "x\"y"));
    Answer answer = browser.postForm("/blogs", post);
    assertEquals(400, answer.status());
    assertTrue(answer.body().contains("id=\"title-errors\""), answer::toString);
    assertTrue(answer.body().contains("must not be blank"));
    assertTrue(answer.body().contains("&lt;b&gt;typed&lt;/b&gt; &amp; kept"));
    assertTrue(answer.body().contains("x&#34;y"));
    assertEquals(post.get("idempotency_key"), fields(answer).get("idempotency_key"));

    HttpApi stranger = HttpApi.browser(base);
    Answer login =
        stranger.postForm(
            "/login", Map.of("username", "no\"body", "password", "pass-typed", "next", "/blogs"));
    assertEquals(404, login.status());
    assertTrue(login.body().contains("no&#34;body"));
    assertFalse(login.body().contains("pass-typed"));
    assertEquals("/blogs", fields(login).get("next"));

    Answer register =
        stranger.postForm(
            "/register", Map.of("username", "x", "email", "y", "password", "pass-typed"));
    assertEquals(400, register.status());
    assertTrue(register.body().contains("id=\"username-errors\""));
    assertTrue(register.body().contains("id=\"email-errors\""));
    assertFalse(register.body().contains("pass-typed"));
  }

  @ParameterizedTest
  @CsvSource({
    "/blogs/new, /blogs/new",
    "'', /",
    "https://evil.example/, /",
    "//evil.example, /",
    "/\\evil.example, /",
    "javascript:alert(1), /",
  })
  void nextLeadsToOwnPathsOnly(String next, String expected) {
    Answer answer =
        HttpApi.browser(base)
            .postForm(
                "/login",
                Map.of("username", newMember().name(), "password", Member.PASSWORD, "next", next));
    assertSentTo(expected, answer);
  }

  @Test
  @DisplayName("security 56: nobody forges a header")
  void nextTakesNoLineBreaks() {
    Answer answer =
        HttpApi.browser(base)
            .postForm(
                "/login",
                Map.of(
                    "username",
                    newMember().name(),
                    "password",
                    Member.PASSWORD,
                    "next",
                    "/a\r\nX-Forged: yes"));
    assertSentTo("/", answer);
    assertTrue(answer.header("X-Forged").isEmpty());
  }

  // Faces, methods, headers

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/html | text/html",
        "text/html,application/xhtml+xml,*/*;q=0.8 | text/html",
        "application/json | application/json",
        "*/* | application/json",
        "; | application/json",
      })
  void theFaceIsWhatAcceptAsksFor(String accept, String type) {
    String path = newMember().path(Member.draft("t", "b"));
    assertTrue(contentType(program.get("/", "Accept", accept)).startsWith(type));
    assertTrue(contentType(program.get(path, "Accept", accept)).startsWith(type));
    String problem = type.equals("application/json") ? "application/problem+json" : type;
    Answer missing = program.get("/blogs/none-such", "Accept", accept);
    assertEquals(404, missing.status());
    assertTrue(contentType(missing).startsWith(problem));
  }

  @Test
  void withoutAcceptAProgramIsAssumed() {
    assertTrue(contentType(program.get("/")).startsWith("application/json"));
  }

  @Test
  void headIsGetWithoutABody() {
    String path = newMember().path(Member.draft("t", "b"));
    for (String each : List.of("/", "/blogs", path, "/login", "/style.css", "/blogs/none-such")) {
      Answer get = program.get(each);
      Answer head = program.send("HEAD", each, BodyPublishers.noBody());
      assertEquals(get.status(), head.status(), each);
      assertEquals("", head.body(), each);
      assertEquals(get.header("Content-Type"), head.header("Content-Type"), each);
      assertEquals(get.header("ETag"), head.header("ETag"), each);
    }
  }

  @ParameterizedTest
  @DisplayName("security 49: a wrong method is a 405 and told the right ones")
  @CsvSource(
      delimiter = ';',
      value = {
        "/login; PUT; GET, HEAD, OPTIONS, POST",
        "/login; DELETE; GET, HEAD, OPTIONS, POST",
        "/register; PATCH; GET, HEAD, OPTIONS, POST",
        "/token/refresh; GET; OPTIONS, POST",
        "/.well-known/jwks.json; POST; GET, HEAD, OPTIONS",
        "/blogs; DELETE; GET, HEAD, OPTIONS, POST",
        "/blogs; SURPRISE; GET, HEAD, OPTIONS, POST",
        "/blogs/any; POST; DELETE, GET, HEAD, OPTIONS, PATCH, PUT",
        "/blogs/new; POST; GET, HEAD, OPTIONS",
        "/blogs/any/publish; GET; OPTIONS, POST",
        "/logout; GET; OPTIONS, POST",
        "/style.css; POST; GET, HEAD, OPTIONS",
        "/style.css; PUT; GET, HEAD, OPTIONS",
        "/style.css; DELETE; GET, HEAD, OPTIONS",
        "/style.css; PATCH; GET, HEAD, OPTIONS",
      })
  void aWrongMethodIsToldTheRightOnes(String path, String method, String allow) {
    Member member = newMember();
    Answer answer = program.send(method, path, BodyPublishers.noBody(), member.with());
    assertProblem(405, answer);
    assertEquals(allow, answer.header("Allow").orElseThrow());
    Answer options = program.send("OPTIONS", path, BodyPublishers.noBody(), member.with());
    assertEquals(204, options.status());
    assertEquals(allow, options.header("Allow").orElseThrow());
  }

  @Test
  void aWriteToNoFileIsNotFound() {
    assertProblem(
        404,
        program.send("PUT", "/no/such/file", BodyPublishers.ofString("x"), newMember().with()));
  }

  @Test
  @DisplayName("security 64: TRACE is a 405")
  void traceIsNotAllowed() {
    String answer =
        program.raw(
            "TRACE / HTTP/1.1\r\nHost: localhost\r\nX-Secret: s\r\nConnection: close\r\n\r\n");
    assertTrue(answer.startsWith("HTTP/1.1 405"), answer);
    assertTrue(answer.contains("\r\nAllow: "), answer);
    assertFalse(answer.contains("X-Secret"), answer);
  }

  @Test
  @DisplayName("security 58: every answer carries the security headers, errors too")
  void everyAnswerCarriesTheSecurityHeaders() {
    Member member = newMember();
    String path = member.path(Member.draft("t", "b"));
    List<Answer> answers =
        List.of(
            program.get("/", HTML),
            program.get("/"),
            program.get(path),
            program.get(path, "If-None-Match", "*"),
            program.get("/style.css"),
            program.get("/favicon.svg"),
            program.get("/.well-known/jwks.json"),
            program.get("/login", HTML),
            program.get("/blogs/new", HTML),
            program.get("/blogs/new"),
            program.get("/nothing/here", HTML),
            program.get("/blogs/none-such"),
            program.get("/blogs?page=0"),
            program.sendJson("POST", "/login", "{"),
            program.send("PUT", "/login", BodyPublishers.noBody()),
            program.send("OPTIONS", "/login", BodyPublishers.noBody()),
            program.send("HEAD", "/login", BodyPublishers.noBody()),
            member.write("t", "b"),
            member.delete(path),
            program.get("/blogs//x"));
    for (Answer answer : answers) {
      String policy = answer.header("Content-Security-Policy").orElse("");
      for (String part :
          List.of(
              "default-src 'self'",
              "object-src 'none'",
              "base-uri 'none'",
              "frame-ancestors 'none'")) {
        assertTrue(policy.contains(part), answer::toString);
      }
      assertFalse(policy.contains("unsafe"), policy);
      assertEquals("nosniff", answer.header("X-Content-Type-Options").orElse(""), answer::toString);
      assertTrue(answer.header("Referrer-Policy").isPresent(), answer::toString);
      assertTrue(answer.header("X-Request-Id").isPresent(), answer::toString);
      assertTrue(answer.header("Server").isEmpty(), answer::toString);
      assertTrue(answer.header("X-Powered-By").isEmpty(), answer::toString);
      assertTrue(answer.header("Access-Control-Allow-Origin").isEmpty(), answer::toString);
      assertTrue(answer.header("Strict-Transport-Security").isEmpty(), "only on HTTPS");
      answer
          .header("Content-Type")
          .ifPresent(type -> assertTrue(type.toLowerCase().contains("charset=utf-8"), type));
    }
  }

  // Helpers

  private static String newName() {
    return "member-" + NAMES.incrementAndGet();
  }

  private Member newMember() {
    return Member.register(program, newName());
  }

  private HttpApi loggedIn(String name) {
    HttpApi browser = HttpApi.browser(base);
    assertSentTo(
        "/", browser.postForm("/login", Map.of("username", name, "password", Member.PASSWORD)));
    return browser;
  }

  private static jakarta.json.JsonArrayBuilder tags(String... tags) {
    return Json.createArrayBuilder(List.of(tags));
  }

  /** The hidden fields of a page's forms. */
  private static Map<String, String> fields(Answer page) {
    Matcher hidden =
        Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")
            // Below the content there is the form of the language.
            .matcher(page.body().replaceFirst("(?s)</main>.*", ""));
    Map<String, String> fields = new HashMap<>();
    while (hidden.find()) {
      fields.put(hidden.group(1), hidden.group(2));
    }
    return fields;
  }

  private static void assertSentTo(String path, Answer answer) {
    assertEquals(303, answer.status(), answer::toString);
    assertEquals(path, answer.header("Location").orElseThrow());
  }

  /** Every problem has the members that the design lists. */
  private static void assertProblem(int status, Answer answer) {
    assertEquals(status, answer.status(), answer::toString);
    assertTrue(contentType(answer).startsWith("application/problem+json"), answer::toString);
    JsonObject problem = answer.json();
    assertTrue(
        problem
            .keySet()
            .containsAll(
                Set.of("type", "title", "status", "detail", "instance", "Message", "request_id")),
        answer::toString);
    assertEquals(status, problem.getInt("status"));
    assertEquals(problem.getString("title"), problem.getString("Message"));
    assertEquals(answer.header("X-Request-Id").orElseThrow(), problem.getString("request_id"));
    assertEquals("no-store", answer.header("Cache-Control").orElseThrow());
  }

  private static JsonObject errors(Answer answer) {
    return answer.json().getJsonObject("errors");
  }

  private static String contentType(Answer answer) {
    return answer.header("Content-Type").orElse("");
  }
}
