package org.inkgate.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64URL;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URL;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.inkgate.testing.Answer;
import org.inkgate.testing.HttpApi;
import org.inkgate.testing.InkgateArchive;
import org.inkgate.testing.Member;
import org.inkgate.testing.Receiver;
import org.inkgate.testing.ServerLog;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator's programs ask: is it well, and how much has it done? */
@ExtendWith(ArquillianExtension.class)
class OperationsIT {

  @ArquillianResource private URL url;

  private HttpApi program;

  @Deployment(testable = false)
  static WebArchive inkgate() {
    return InkgateArchive.with(Map.of("ACCESS_LOG", "on", "WEBHOOKS_PRIVATE", "on"))
        .addClass(ClosingJars.class);
  }

  @BeforeEach
  void connect() throws Exception {
    program = HttpApi.program(url.toURI());
    administrator();
  }

  @Test
  void aHealthyNodeSaysSo() {
    assertEquals("UP", program.get("/health/live").json().getString("status"));
    Answer ready = program.get("/health/ready");
    assertEquals(200, ready.status());
    assertEquals(
        "database", ready.json().getJsonArray("checks").getJsonObject(0).getString("name"));
    assertEquals("no-store", ready.header("Cache-Control").orElseThrow());
  }

  @Test
  void healthIsReadOnlyAndHasTwoQuestions() {
    assertEquals(401, program.get("/health/other").status());
    Answer post = program.send("POST", "/health/live", BodyPublishers.noBody());
    assertEquals(401, post.status());
  }

  @Test
  void everyRequestIsCountedByPatternAndStatus() {
    String series = "_count{method=\"GET\",pattern=\"/blogs/{slug}\",status=\"404\"}";
    double before = value(series);
    program.get("/blogs/no-such-post");
    program.get("/blogs/nor-this-one");
    assertEquals(before + 2, value(series));
  }

  @Test
  void refusalsAreCountedByReason() {
    String series = "inkgate_problems_total{status=\"401\",type=\"invalid-token\"}";
    double before = value(series);
    program.get("/account", "Authorization", "Bearer no.such.token");
    assertEquals(before + 1, value(series));
  }

  @Test
  void loginsAreCounted() {
    Member.register(program, "counted");
    double before = value("inkgate_events_total{event=\"login.succeeded\"}");
    Member.logIn(program, "counted");
    assertEquals(before + 1, value("inkgate_events_total{event=\"login.succeeded\"}"));
  }

  @Test
  void memoryAndTheHashQueueAreShown() {
    String metrics = program.get("/metrics").body();
    assertTrue(metrics.contains("jvm_memory_used_bytes{area=\"heap\"}"), metrics);
    assertTrue(metrics.contains("inkgate_password_hashes_waiting "), metrics);
  }

  @Test
  void connectionsOfTheDatabaseAreCounted() {
    assertEquals(32, value("inkgate_database_connections_max"));
    double before = value("inkgate_database_connections_taken_total");
    Member.register(program, "connected");
    assertTrue(value("inkgate_database_connections_taken_total") > before);
    // Given back by whoever has answered; a task of the server's own may have one.
    assertTrue(value("inkgate_database_connections_in_use") < 4);
    assertTrue(value("inkgate_database_connections_waiting") < 4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"grafana-dashboard.json", "prometheus-alerts.yml"})
  void whatTheOperatorsFilesAskForIsThere(String file) throws IOException {
    // What has never been counted is not shown.
    program.get("/account", "Authorization", "Bearer no.such.token");
    Set<String> shown = names("(?m)^([a-z_]+)[{ ]", program.get("/metrics").body());
    Set<String> asked =
        names(
            "\\b((?:inkgate|jvm|process)_[a-z_]+)",
            Files.readString(Path.of("server-config", file)));
    assertFalse(asked.isEmpty());
    asked.removeAll(shown);
    assertEquals(Set.of(), asked);
  }

