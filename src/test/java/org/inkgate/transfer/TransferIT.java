package org.inkgate.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.inkgate.testing.Answer;
import org.inkgate.testing.HttpApi;
import org.inkgate.testing.InkgateProcess;
import org.inkgate.testing.Member;
import org.inkgate.testing.Postgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What leaves one server arrives at another: nothing is lost, and nothing comes twice. */
class TransferIT {

  private static final String SECRET = "a secret key of the tests, 32 bytes and more";

  private static InkgateProcess server;
  private static Member admin;

  @BeforeAll
  static void fill() throws Exception {
    server = InkgateProcess.start(InkgateProcess.newDataFolder(), Map.of("SECRET_KEY", SECRET));
    HttpApi api = HttpApi.program(server.uri());
    admin = Member.register(api, "ada");
    Member author = Member.register(api, "grace");
    String post =
        author.path(
            Member.draft("Ships", "---\nA *ship*: `x`\r\n\n日本語 😀")
                .add("tags", Json.createArrayBuilder().add("sea").add("C: \"D\"")));
    author.send("PATCH", post, Json.createObjectBuilder().add("slug", "vessels"));
    author.write(Member.draft("Notes", "Not yet").add("status", "draft").add("summary", "Mine"));
    author.write(
        Member.draft("Later", "Soon")
            .add("status", "scheduled")
            .add("publish_at", "2090-01-01T00:00:00Z"));
    Answer first =
        admin.send(
            "POST", "/blogs/vessels/comments", Json.createObjectBuilder().add("body", "Ahoy"));
    assertEquals(201, first.status(), first::toString);
    admin.send(
        "POST",
        "/admin/pages",
        Json.createObjectBuilder().add("title", "About").add("body", "Us").add("menu_position", 1));
    admin.send(
        "PATCH",
        "/admin/site",
        Json.createObjectBuilder().add("title", "Harbour").add("description", "Sea"));
    Answer image = api.postFile("/media", png(), "a.png", Map.of("alt", "Red"), author.with());
    assertEquals(201, image.status(), image::toString);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Answer server(String path) {
    return HttpApi.program(server.uri()).get(path);
  }

  private static byte[] png() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(600, 30, BufferedImage.TYPE_INT_RGB), "png", bytes);
    return bytes.toByteArray();
  }

  private static byte[] download(URI server, Member who, String path) throws Exception {
    var answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(server.resolve(path)).headers(who.with()).build(),
                BodyHandlers.ofByteArray());
    assertEquals(200, answer.statusCode(), () -> new String(answer.body()));
    assertTrue(
        answer.headers().firstValue("Content-Disposition").orElse("").startsWith("attachment"));
    return answer.body();
  }

  private static Map<String, String> unzip(byte[] file) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.ISO_8859_1));
      }
    }
    return files;
  }

  private static byte[] zip(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
      }
    }
    return bytes.toByteArray();
  }

  /** Imports a file and waits for the report. */
  private static JsonObject imported(HttpApi api, Member who, byte[] file) {
    Answer begun = api.postFile("/admin/import", file, "a.zip", Map.of(), who.with());
    assertEquals(202, begun.status(), begun::toString);
    String path = begun.header("Location").orElseThrow();
    JsonObject report;
    do {
      report = who.get(path).json();
    } while ("running".equals(report.getString("state")));
    assertEquals("done", report.getString("state"), report.toString());
    return report;
  }

  private static Map<String, Integer> outcomes(JsonObject report) {
    Map<String, Integer> sums = new HashMap<>();
    report
        .getJsonArray("counts")
        .forEach(
            it ->
                sums.merge(
                    it.asJsonObject().getString("outcome"),
                    it.asJsonObject().getInt("count"),
                    Integer::sum));
    return sums;
  }

  @Test
  void aRoundTripLosesNothingAndASecondOneAddsNothing() throws Exception {
    byte[] export = download(server.uri(), admin, "/admin/export/markdown.zip");
    try (InkgateProcess other = InkgateProcess.start()) {
      HttpApi api = HttpApi.program(other.uri());
      Member ada = Member.register(api, "ada");
      JsonObject report = imported(api, ada, export);
      assertFalse(outcomes(report).containsKey("refused"), report.toString());

      Map<String, String> before = unzip(export);
      Map<String, String> after = unzip(download(other.uri(), ada, "/admin/export/markdown.zip"));
      for (Map<String, String> files : List.of(before, after)) {
        // Accounts come disabled, and with a date of their own where the name was there.
        files.remove("authors.json");
        files.computeIfPresent(
            "comments.json", (name, json) -> json.replaceAll("\"id\":\\d+", "\"id\":0"));
      }
      assertEquals(before, after);
      assertEquals(server("/blogs/ships").status(), api.get("/blogs/ships").status());
      assertEquals(
          401, api.postJson("/login", Member.credentials("grace", Member.PASSWORD)).status());

      assertFalse(outcomes(imported(api, ada, export)).containsKey("taken"));
      assertEquals(
          after.size() + 1, unzip(download(other.uri(), ada, "/admin/export/markdown.zip")).size());
    }
  }

  @Test
  void aBackupBringsTheServerBackOnDerbyOnceAndWithItsOwnKeyOnly() throws Exception {
    Map<String, String> settings = settingsToRestore(Map.of());
    Path folder = InkgateProcess.newDataFolder();
    settings.remove("SECRET_KEY");
    assertRefused(folder, settings, "SECRET_KEY");
    settings.put("SECRET_KEY", SECRET);
    restore(folder, settings);
    assertRefused(folder, settings, "accounts");
  }

  @Test
  void aBackupBringsTheServerBackOnPostgres() throws Exception {
    restore(InkgateProcess.newDataFolder(), settingsToRestore(Postgres.newDatabase().settings()));
  }

  private static Map<String, String> settingsToRestore(Map<String, String> database)
      throws Exception {
    byte[] backup = download(server.uri(), admin, "/admin/backup/backup.zip");
    Path file = Files.write(InkgateProcess.newDataFolder().resolve("backup.zip"), backup);
    Map<String, String> settings = new HashMap<>(database);
    settings.put("RESTORE", file.toString());
    settings.put("SECRET_KEY", SECRET);
    return settings;
  }

  private static void assertRefused(Path folder, Map<String, String> settings, String why)
      throws Exception {
    try (InkgateProcess refused = InkgateProcess.launch(folder, settings)) {
      assertTrue(refused.terminal().toString().contains(why), refused.terminal().toString());
    }
  }

  private static void restore(Path folder, Map<String, String> settings) throws Exception {
    try (InkgateProcess other = InkgateProcess.start(folder, settings)) {
      HttpApi api = HttpApi.program(other.uri());
      Member ada = Member.logIn(api, "ada");
      Map<String, String> before = unzip(Files.readAllBytes(Path.of(settings.get("RESTORE"))));
      Map<String, String> after = unzip(download(other.uri(), ada, "/admin/backup/backup.zip"));
      before.remove("backup.json");
      after.remove("backup.json");
      // Read from different databases: compared by what the rows say.
      assertEquals(before.keySet(), after.keySet());
      before.forEach((name, rows) -> assertEquals(sorted(rows), sorted(after.get(name)), name));
      assertArrayEquals(
          download(server.uri(), admin, "/admin/export/markdown.zip"),
          download(other.uri(), ada, "/admin/export/markdown.zip"));
      ada.write("New", "The next id is free");
      other.stop();
    }
  }

  private static String sorted(String rows) {
    return rows.lines()
        .map(row -> Json.createReader(new StringReader(row)).readObject())
        .map(row -> new TreeMap<>(row).toString())
        .sorted()
        .toList()
        .toString();
  }

  @Test
  void whatIsNoFitFileIsReportedAndNeverAnError() throws Exception {
    HttpApi api = HttpApi.program(server.uri());
    Map<String, byte[]> files = new TreeMap<>();
    files.put("../../evil.md", "x".getBytes());
    files.put("bomb.md", new byte[64 * 1024 * 1024]);
    files.put("yaml.md", "---\na: [\n---\nx".getBytes());
    files.put("latin.md", new byte[] {(byte) 0xe4});
    files.put("empty.md", new byte[0]);
    files.put("comments.json", "[1, {".getBytes());
    files.put("media.json", "[{\"path\": \"media/../x.png\"}, 7]".getBytes());
    files.put("program.exe", new byte[] {1});
    JsonObject report = imported(api, admin, zip(files));
    // Each file once; of media.json the image without a file, and what is no image at all.
    // What is damaged and can be read is a draft, or mended.
    assertEquals(
        Map.of("refused", 6, "taken", 3, "changed", 3), outcomes(report), report.toString());
    assertEquals(404, api.get("/blogs/yaml").status());
    assertTrue(api.get("/blogs/latin").json().getString("body").startsWith("ä"));
    for (String slug : List.of("yaml", "latin", "empty")) {
      admin.delete("/blogs/" + slug);
    }
    assertEquals(Map.of("refused", 1), outcomes(imported(api, admin, "PK no zip".getBytes())));
    assertEquals(
        400, api.postFile("/admin/import", new byte[0], "a.zip", Map.of(), admin.with()).status());
  }

  @Test
  void thePostsOfAnotherProgramAreTakenOver() throws Exception {
    HttpApi api = HttpApi.program(server.uri());
    byte[] file =
        zip(
            Map.of(
                "_posts/2020-02-03-from-jekyll.md",
                "---\ntitle: From Jekyll\ntags: one\n---\nHello".getBytes(),
                "comments.json",
                """
                [{"post": "from-jekyll", "author": "ada", "body": "Has no id"}]
                """
                    .getBytes()));
    assertEquals(Map.of("taken", 2), outcomes(imported(api, admin, file)));
    JsonObject post = api.get("/blogs/from-jekyll").json();
    assertEquals("2020-02-03T00:00:00Z", post.getString("published_at"));
    assertEquals(Map.of("skipped", 2), outcomes(imported(api, admin, file)));
    admin.delete("/blogs/from-jekyll");
  }

  @Test
  void whatWordPressAndGhostExportIsTakenOverOnce() throws Exception {
    byte[] file = sample("/wordpress.xml");
    byte[] ghost = sample("/ghost.json");
    try (InkgateProcess other = InkgateProcess.start()) {
      HttpApi api = HttpApi.program(other.uri());
      Member ada = Member.register(api, "ada");
      JsonObject report = imported(api, ada, file);
      assertEquals(
          Map.of("taken", 5, "changed", 2, "skipped", 1), outcomes(report), report.toString());
      JsonObject post = api.get("/blogs/ships-sails").json();
      assertEquals("captain", post.getString("author"), post.toString());
      assertEquals("2019-05-04T10:00:00Z", post.getString("published_at"));
      assertEquals(404, api.get("/blogs/ro").status());
      assertFalse(outcomes(imported(api, ada, file)).containsKey("taken"));
      Member.register(api, "guest-john-doe");
      String namesake =
          new String(file, StandardCharsets.UTF_8)
              .replace("Jane", "John")
              .replace("<wp:comment_id>3", "<wp:comment_id>4");
      assertEquals(2, outcomes(imported(api, ada, namesake.getBytes())).get("taken"));
      String comments = api.get("/blogs/ships-sails/comments").body();
      assertTrue(comments.contains("guest-john-doe-2"), comments);
      assertFalse(comments.contains("\"guest-john-doe\""), "not John’s own");

      report = imported(api, ada, ghost);
      assertEquals(Map.of("taken", 5, "changed", 3), outcomes(report), report.toString());
      assertEquals(404, api.get("/blogs/members").status());
      assertEquals("mate", api.get("/blogs/tides").json().getString("author"));
      assertEquals(200, api.get("/pages/imprint").status());
      assertFalse(outcomes(imported(api, ada, ghost)).containsKey("taken"));
    }
  }

  @Test
  @DisplayName("security 71: no more is public after an import than before it")
  void noMoreIsPublicThanBefore() throws Exception {
    Map<String, Integer> publicPosts = new TreeMap<>();
    try (InkgateProcess other = InkgateProcess.start()) {
      HttpApi api = HttpApi.program(other.uri());
      Member ada = Member.register(api, "ada");
      int before = 0;
      for (String file :
          List.of(
              "wxr-status-variants.xml",
              "wxr-comments.xml",
              "wxr-authors.xml",
              "wordpress-one-feature-each.xml",
              "ghost-cards.json",
              "md-dates.zip",
              "md-hugo-toml-json-front-matter.zip",
              "md-front-matter-variants.zip")) {
        JsonObject report = imported(api, ada, sample("/import/" + file));
        int now = api.get("/blogs?size=1").json().getInt("total");
        publicPosts.put(file, now - before);
        before = now;
        if (file.equals("wxr-comments.xml")) {
          assertEquals(1, publicPosts.get(file), report.toString());
          // Twenty-four, without spam, trash, a pingback, an empty and a held one: of these 19,
          // three are answers.
          Answer comments = api.get("/blogs/w-comments/comments");
          assertEquals(16, comments.json().getInt("total"));
          for (String words :
              List.of("Reply to Cy", "Reply to 9 that", "Same second two", "No date two")) {
            assertTrue(comments.body().contains(words), words);
          }
        }
        if (file.equals("wxr-authors.xml")) {
          for (String author : List.of("john-doe", "jane", "mary-ann", "author-bo", "goodname")) {
            assertEquals(200, api.get("/authors/" + author).status(), author);
          }
        }
        assertFalse(
            outcomes(imported(api, ada, sample("/import/" + file))).containsKey("taken"), file);
      }
      assertLeads(other.uri(), "/2024/01/t01-typografie/", "/blogs/t01-typografie");
      assertLeads(other.uri(), "/?p=62", "/blogs/t01-typografie");
      assertLeads(other.uri(), "/old/path?x=1", "/blogs/link");
      // A redirect would tell the slug of a draft.
      assertEquals(200, raw(other.uri(), "/?p=1014").statusCode());
      assertEquals(401, raw(other.uri(), "/never/there").statusCode());
      for (String secret :
          List.of("/pages/w-page-password", "/pages/w-draft-page", "/blogs/toml")) {
        assertEquals(404, api.get(secret).status(), secret);
      }
    }
    assertEquals(0, publicPosts.get("wxr-status-variants.xml"));
    assertEquals(7, publicPosts.get("wxr-authors.xml"));
    assertEquals(24, publicPosts.get("wordpress-one-feature-each.xml"));
    assertEquals(0, publicPosts.get("md-hugo-toml-json-front-matter.zip"));
    assertEquals(15, publicPosts.get("md-dates.zip"));
  }

  private static void assertLeads(URI server, String path, String target) throws Exception {
    var answer = raw(server, path);
    assertEquals(308, answer.statusCode(), path);
    assertEquals(target, answer.headers().firstValue("Location").orElse(""), path);
  }

  /** An answer to a path that is none of the API's. */
  private static HttpResponse<String> raw(URI server, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(server.resolve(path)).build(), BodyHandlers.ofString());
  }

  private static byte[] sample(String name) throws IOException {
    try (InputStream sample = TransferIT.class.getResourceAsStream(name)) {
      return sample.readAllBytes();
    }
  }

  @Test
  void noPasswordLeavesWithAnExportAndAnAddressOnlyWhenWanted() throws Exception {
    String all = new String(download(server.uri(), admin, "/admin/export/site.json"));
    assertFalse(all.contains("argon2") || all.contains("@example.org"));
    JsonObject json = Json.createReader(new StringReader(all)).readObject();
    assertEquals("Harbour", json.getJsonObject("site").getString("title"));
    String more = new String(download(server.uri(), admin, "/admin/export/site.json?emails=yes"));
    assertTrue(more.contains("grace@example.org"));
  }

  @Test
  void onlyAdministratorsGetAtAnyOfIt() {
    Member grace = Member.logIn(HttpApi.program(server.uri()), "grace");
    for (String path :
        List.of("/admin/export/markdown.zip", "/admin/backup/backup.zip", "/admin/import")) {
      assertEquals(403, grace.get(path).status(), path);
    }
  }

  @Test
  @DisplayName("security 84: a picture's address starts no backup, export or import")
  void aPictureStartsNothing() {
    HttpApi browser = HttpApi.browser(server.uri());
    browser.postForm("/login", Map.of("username", "ada", "password", Member.PASSWORD));
    for (String path :
        List.of("/admin/backup/backup.zip", "/admin/export/markdown.zip", "/admin/import")) {
      Answer asPicture = browser.get(path, "Sec-Fetch-Dest", "image");
      assertEquals(403, asPicture.status(), path);
      assertEquals(200, browser.get(path, "Sec-Fetch-Dest", "document").status(), path);
    }
  }
}
