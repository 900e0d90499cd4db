package org.inkgate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import javax.imageio.ImageIO;
import org.inkgate.client.ApiClient;
import org.inkgate.client.ApiException;
import org.inkgate.client.ApiResponse;
import org.inkgate.client.api.PostsApi;
import org.inkgate.client.api.RealWorldApi;
import org.inkgate.client.api.SigningInApi;
import org.inkgate.client.model.Credentials;
import org.inkgate.client.model.Post;
import org.inkgate.client.model.PostDraft;
import org.inkgate.client.model.PostPage;
import org.inkgate.client.model.PostPatch;
import org.inkgate.client.model.Problem;
import org.inkgate.client.model.Registration;
import org.inkgate.client.model.Tokens;
import org.inkgate.testing.Accessibility;
import org.inkgate.testing.Answer;
import org.inkgate.testing.Chromium;
import org.inkgate.testing.HttpApi;
import org.inkgate.testing.InkgateArchive;
import org.inkgate.testing.Member;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What programs rely on beside the contract: repeats, preconditions, other origins, compression;
 * and what shows them how.
 */
@ExtendWith(ArquillianExtension.class)
class ClientsIT {

  private static final AtomicInteger NAMES = new AtomicInteger();
  private static final String APP = "https://app.example.org";

  @ArquillianResource private URL url;

  private HttpApi program;
  private Member author;

  @Deployment(testable = false)
  static WebArchive inkgate() {
    return InkgateArchive.with(Map.of("CORS_ORIGINS", APP + ", http://localhost:3000"));
  }

  @BeforeEach
  void register() throws Exception {
    program = HttpApi.program(url.toURI());
    author = Member.register(program, "client-" + NAMES.incrementAndGet());
  }

  private static JsonObjectBuilder post(String title) {
    return Member.draft(title, "Once upon a time.");
  }

  @Test
  void theSameKeyAndBodyCreateOnePostAndGetTheSameAnswer() {
    Answer first = author.send("POST", "/blogs", post("Once"), "Idempotency-Key", "\"k-1\"");
    Answer again = author.send("POST", "/blogs", post("Once"), "Idempotency-Key", "\"k-1\"");
    assertEquals(201, first.status());
    assertEquals(201, again.status());
    assertEquals(first.body(), again.body());
    assertEquals(first.header("Location"), again.header("Location"));
    assertEquals(first.header("ETag"), again.header("ETag"));
    assertTrue(first.header("Idempotency-Replayed").isEmpty());
    assertEquals("true", again.header("Idempotency-Replayed").orElseThrow());
    assertEquals(1, author.get("/blogs?author=" + author.name()).json().getInt("total"));
  }

  @Test
  @DisplayName("security 78: a long answer is not kept, and its request still makes nothing twice")
  void aLongAnswerIsNotKept() {
    JsonObject post = Member.draft("Long", "word ".repeat(20_000)).build();
    String[] key = {"Idempotency-Key", "k-long"};
    Answer first = author.send("POST", "/blogs", Json.createObjectBuilder(post), key);
    String path = first.header("Location").orElseThrow();
    assertEquals(201, first.status());
    for (int time = 0; time < 2; time++) {
      Answer again = author.send("POST", "/blogs", Json.createObjectBuilder(post), key);
      assertEquals(303, again.status(), again::toString);
      assertEquals(path, again.header("Location").orElseThrow());
      assertEquals("true", again.header("Idempotency-Replayed").orElseThrow());
      assertEquals("", again.body());
    }
    assertEquals(1, author.get("/blogs?author=" + author.name()).json().getInt("total"));
    for (int status : List.of(200, 303)) {
      Answer taken =
          program.send(
              "POST",
              path + "/unpublish",
              BodyPublishers.noBody(),
              author.with("Idempotency-Key", "k-long-2"));
      assertEquals(status, taken.status(), taken::toString);
      assertEquals(status == 303, taken.header("Location").filter(path::equals).isPresent());
    }
  }

  @Test
  void theSameKeyWithAnotherBodyIsRefused() {
    author.send("POST", "/blogs", post("One"), "Idempotency-Key", "k-2");
    Answer other = author.send("POST", "/blogs", post("Other"), "Idempotency-Key", "k-2");
    assertEquals(422, other.status());
    assertEquals("urn:inkgate:problem:idempotency-key-used", other.json().getString("type"));
  }