  private static Set<String> names(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }

  @Test
  void theAccessLogTellsOfEachRequestWithoutItsQuery() throws Exception {
    Answer answer = program.get("/tags?secret=hush-hush", "Authorization", "Basic aHVzaA==");
    String id = answer.header("X-Request-Id").orElseThrow();
    String line =
        ServerLog.await(
            ServerLog::lines, it -> it.contains("request_id=" + id) && it.contains(" method="));
    assertTrue(
        line.matches(
            ".*request_id="
                + id
                + " address=127\\.0\\.0\\.1 method=GET path=\"/tags\" status=200 millis=\\d+.*"),
        line);
    assertFalse(ServerLog.lines().stream().anyMatch(it -> it.contains("hush-hush")));
  }

  @Test
  void metricsNameNobody() {
    Member.register(program, "discreet");
    program.get("/blogs?author=discreet&q=secret");
    assertFalse(program.get("/metrics").body().contains("discreet"));
  }

  @Test
  void aWebhookIsToldWhatIsPublishedAndVerifiesItFromThePublishedKeys() throws Exception {
    try (Receiver receiver = new Receiver(List.of(503, 200))) {
      Member admin = administrator();
      Answer added = addWebhook(admin, receiver.url(), "post.published");
      assertEquals(201, added.status(), added::toString);
      admin.write(Member.draft("Draft", "Not yet.").add("status", "draft"));
      admin.write(Member.draft("News", "Read all about it."));

      Receiver.Message first = receiver.next();
      assertEquals("post.published", first.json().getString("event"));
      assertEquals("News", first.json().getJsonObject("post").getString("title"));
      verify(first);
      // The receiver answered 503, so the same message comes again.
      Receiver.Message again = receiver.next();
      assertEquals(first.header("Inkgate-Delivery"), again.header("Inkgate-Delivery"));
      assertEquals(first.body(), again.body());
      admin.delete(added.header("Location").orElseThrow());
    }
  }

  @Test
  void aPostChangedBeforeItsPublishingWasToldIsToldOfTwice() throws Exception {
    try (Receiver receiver = new Receiver(List.of())) {
      Member admin = administrator();
      String path =
          addWebhook(admin, receiver.url(), "post.published", "post.updated")
              .header("Location")
              .orElseThrow();
      String post = admin.path(Member.draft("At once", "First."));
      admin.send("PUT", post, Member.draft("At once", "Second."));
      assertEquals(
          Set.of("post.published", "post.updated"),
          Set.of(
              receiver.next().json().getString("event"),
              receiver.next().json().getString("event")));
      admin.delete(path);
    }
  }

