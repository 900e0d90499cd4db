package org.inkgate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.net.URL;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.inkgate.testing.Answer;
import org.inkgate.testing.HttpApi;
import org.inkgate.testing.InkgateArchive;
import org.inkgate.testing.Member;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What programs rely on beside the contract: repeats, preconditions, other origins, compression.
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
            "/account/tokens",
            Json.createObjectBuilder().add("name", "x").add("scopes", "blog:read"),
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
  void aSecretIsShownAgainToWhoeverRepeatsTheRequest() {
    JsonObjectBuilder token =
        Json.createObjectBuilder().add("name", "ci").add("scopes", "blog:read");
    String body = token.build().toString();
    String[] headers = author.with("Idempotency-Key", "k-6");
    Answer first = program.sendJson("POST", "/account/tokens", body, headers);
    Answer again = program.sendJson("POST", "/account/tokens", body, headers);
    assertEquals(201, first.status());
    assertEquals(first.json().getString("token"), again.json().getString("token"));
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
    assertEquals(APP, login.header("Access-Control-Allow-Origin").orElseThrow());
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
  }
}