  @Test
  void theSameKeyForAnotherResourceIsRefused() {
    author.send("POST", "/blogs", post("One"), "Idempotency-Key", "k-3");
    Answer other =
        author.send(
            "POST",
            author.path(post("Another")) + "/comments",
            Json.createObjectBuilder().add("body", "One"),
            "Idempotency-Key",
            "k-3");
    assertEquals(422, other.status());
  }

  @Test
  void whatWasRefusedMayBeMendedUnderTheSameKey() {
    Answer refused = author.send("POST", "/blogs", post(""), "Idempotency-Key", "k-4");
    Answer mended = author.send("POST", "/blogs", post("Mended"), "Idempotency-Key", "k-4");
    assertEquals(400, refused.status());
    assertEquals(201, mended.status());
  }

  @Test
  void oneUsersKeyIsNotAnothers() {
    Member other = Member.register(program, "client-" + NAMES.incrementAndGet());
    Answer mine = author.send("POST", "/blogs", post("Mine"), "Idempotency-Key", "k-5");
    Answer theirs = other.send("POST", "/blogs", post("Theirs"), "Idempotency-Key", "k-5");
    assertEquals("Mine", mine.json().getString("title"));
    assertEquals("Theirs", theirs.json().getString("title"));
  }

  @Test
  @DisplayName("security 85: an answer with a secret is not kept")
  void anAnswerWithASecretIsNotKept() {
    JsonObjectBuilder token =
        Json.createObjectBuilder()
            .add("name", "ci")
            .add("scopes", Json.createArrayBuilder().add("blog:read"));
    String body = token.build().toString();
    String[] headers = author.with("Idempotency-Key", "k-6");
    Answer first = program.sendJson("POST", "/account/tokens", body, headers);
    Answer again = program.sendJson("POST", "/account/tokens", body, headers);
    assertEquals(201, first.status());
    assertNotEquals(first.json().getString("token"), again.json().getString("token"));
    assertTrue(again.header("Idempotency-Replayed").isEmpty());
  }

  @Test
  @DisplayName("security 85: a kept answer is not another credential's, even of the same user")
  void aKeptAnswerIsNotAnotherCredentials() {
    JsonObjectBuilder wanted =
        Json.createObjectBuilder()
            .add("name", "comments")
            .add("scopes", Json.createArrayBuilder().add("comment:write"));
    String token = author.send("POST", "/account/tokens", wanted).json().getString("token");
    Answer kept = author.send("POST", "/blogs", post("Kept"), "Idempotency-Key", "k-10");
    assertEquals(201, kept.status());
    Answer weaker =
        program.postJson(
            "/blogs",
            post("Kept").build(),
            "Authorization",
            "Bearer " + token,
            "Idempotency-Key",
            "k-10");
    assertEquals(403, weaker.status(), weaker::toString);

    Member otherSession = Member.logIn(program, author.name());
    Answer other = otherSession.send("POST", "/blogs", post("Kept"), "Idempotency-Key", "k-10");
    assertEquals(201, other.status());
    assertTrue(other.header("Idempotency-Replayed").isEmpty());
  }

  @Test
  @DisplayName("security 85: a kept answer is not replayed to whom the role was taken")
  void aKeptAnswerIsNotReplayedToALesserRole() {
    Member writer = Member.register(program, "client-" + NAMES.incrementAndGet());
    JsonObjectBuilder wanted =
        Json.createObjectBuilder()
            .add("name", "posts")
            .add("scopes", Json.createArrayBuilder().add("blog:write").add("blog:publish"));
    String token = writer.send("POST", "/account/tokens", wanted).json().getString("token");
    String[] headers = {"Authorization", "Bearer " + token, "Idempotency-Key", "k-11"};
    assertEquals(201, program.postJson("/blogs", post("Role").build(), headers).status());
    Answer again = program.postJson("/blogs", post("Role").build(), headers);
    assertEquals("true", again.header("Idempotency-Replayed").orElseThrow());

    // The first that a test of this class has registered.
    Member admin = Member.logIn(program, "client-1");
    JsonObject found = admin.get("/admin/users?q=" + writer.name() + "@").json();
    String id = found.getJsonArray("users").getJsonObject(0).getString("id");
    JsonObjectBuilder role = Json.createObjectBuilder().add("role", "reader");
    assertEquals(200, admin.send("POST", "/admin/users/" + id + "/role", role).status());
    Answer refused = program.postJson("/blogs", post("Role").build(), headers);
    assertEquals(403, refused.status(), refused::toString);
    assertEquals(200, admin.send("POST", "/admin/users/" + id + "/disable", role).status());
    assertEquals(401, program.postJson("/blogs", post("Role").build(), headers).status());
  }