  @Test
  void aScheduledPostIsToldOfAsPublishedOnceItIs() throws Exception {
    try (Receiver receiver = new Receiver(List.of())) {
      Member admin = administrator();
      String path =
          addWebhook(admin, receiver.url(), "post.published").header("Location").orElseThrow();
      String moment = Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.MILLIS).toString();
      String post =
          admin.path(
              Member.draft("In a moment", "Wait.")
                  .add("status", "scheduled")
                  .add("publish_at", moment));
      JsonObject told = receiver.next().json();
      assertEquals(moment, told.getString("at"));
      JsonObject expected =
          Json.createObjectBuilder(program.get(post).json())
              .remove("body")
              .remove("html")
              .remove("Message")
              .build();
      assertEquals("published", expected.getString("status"));
      assertEquals(expected, told.getJsonObject("post"));
      admin.delete(path);
    }
  }

  @Test
  void aWebhookIsToldOfAComment() throws Exception {
    try (Receiver receiver = new Receiver(List.of())) {
      Member admin = administrator();
      String path =
          addWebhook(admin, receiver.url(), "comment.created").header("Location").orElseThrow();
      String post = admin.path(Member.draft("Commented", "Say something."));
      admin.send("POST", post + "/comments", Json.createObjectBuilder().add("body", "Well."));
      JsonObject told = receiver.next().json();
      assertEquals("comment.created", told.getString("event"));
      assertEquals("Well.", told.getJsonObject("comment").getString("body"));
      admin.delete(path);
    }
  }

  @Test
  void aWebhookIsFoundTriedOutAndRemoved() throws Exception {
    try (Receiver receiver = new Receiver(List.of(204))) {
      Member admin = administrator();
      String path =
          addWebhook(admin, receiver.url(), "comment.created").header("Location").orElseThrow();
      assertEquals(202, admin.send("POST", path + "/ping", Json.createObjectBuilder()).status());
      assertEquals("ping", receiver.next().json().getString("event"));
      assertEquals("comment.created", admin.get(path).json().getJsonArray("events").getString(0));
      assertEquals(204, admin.delete(path).status());
      assertEquals(404, admin.get(path).status());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ftp://example.org/", "file:///etc/passwd", "https:", "http://a b/"})
  void aWebhookNeedsAnAddress(String address) {
    Answer refused = addWebhook(administrator(), address, "post.published");
    assertEquals(400, refused.status());
    assertTrue(refused.json().getJsonObject("errors").containsKey("url"), refused::toString);
  }

  @Test
  void aWebhookNeedsAnEventThatExists() {
    Answer refused = addWebhook(administrator(), "https://example.org/", "post.imagined");
    assertEquals(400, refused.status());
    assertTrue(refused.json().getJsonObject("errors").containsKey("events"), refused::toString);
  }

  @Test
  void aWebhookNeedsAPortThatExists() {
    for (String address : List.of("http://example.org:99999/", "http://example.org:0/")) {
      Answer refused = addWebhook(administrator(), address, "post.published");
      assertEquals(400, refused.status(), refused::toString);
      assertTrue(refused.json().getJsonObject("errors").containsKey("url"), refused::toString);
    }
  }

  @Test
  void webhooksAreTheAdministratorsOnly() {
    administrator();
    Member author = Member.register(program, "no-admin");
    assertEquals(403, author.get("/admin/webhooks").status());
    assertEquals(403, addWebhook(author, "https://example.org/", "post.published").status());
    assertEquals(401, program.get("/admin/webhooks").status());
  }

  private static Answer addWebhook(Member member, String address, String... events) {
    return member.send(
        "POST",
        "/admin/webhooks",
        Json.createObjectBuilder()
            .add("url", address)
            .add("events", Json.createArrayBuilder(List.of(events))));
  }

  /** Checks a detached JWS (RFC 7515 appendix F) as a stranger would: with the JWKS alone. */
  private void verify(Receiver.Message message) throws Exception {
    String[] parts = message.header("Inkgate-Signature").split("\\.", -1);
    assertEquals("", parts[1]);
    JWSObject jws =
        JWSObject.parse(parts[0] + '.' + Base64URL.encode(message.body()) + '.' + parts[2]);
    JWKSet keys = JWKSet.parse(program.get("/.well-known/jwks.json").body());
    JWK key = keys.getKeyByKeyId(jws.getHeader().getKeyID());
    assertTrue(jws.verify(new ECDSAVerifier(key.toECKey())));
    assertEquals("inkgate-webhook+jws", jws.getHeader().getType().getType());
  }

  /** The first to register, whichever test comes first. */
  private Member administrator() {
    Answer answer = program.postJson("/register", Member.registration("the-admin"));
    assertTrue(answer.status() == 201 || answer.status() == 409, answer::toString);
    return Member.logIn(program, "the-admin");
  }

  /** The value of the series whose line holds this text; 0 when there is none yet. */
  private double value(String series) {
    Answer metrics = program.get("/metrics");
    assertEquals(200, metrics.status());
    Matcher line =
        Pattern.compile(".*" + Pattern.quote(series) + " ([0-9.E]+)").matcher(metrics.body());
    return line.find() ? Double.parseDouble(line.group(1)) : 0;
  }
}
