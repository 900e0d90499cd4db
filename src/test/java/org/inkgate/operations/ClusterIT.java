package org.inkgate.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.inkgate.testing.Answer;
import org.inkgate.testing.Cluster;
import org.inkgate.testing.HttpApi;
import org.inkgate.testing.Member;
import org.inkgate.testing.Receiver;
import org.inkgate.testing.Waiting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Nodes behind HAProxy: what one does holds on the others, and readers notice no end of one. */
class ClusterIT {

  private static final int WRITERS = 4;
  private static final int POSTS = 60;

  /** How many: -Dinkgate.nodes=3 for more than two. */
  private static final int NODES = Integer.getInteger("inkgate.nodes", 2);

  private static final Duration SECOND = Duration.ofSeconds(1);

  private static Cluster cluster;
  private static List<HttpApi> nodes;

  /** The first one, where most is done. */
  private static HttpApi here;

  private static List<HttpApi> others;

  /** Through HAProxy. */
  private static HttpApi readers;

  private static Member admin;

  @BeforeAll
  static void start() {
    cluster = Cluster.start(NODES, Map.of("WEBHOOKS_PRIVATE", "on", "REGISTRATION_ROLE", "author"));
    nodes = IntStream.rangeClosed(1, NODES).mapToObj(i -> HttpApi.program(cluster.uri(i))).toList();
    here = nodes.get(0);
    others = nodes.subList(1, NODES);
    readers = HttpApi.program(cluster.uri());
    // Not through HAProxy: the first account is made on the machine itself, or by the setup link.
    admin = Member.register(here, "admin");
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  @DisplayName("security 10: what one node revokes is refused by the others within a second")
  void whatOneNodeRevokesIsRefusedByTheOthersWithinASecond() {
    Member.register(here, "revoked");
    seenWithinASecond(
        "logout",
        i -> {
          Member member = Member.logIn(here, "revoked");
          others.forEach(node -> assertEquals(200, node.get("/account", member.with()).status()));
          here.send("POST", "/logout", BodyPublishers.noBody(), member.with());
          return node -> node.get("/account", member.with()).status() == 401;
        });
    seenWithinASecond(
        "role",
        i -> {
          Member member = Member.register(here, "demoted" + i);
          others.forEach(node -> assertEquals(200, node.get("/account", member.with()).status()));
          changeRole(member, "reader");
          return node -> node.get("/account", member.with()).status() == 401;
        });
  }

  @Test
  @DisplayName("security 89: a key that one node withdraws verifies at no node within a second")
  void aKeyThatOneNodeWithdrawsVerifiesAtNoNode() {
    Member.register(here, "keyholder");
    seenWithinASecond(
        "withdrawn key",
        i -> {
          Member member = Member.logIn(here, "keyholder");
          others.forEach(node -> assertEquals(200, node.get("/account", member.with()).status()));
          String header =
              new String(
                  Base64.getUrlDecoder().decode(member.token().split("\\.")[0]),
                  StandardCharsets.UTF_8);
          String kid = header.replaceFirst(".*\"kid\":\"([^\"]+)\".*", "$1");
          Answer withdrawn =
              here.send(
                  "POST",
                  "/admin/keys/" + kid + "/withdraw",
                  BodyPublishers.noBody(),
                  admin.with());
          assertEquals(200, withdrawn.status(), withdrawn::toString);
          admin = Member.logIn(here, "admin");
          return node -> node.get("/account", member.with()).status() == 401;
        });
    // What the other nodes sign from now on, all take.
    Member elsewhere = Member.logIn(others.get(0), "keyholder");
    nodes.forEach(node -> assertEquals(200, node.get("/account", elsewhere.with()).status()));
  }

  private static void changeRole(Member member, String role) {
    JsonObject found = admin.get("/admin/users?q=" + member.name()).json();
    String id = found.getJsonArray("users").getJsonObject(0).getString("id");
    Answer changed =
        here.postJson(
            "/admin/users/" + id + "/role",
            Json.createObjectBuilder().add("role", role).build(),
            admin.with());
    assertEquals(200, changed.status(), changed::toString);
  }

  private static void seenWithinASecond(String what, IntFunction<Predicate<HttpApi>> change) {
    Duration stale = Staleness.of(others, change);
    assertTrue(stale.compareTo(SECOND) <= 0, () -> what + ": " + stale);
  }

  @Test
  @DisplayName("security 17: refreshes at once on all nodes make one new pair")
  void refreshesAtOnceOnAllNodesMakeOneNewPair() {
    Member member = Member.register(here, "refreshing");
    JsonObject request =
        Json.createObjectBuilder().add("refresh_token", member.refreshToken()).build();
    List<CompletableFuture<Answer>> answers =
        IntStream.range(0, 20)
            .mapToObj(i -> background(() -> node(i).postJson("/token/refresh", request)))
            .toList();
    Set<String> refreshed =
        answers.stream()
            .map(CompletableFuture::join)
            .map(answer -> answer.json().getString("refresh_token"))
            .collect(Collectors.toSet());
    assertEquals(1, refreshed.size());
  }

  @Test
  void aPersonalAccessTokenThatIsTakenBackHereIsRefusedThere() {
    Member member = Member.register(here, "scripting");
    JsonObject token =
        member
            .send(
                "POST",
                "/account/tokens",
                Json.createObjectBuilder()
                    .add("name", "script")
                    .add("scopes", Json.createArrayBuilder(List.of("blog:read"))))
            .json();
    Member script = new Member(here, member.name(), token.getString("token"), "");
    String drafts = "/blogs?status=draft";
    others.forEach(node -> assertEquals(200, node.get(drafts, script.with()).status()));
    member.delete("/account/tokens/" + token.getInt("id"));
    others.forEach(node -> assertEquals(401, node.get(drafts, script.with()).status()));
  }

  @Test
  @DisplayName("security 43: failed logins count over all nodes")
  void failedLoginsCountOverAllNodes() {
    Member.register(here, "guessed");
    JsonObject wrong = Member.credentials("guessed", "a wrong guess");
    JsonObject right = Member.credentials("guessed", Member.PASSWORD);
    for (int i = 0; i < 4; i++) {
      assertEquals(401, logIn(node(i), wrong, "192.0.2.1").status());
    }
    assertEquals(200, logIn(here, right, "192.0.2.1").status(), "four are allowed");
    for (int i = 0; i < 5; i++) {
      assertEquals(401, logIn(node(i), wrong, "192.0.2.1").status(), "success forgets failures");
    }
    for (HttpApi node : nodes) {
      Answer refused = logIn(node, right, "192.0.2.1");
      assertEquals(429, refused.status(), refused::toString);
      assertTrue(Integer.parseInt(refused.header("Retry-After").orElseThrow()) > 0);
      assertEquals(200, logIn(node, right, "198.51.100.1").status(), "from another address");
    }
  }

  @Test
  void manyGuessesAtOnceOnAllNodesGetNoMoreAnswersThanAllowed() {
    Member.register(here, "hunted");
    JsonObject wrong = Member.credentials("hunted", "a wrong guess");
    List<CompletableFuture<Answer>> answers =
        IntStream.range(0, 30)
            .mapToObj(i -> background(() -> logIn(node(i), wrong, "192.0.2.2")))
            .toList();
    long tried = answers.stream().filter(answer -> answer.join().status() == 401).count();
    assertEquals(5, tried);
  }

  private static Answer logIn(HttpApi node, JsonObject credentials, String address) {
    return node.postJson("/login", credentials, "X-Forwarded-For", address);
  }

  @Test
  void commentsArePacedOverAllNodes() {
    Member member = Member.register(here, "hasty");
    String path = admin.path(Member.draft("Discussed", "By many.")) + "/comments";
    int accepted = 0;
    Answer last;
    do {
      int number = accepted;
      last =
          node(accepted)
              .postJson(
                  path,
                  Json.createObjectBuilder().add("body", "Comment " + number).build(),
                  member.with());
      accepted++;
    } while (last.status() == 201);
    assertEquals(429, last.status(), last::toString);
    // One comes back every six seconds, should the machine be slow.
    assertTrue(accepted <= 14, accepted + " comments");
  }

  @Test
  void eachNodeTellsWhatAnyOfThemRefused() {
    Answer refused = here.get("/account", "Authorization", "Bearer x.y.z");
    String id = refused.header("X-Request-Id").orElseThrow();
    JsonObject own = refusals(here, id);
    assertEquals(1, own.getJsonArray("refusals").size());
    assertEquals("all nodes", own.getString("scope"));
    for (HttpApi node : others) {
      Waiting.until(() -> refusals(node, id).getJsonArray("refusals").size() == 1);
    }
  }

  private static JsonObject refusals(HttpApi node, String requestId) {
    return node.get("/admin/refusals?request_id=" + requestId, admin.with()).json();
  }

  @Test
  void whatChangesHereIsSeenThereWithinASecond() {
    Member author = Member.register(here, "later-editor");
    seenWithinASecond(
        "post",
        i -> {
          String path = author.path(Member.draft("Before " + i, "An *early* text."));
          others.forEach(node -> assertTrue(html(node, path).contains("<em>early</em>")));
          author.send("PATCH", path, Json.createObjectBuilder().add("body", "A *late* text."));
          return node -> html(node, path).contains("<em>late</em>");
        });
    seenWithinASecond(
        "search",
        i -> {
          author.path(Member.draft("Found", "A zebra" + i + "."));
          return node -> node.get("/blogs?q=zebra" + i).json().getInt("total") == 1;
        });
    seenWithinASecond(
        "deletion",
        i -> {
          String path = author.path(Member.draft("Deleted " + i, "An okapi" + i + "."));
          others.forEach(node -> assertEquals(200, node.get(path).status()));
          author.delete(path);
          return node ->
              node.get(path).status() == 404
                  && node.get("/blogs?q=okapi" + i).json().getInt("total") == 0;
        });
    seenWithinASecond(
        "site",
        i -> {
          String title = NODES + " nodes, " + i;
          admin.send("PATCH", "/admin/site", Json.createObjectBuilder().add("title", title));
          return node -> html(node, "/").contains(title);
        });
  }

  @Test
  void imagesAndKeysAreThereAtOnce() throws IOException {
    Member author = Member.register(here, "painter");
    String image =
        here.postFile("/media", png(), "x.png", Map.of(), author.with()).json().getString("url");
    String path = image.replaceFirst("^https?://[^/]+", "");
    String keys = here.get("/.well-known/jwks.json").body();
    for (HttpApi node : others) {
      assertEquals(List.of("image/png"), node.get(path).headers("Content-Type"));
      assertEquals(keys, node.get("/.well-known/jwks.json").body());
    }
  }

  private static String html(HttpApi node, String path) {
    return node.get(path, "Accept", "text/html").body();
  }

  private static byte[] png() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB), "png", file);
    return file.toByteArray();
  }

  @Test
  void aScheduledPostAppearsOnAllAndIsToldOnce() throws Exception {
    try (Receiver receiver = new Receiver(List.of())) {
      Answer hook =
          admin.send(
              "POST",
              "/admin/webhooks",
              Json.createObjectBuilder()
                  .add("url", receiver.url())
                  .add("events", Json.createArrayBuilder(List.of("post.published"))));
      assertEquals(201, hook.status(), hook::toString);
      String path =
          admin.path(
              Member.draft("Later", "Told once.")
                  .add("status", "scheduled")
                  .add("publish_at", Instant.now().plusSeconds(2).toString()));
      nodes.forEach(node -> assertEquals(404, node.get(path).status()));
      Receiver.Message told = receiver.next();
      assertEquals("Later", told.json().getJsonObject("post").getString("title"));
      nodes.forEach(node -> assertEquals(200, node.get(path).status()));
      // All nodes look once a second: what was told twice would come before this.
      String next = admin.path(Member.draft("Afterwards", "Told next."));
      assertEquals(
          next.substring("/blogs/".length()),
          receiver.next().json().getJsonObject("post").getString("slug"));
    }
  }

  @Test
  void aNodeKilledUnderWritesLosesNothingThatWasAcknowledged() throws Exception {
    Member gone = Member.register(here, "gone");
    here.send("POST", "/logout", BodyPublishers.noBody(), gone.with());
    Member writer = Member.register(readers, "writer");
    Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    Queue<String> failed = new ConcurrentLinkedQueue<>();
    CountDownLatch half = new CountDownLatch(POSTS / 2);
    CountDownLatch all = new CountDownLatch(POSTS);
    List<CompletableFuture<Void>> writers =
        IntStream.range(0, WRITERS)
            .mapToObj(
                i ->
                    background(
                        () -> {
                          while (all.getCount() > 0) {
                            write(writer, acknowledged, failed);
                            half.countDown();
                            all.countDown();
                          }
                          return (Void) null;
                        }))
            .toList();
    assertTrue(half.await(2, TimeUnit.MINUTES));
    cluster.kill(1);
    writers.forEach(CompletableFuture::join);
    // Only clients that the node was serving.
    assertTrue(failed.size() <= 2 * WRITERS, failed::toString);
    Waiting.until(() -> ready(here));
    for (String path : acknowledged) {
      nodes.forEach(node -> assertEquals(200, node.get(path).status(), path));
    }
    assertEquals(401, here.get("/account", gone.with()).status(), "revoked before it was killed");
    assertEquals(200, here.get("/account", writer.with()).status());
  }

  private static void write(Member writer, Queue<String> acknowledged, Queue<String> failed) {
    try {
      Answer answer = writer.write("Written at " + System.nanoTime(), "By one of many.");
      if (answer.status() == 201) {
        acknowledged.add(answer.header("Location").orElseThrow());
      } else {
        failed.add(answer.toString());
      }
    } catch (UncheckedIOException e) {
      failed.add(e.toString());
    }
  }

  /** Asked without the contract: before Inkgate runs, the server answers 404 itself. */
  private static boolean ready(HttpApi node) {
    try {
      return node.raw("GET /health/ready HTTP/1.0\r\n\r\n").startsWith("HTTP/1.1 200 ");
    } catch (UncheckedIOException starting) {
      return false;
    }
  }

  /**
   * The schema is a newer version's, as after the first node of a rolling upgrade: old nodes go on,
   * and even start.
   */
  @Test
  void nodesStartAnewOneAfterTheOtherWithoutAFailedRequest() throws Exception {
    Member writer = Member.register(readers, "steady");
    String path = writer.path(Member.draft("Read on", "While nodes come and go."));
    expandSchema();
    AtomicBoolean over = new AtomicBoolean();
    Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    Queue<String> failed = new ConcurrentLinkedQueue<>();
    CompletableFuture<Void> reading =
        background(
            () -> {
              while (!over.get()) {
                read(path, failed);
                Waiting.pause();
              }
              return null;
            });
    CompletableFuture<Void> writing =
        background(
            () -> {
              while (!over.get()) {
                write(writer, acknowledged, failed);
                Waiting.pause();
              }
              return null;
            });
    cluster.upgrade();
    cluster.awaitLine("runs anew", NODES);
    over.set(true);
    reading.join();
    writing.join();
    assertEquals(List.of(), List.copyOf(failed));
    assertTrue(acknowledged.size() > 2);
  }

  private static void read(String path, Queue<String> failed) {
    try {
      Answer answer = readers.get(path);
      if (answer.status() != 200) {
        failed.add(answer.toString());
      }
    } catch (UncheckedIOException e) {
      failed.add(e.toString());
    }
  }

  private static void expandSchema() throws Exception {
    try (Connection connection = cluster.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("ALTER TABLE posts ADD COLUMN of_a_newer_version VARCHAR(10)");
      statement.execute("CREATE TABLE newer (id BIGINT PRIMARY KEY)");
      statement.execute(
          "INSERT INTO flyway_schema_history SELECT installed_rank + 1, '999', 'newer', type,"
              + " 'V999__newer.sql', checksum, installed_by, installed_on, 1, TRUE"
              + " FROM flyway_schema_history ORDER BY installed_rank DESC LIMIT 1");
    }
  }

  private static HttpApi node(int turn) {
    return nodes.get(turn % NODES);
  }

  private static <T> CompletableFuture<T> background(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, command -> new Thread(command).start());
  }
}