  @Test
  @DisplayName("security 85: requests without a credential share no name space of keys")
  void requestsWithoutACredentialShareNoNameSpaceOfKeys() {
    String one = "anonymous-" + NAMES.incrementAndGet();
    String other = "anonymous-" + NAMES.incrementAndGet();
    String[] key = {"Idempotency-Key", "1"};
    assertEquals(201, program.postJson("/register", Member.registration(one), key).status());
    Answer again = program.postJson("/register", Member.registration(one), key);
    assertEquals(201, again.status());
    assertEquals("true", again.header("Idempotency-Replayed").orElseThrow());
    Answer second = program.postJson("/register", Member.registration(other), key);
    assertEquals(201, second.status(), second::toString);
    assertEquals(other, second.json().getString("username"));
  }

  @Test
  void aCommentAndAnImageSentAgainAreOne() throws Exception {
    String comments = author.path(post("Commented")) + "/comments";
    JsonObjectBuilder comment = Json.createObjectBuilder().add("body", "Once");
    String body = comment.build().toString();
    String[] key = author.with("Idempotency-Key", "k-7");
    Answer first = program.sendJson("POST", comments, body, key);
    Answer again = program.sendJson("POST", comments, body, key);
    assertEquals(201, first.status(), first::toString);
    assertEquals(first.body(), again.body());
    assertEquals(1, program.get(comments).json().getInt("total"));

    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB), "png", png);
    for (int time = 0; time < 2; time++) {
      Answer sent =
          program.postFile(
              "/media",
              png.toByteArray(),
              "x.png",
              Map.of(),
              author.with("Idempotency-Key", "k-8", "Accept", "application/json"));
      assertEquals(201, sent.status(), sent::toString);
      assertEquals(time == 1, sent.header("Idempotency-Replayed").isPresent());
    }
    assertEquals(1, author.get("/media").json().getInt("total"));
  }

  @Test
  void aRequestWithoutABodyMayCarryAKey() {
    String path = author.path(post("Taken back"));
    for (int time = 0; time < 2; time++) {
      Answer taken =
          program.send(
              "POST",
              path + "/unpublish",
              BodyPublishers.noBody(),
              author.with("Idempotency-Key", "k-9"));
      assertEquals(200, taken.status(), taken::toString);
      assertEquals(time == 1, taken.header("Idempotency-Replayed").isPresent());
    }
  }

  @Test
  void twentyAtOnceWithOneKeyCreateOnePost() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(20);
    try {
      List<Callable<Answer>> calls =
          IntStream.range(0, 20)
              .<Callable<Answer>>mapToObj(
                  i ->
                      () ->
                          author.send("POST", "/blogs", post("Race"), "Idempotency-Key", "k-race"))
              .toList();
      Set<Integer> statuses = new TreeSet<>();
      for (Future<Answer> answer : pool.invokeAll(calls)) {
        statuses.add(answer.get().status());
      }
      assertTrue(Set.of(201, 409).containsAll(statuses), statuses::toString);
      assertEquals(1, author.get("/blogs?author=" + author.name()).json().getInt("total"));
    } finally {
      pool.shutdown();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"two words", "ключ", "\"open", " "})
  void aKeyThatIsNoneIsRefused(String key) {
    String raw =
        program.raw(
            "POST /blogs HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
                + author.token()
                + "\r\nContent-Type: application/json\r\nContent-Length: 2\r\nIdempotency-Key: "
                + new String(key.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)
                + "\r\n\r\n{}");
    assertTrue(raw.startsWith("HTTP/1.1 400"), raw);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "PATCH", "DELETE"})
  void aStrictClientMustSayWhichVersionItChanges(String method) {
    String path = author.path(post("Strict"));
    JsonObjectBuilder change = post("Changed");
    Answer refused = author.send(method, path, change, "Prefer", "handling=strict");
    assertEquals(428, refused.status());
    String etag = author.get(path).header("ETag").orElseThrow();
    Answer done =
        author.send(method, path, post("Changed"), "Prefer", "handling=strict", "If-Match", etag);
    assertTrue(done.status() < 300, done::toString);
  }

  @Test
  void withoutThatWishAnUpdateNeedsNoPrecondition() {
    String path = author.path(post("Lenient"));
    assertEquals(
        200, author.send("PUT", path, post("Changed"), "Prefer", "return=minimal").status());
  }

  @Test
  @DisplayName("security 95: a named origin logs in by JSON, which signs no browser in")
  void aNamedOriginMayReadAnswersAndItsPreflightNeedsNoToken() {
    Answer preflight =
        program.send(
            "OPTIONS",
            "/blogs",
            BodyPublishers.noBody(),
            "Origin",
            APP,
            "Access-Control-Request-Method",
            "POST",
            "Access-Control-Request-Headers",
            "authorization,content-type");
    assertEquals(204, preflight.status());
    assertEquals(APP, preflight.header("Access-Control-Allow-Origin").orElseThrow());
    assertTrue(preflight.header("Access-Control-Allow-Methods").orElseThrow().contains("POST"));
    assertTrue(
        preflight.header("Access-Control-Allow-Headers").orElseThrow().contains("Authorization"));
    assertTrue(preflight.header("Access-Control-Allow-Credentials").isEmpty());

    Answer login =
        program.postJson(
            "/login",
            Member.credentials(author.name(), Member.PASSWORD),
            "Origin",
            APP,
            "Sec-Fetch-Site",
            "cross-site");
    assertEquals(200, login.status());
    assertEquals(List.of(), login.headers("Set-Cookie"));
    assertEquals(APP, login.header("Access-Control-Allow-Origin").orElseThrow());
    Map<String, String> form = Map.of("username", author.name(), "password", Member.PASSWORD);
    Answer byForm = program.postForm("/login", form, "Origin", APP, "Sec-Fetch-Site", "cross-site");
    assertEquals(403, byForm.status(), byForm::toString);
    assertEquals(List.of(), byForm.headers("Set-Cookie"));
    Answer refused = program.get("/account", "Origin", APP);
    assertEquals(401, refused.status());
    assertEquals(APP, refused.header("Access-Control-Allow-Origin").orElseThrow());
    assertTrue(
        refused.headers("Vary").stream().collect(Collectors.joining(",")).contains("Origin"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://evil.example", "null", "https://app.example.org.evil.example", "*"})
  void anyOtherOriginMayNot(String origin) {
    Answer read = program.get("/blogs", "Origin", origin);
    assertEquals(200, read.status());
    assertTrue(read.header("Access-Control-Allow-Origin").isEmpty());
    Answer login =
        program.postJson(
            "/login", Member.credentials(author.name(), Member.PASSWORD), "Origin", origin);
    assertEquals(403, login.status());
  }

  @Test
  void aNamedOriginGetsNothingDoneByAVisitorsCookie() {
    Answer forged =
        program.send(
            "POST",
            "/logout",
            BodyPublishers.noBody(),
            "Origin",
            APP,
            "Cookie",
            "inkgate_access=" + author.token());
    assertEquals(403, forged.status());
  }

  @Test
  void jsonIsCompressedWhenAskedForAndPagesAreNot() {
    String path = author.path(Member.draft("Long", "word ".repeat(2000)));
    Answer json = program.get(path, "Accept-Encoding", "gzip");
    Answer page = program.get(path, "Accept-Encoding", "gzip", "Accept", "text/html");
    assertEquals("gzip", json.header("Content-Encoding").orElseThrow());
    assertTrue(json.headers("Vary").get(0).contains("Accept-Encoding"));
    assertEquals(200, page.status());
    assertFalse(page.header("Content-Encoding").isPresent());
    // HEAD tells of the same form.
    Answer head = program.send("HEAD", path, BodyPublishers.noBody(), "Accept-Encoding", "gzip");
    assertEquals("gzip", head.header("Content-Encoding").orElseThrow());
    assertEquals(json.header("ETag"), head.header("ETag"));
    assertEquals(json.header("Content-Length"), head.header("Content-Length"));
    for (String file : List.of("/style.css", "/scripts/editor-autosave.js")) {
      byte[] plain = program.download(file);
      assertArrayEquals(plain, unzipped(program.download(file, "Accept-Encoding", "gzip")), file);
    }
  }

  @Test
  void eachFormHasItsOwnEntityTagAndEitherNamesTheVersion() {
    String path = author.path(Member.draft("Two forms", "word ".repeat(2000)));
    Answer plain = program.get(path);
    Answer gzip = program.get(path, "Accept-Encoding", "gzip");
    String tag = plain.header("ETag").orElseThrow();
    String gzipTag = gzip.header("ETag").orElseThrow();
    assertEquals(tag.substring(0, tag.length() - 1) + "-gzip\"", gzipTag);
    for (Answer one : List.of(plain, gzip)) {
      assertTrue(one.headers("Vary").get(0).contains("Accept-Encoding"), one::toString);
    }
    for (String known : List.of(tag, gzipTag)) {
      Answer same = program.get(path, "If-None-Match", known, "Accept-Encoding", "gzip");
      assertEquals(304, same.status());
      assertEquals(known, same.header("ETag").orElseThrow());
      assertEquals(304, program.get(path, "If-None-Match", known).status());
    }
    String older = gzipTag;
    Answer saved =
        author.send(
            "PUT",
            path,
            Member.draft("Two forms", "other ".repeat(2000)),
            "If-Match",
            older,
            "Accept-Encoding",
            "gzip");
    assertEquals(200, saved.status());
    assertTrue(saved.header("ETag").orElseThrow().endsWith("-gzip\""));
    assertEquals(200, program.get(path, "If-None-Match", older).status());
    assertEquals(412, author.delete(path, "If-Match", older).status());
    assertEquals(204, author.delete(path, "If-Match", saved.header("ETag").orElseThrow()).status());
    for (String feed : List.of("/feed.atom", "/feed.json", "/site.css", "/opensearch.xml")) {
      Answer first = program.get(feed, "Accept-Encoding", "gzip");
      String etag = first.header("ETag").orElse("");
      if (first.header("Content-Encoding").isPresent()) {
        assertTrue(etag.isEmpty() || etag.endsWith("-gzip\""), feed + etag);
        assertEquals(304, program.get(feed, "If-None-Match", etag).status(), feed);
      }
    }
  }

  private static byte[] unzipped(byte[] gzip) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aListIsSortedAndNarrowedAsAsked() {
    author.write("Banana", "Yellow.");
    author.write("apple", "Green.");
    author.write("Cherry", "Red.");
    String mine = "/blogs?author=" + author.name();
    assertEquals(List.of("apple", "Banana", "Cherry"), titles(mine + "&sort=title"));
    assertEquals(List.of("Cherry", "Banana", "apple"), titles(mine + "&sort=-title"));
    assertEquals(List.of("Banana", "apple", "Cherry"), titles(mine + "&sort=published_at"));
    assertEquals(List.of("Cherry", "apple", "Banana"), titles(mine + "&sort=-updated_at"));
    JsonObject banana =
        program.get(mine + "&sort=created_at").json().getJsonArray("posts").getJsonObject(0);
    String moment = banana.getString("published_at");
    assertEquals(List.of("Banana"), titles(mine + "&to=" + moment));
    assertEquals(
        List.of("Banana"), titles(mine + "&from=" + moment + "&to=" + moment + "&sort=title"));
    assertEquals(3, titles(mine + "&from=" + moment.substring(0, 10)).size());
    assertEquals(3, titles(mine + "&to=" + moment.substring(0, 10)).size());
    assertEquals(List.of(), titles(mine + "&to=2020-02-29"));
    assertEquals(List.of(), titles(mine + "&q=yellow&to=2020-02-29"));
    assertEquals(List.of("Banana"), titles(mine + "&q=yellow&from=2020-02-29"));
    String link = program.get(mine + "&sort=title&size=2").header("Link").orElseThrow();
    assertTrue(link.contains("sort=title&size=2&page=2>; rel=\"next\""), link);
  }

  private List<String> titles(String path) {
    return program.get(path).json().getJsonArray("posts").getValuesAs(JsonObject.class).stream()
        .map(post -> post.getString("title"))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sort=beauty",
        "from=yesterday",
        "to=2026-02-30",
        "from=12345-01-01",
        "q=a&sort=title"
      })
  void aListThatCantBeSortedOrNarrowedSoIsA400(String query) {
    assertEquals(400, program.get("/blogs?" + query).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/blogs/{slug}/comments",
        "/blogs/{slug}/revisions",
        "/account/posts",
        "/authors/{name}",
        "/media",
        "/blogs?q=once"
      })
  void everyListLeadsToItsOtherPages(String list) {
    String path = author.path(post("Listed by " + author.name()));
    Answer answer =
        author.get(list.replace("/blogs/{slug}", path).replace("{name}", author.name()));
    assertEquals(200, answer.status());
    assertTrue(answer.header("Link").orElseThrow().contains("rel=\"last\""));
    for (String member : List.of("page", "size", "pages", "total")) {
      assertTrue(answer.json().containsKey(member), member);
    }
  }

  @Test
  void nullInAMergePatchRemoves() {
    String path =
        author.path(
            post("Tagged").add("tags", Json.createArrayBuilder().add("x")).add("summary", "Mine"));
    Answer patched =
        program.send(
            "PATCH",
            path,
            BodyPublishers.ofString("{\"tags\": null, \"summary\": null}"),
            author.with("Content-Type", "application/merge-patch+json"));
    assertEquals(200, patched.status());
    assertEquals(List.of(), List.copyOf(patched.json().getJsonArray("tags")));
    assertEquals("Once upon a time.", patched.json().getString("summary"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/blogs", "/tags", "/openapi.yaml", "/docs", "/feed.json"})
  void whatMayBeReadAnswersHeadAndOptions(String path) {
    Answer get = program.get(path);
    Answer head = program.send("HEAD", path, BodyPublishers.noBody());
    assertEquals(200, head.status());
    assertEquals("", head.body());
    assertEquals(get.header("Content-Type"), head.header("Content-Type"));
    Answer options = author.api().send("OPTIONS", path, BodyPublishers.noBody(), author.with());
    assertEquals(204, options.status());
    assertTrue(options.header("Allow").orElseThrow().contains("GET, HEAD, OPTIONS"));
  }

  @Test
  void theDescriptionIsAFileThatMayBeKept() throws Exception {
    Answer file = program.get("/openapi.yaml");
    assertEquals(200, file.status());
    assertEquals(
        "application/yaml;charset=utf-8",
        file.header("Content-Type").orElseThrow().toLowerCase(Locale.ROOT));
    assertEquals(Files.readString(Path.of("webapp", "openapi.yaml")), file.body());
    Answer again = program.get("/openapi.yaml", "If-None-Match", file.header("ETag").orElseThrow());
    assertEquals(304, again.status());
  }

  @Test
  void theDocsShowTheDescriptionAndTryItWithAToken() throws Exception {
    List<String> complaints = new CopyOnWriteArrayList<>();
    try (Chromium chromium = Chromium.start()) {
      Page page = chromium.open(url.toURI());
      page.onConsoleMessage(
          message -> {
            if ("error".equals(message.type())) {
              complaints.add(message.text());
            }
          });
      page.onPageError(complaints::add);
      page.onRequest(
          request -> {
            if (!request.url().startsWith(url.toString()) && !request.url().startsWith("data:")) {
              complaints.add(request.url());
            }
          });
      page.navigate("/docs");
      page.locator(".btn.authorize").click();
      page.locator("#auth-bearer-value").fill(author.token());
      page.locator(".auth-btn-wrapper .authorize").first().click();
      page.locator(".btn-done").first().click();
      page.locator("#operations-tag-Account").click();
      page.locator("#operations-Account-account .opblock-summary-control").click();
      page.locator("#operations-Account-account .try-out__btn").click();
      page.locator("#operations-Account-account .execute").click();
      PlaywrightAssertions.assertThat(
              page.locator("#operations-Account-account .live-responses-table .response-col_status")
                  .last())
          .containsText("200");
      show(page, ColorScheme.LIGHT, 360);
      // Swagger UI puts a link into the button that opens an operation; both work by themselves.
      Accessibility.complaints(page).stream()
          .filter(complaint -> !complaint.startsWith("nested-interactive: <button"))
          .forEach(complaints::add);
      show(page, ColorScheme.DARK, 1440);
      complaints.addAll(Accessibility.colourComplaints(page));
    }
    assertEquals(List.of(), complaints);
  }

  private static void show(Page page, ColorScheme scheme, int width) {
    page.setViewportSize(width, 800);
    page.emulateMedia(
        new Page.EmulateMediaOptions()
            .setColorScheme(scheme)
            .setReducedMotion(ReducedMotion.REDUCE));
    assertEquals(width, page.evaluate("() => document.documentElement.scrollWidth"));
  }

  @Test
  void whatTheReadmeTellsClientsToDoWorks() throws Exception {
    String section =
        Files.readString(Path.of("docs/api.md")).split("\n## Clients\n")[1].split("\n## ")[0];
    Path folder = Files.createTempDirectory(Path.of("target"), "readme-");
    Path commands = Files.writeString(folder.resolve("clients.sh"), block(section, "sh"));
    assertEquals("", run("bash", "-euo", "pipefail", commands.toString()));
    Path note = Files.writeString(folder.resolve("Note.java"), block(section, "java"));
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    assertEquals("", run(java.toString(), note.toString(), url.toString()));
    assertEquals(
        List.of("A note by curl", "A note by Java"), titles("/blogs?author=charles&sort=title"));
  }

  @Test
  void aClientThatAGeneratorMadeOfTheDescriptionWorks() throws Exception {
    ApiClient client = new ApiClient();
    client.updateBaseUri(url.toString().replaceFirst("/$", ""));
    SigningInApi door = new SigningInApi(client);
    String name = "generated-" + NAMES.incrementAndGet();
    Registration registration = new Registration().username(name).password(Member.PASSWORD);
    door.register(registration.email(name + "@example.org"), null);
    Tokens tokens = door.logIn(new Credentials().username(name).password(Member.PASSWORD));
    client.setRequestInterceptor(
        request -> request.header("Authorization", "Bearer " + tokens.getAccessToken()));

    PostsApi posts = new PostsApi(client);
    PostDraft draft = new PostDraft().title("Generated").body("It *works*.").addTagsItem("client");
    String slug = posts.createPost(draft, "generated").getSlug();
    ApiResponse<Post> read = posts.postWithHttpInfo(slug, null);
    assertEquals(Post.StatusEnum.PUBLISHED, read.getData().getStatus());
    String etag = read.getHeaders().get("ETag").get(0);
    PostPatch change = new PostPatch().title("Changed").tags(null);
    assertEquals(List.of(), posts.patchPost(slug, change, etag, null).getTags());
    Problem late = problem(client, () -> posts.replacePost(slug, draft, etag, null));
    assertEquals("urn:inkgate:problem:changed-meanwhile", late.getType().toString());
    PostPage list = posts.posts(1L, 10L, null, name, null, null, "title", null, null);
    assertEquals("Changed", list.getPosts().get(0).getTitle());
    assertEquals(
        slug,
        new RealWorldApi(client).realWorldArticle(slug).getArticle().getSlug(),
        "the same post for RealWorld");

    Problem wrong = problem(client, () -> posts.createPost(draft.title(""), null));
    assertEquals(400, wrong.getStatus());
    assertEquals(Set.of("title"), wrong.getErrors().keySet());
    posts.deletePost(slug, null, null);
    assertEquals(404, problem(client, () -> posts.post(slug, null)).getStatus());
  }

  private static Problem problem(ApiClient client, Executable call) {
    ApiException refused = assertThrows(ApiException.class, call);
    return client.getObjectMapper().readValue(refused.getResponseBody(), Problem.class);
  }

  private String block(String section, String language) {
    String block = section.split("```" + language + "\n")[1].split("```")[0];
    return block.replace("http://localhost:8080", url.toString().replaceFirst("/$", ""));
  }

  /** Returns what it printed if it failed. */
  private static String run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() == 0 ? "" : printed;
  }
}
