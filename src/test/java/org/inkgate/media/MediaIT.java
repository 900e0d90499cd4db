package org.inkgate.media;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.awt.image.BufferedImage;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.inkgate.testing.Answer;
import org.inkgate.testing.Chromium;
import org.inkgate.testing.DeployedInkgate;
import org.inkgate.testing.Member;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images on a real server: taken, refused, sent, shown and deleted. */
class MediaIT extends DeployedInkgate {

  private static final AtomicInteger NAMES = new AtomicInteger();
  private static final String ADMINISTRATOR = "administrator";

  private Member member;

  @BeforeEach
  void connect() {
    program.postJson("/register", Member.registration(ADMINISTRATOR));
    member = Member.register(program, "member-" + NAMES.incrementAndGet());
  }

  @Test
  void aPhotographIsTakenWithoutItsPlaceAndSentForEver() {
    Answer answer = upload(Samples.photograph(1000, 700, 6), "index.html");
    assertEquals(201, answer.status(), answer::toString);
    JsonObject json = answer.json();
    String path = answer.header("Location").orElseThrow();
    assertEquals(path, json.getString("url"));
    assertEquals(700, json.getInt("width"));
    assertEquals(1000, json.getInt("height"));
    assertEquals("image/jpeg", json.getString("type"));
    assertEquals(path + "?w=480 480w, " + path + " 700w", json.getString("srcset"));

    Answer image = program.get(path);
    assertEquals(200, image.status());
    assertEquals("image/jpeg", image.header("Content-Type").orElseThrow());
    assertEquals("nosniff", image.header("X-Content-Type-Options").orElseThrow());
    assertEquals(
        "public, max-age=31536000, immutable", image.header("Cache-Control").orElseThrow());
    assertTrue(image.header("Content-Security-Policy").orElseThrow().contains("sandbox"));
    assertTrue(image.header("Content-Disposition").orElseThrow().matches("inline; .*\\.jpg\""));
    assertFalse(Samples.contains(program.download(path), Samples.SECRET));
    String etag = image.header("ETag").orElseThrow();
    Answer again = program.get(path, "If-None-Match", etag);
    assertEquals(304, again.status());
    assertEquals("", again.body());

    BufferedImage copy = Samples.decode(program.download(path + "?w=480"));
    assertEquals(480, copy.getWidth());
    assertEquals(686, copy.getHeight());
    assertNotEquals(etag, program.get(path + "?w=480").header("ETag").orElseThrow());
  }

  @Test
  void everyTypeIsSentAsWhatItIs() {
    Map<String, byte[]> files =
        Map.of(
            "image/png", Samples.png(30, 20),
            "image/gif", Samples.write(Samples.image(9, 9, BufferedImage.TYPE_BYTE_INDEXED), "gif"),
            "image/webp", Samples.resource("wide.webp"),
            "image/avif", Samples.resource("gps.avif"));
    files.forEach(
        (type, file) -> {
          Answer answer = upload(file, "x.svg");
          assertEquals(201, answer.status(), answer::toString);
          assertEquals(type, answer.json().getString("type"));
          String path = answer.header("Location").orElseThrow();
          assertEquals(type, program.get(path).header("Content-Type").orElseThrow());
          assertFalse(Samples.contains(program.download(path), Samples.SECRET));
        });
    String webp = upload(files.get("image/webp"), "x").header("Location").orElseThrow();
    assertEquals(200, program.get(webp + "?w=480").status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"<svg xmlns='http://www.w3.org/2000/svg'/>", "<script>1</script>", "x"})
  void whatIsNoImageIsRefused(String content) {
    Answer answer = upload(content.getBytes(StandardCharsets.UTF_8), "image.png");
    assertRefused(415, answer);
  }

  @Test
  void whatIsTooLargeOrNotThereIsRefused() {
    assertRefused(413, upload(Samples.bomb(30_000, 30_000), "bomb.png"));
    assertRefused(400, upload(new byte[0], "empty.png"));
    assertRefused(400, program.send("POST", "/media", form(), member.with("Content-Type", FORM)));
    assertRefused(415, member.send("POST", "/media", Json.createObjectBuilder()));
    Answer longText =
        program.postFile(
            "/media", Samples.png(2, 2), "x.png", Map.of("alt", "x".repeat(501)), member.with());
    assertEquals(400, longText.status());
    assertEquals(Set.of("alt"), longText.json().getJsonObject("errors").keySet());
  }

  private static final String FORM = "application/x-www-form-urlencoded";

  private static BodyPublisher form() {
    return BodyPublishers.ofString("alt=x");
  }

  @Test
  void elevenMegabytesAreRefusedBeforeTheyAreSent() {
    for (String path : List.of("/media", "/account/avatar")) {
      String answer =
          program.raw(
              "POST "
                  + path
                  + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                  + member.token()
                  + "\r\nContent-Type: multipart/form-data; boundary=b\r\n"
                  + "Content-Length: 11000000\r\n\r\n");
      assertTrue(answer.startsWith("HTTP/1.1 413"), answer);
    }
    // Within the request's limit, but not within the file's
    byte[] long10 = Samples.join(Samples.png(2, 2), new byte[Upload.MOST_BYTES]);
    assertRefused(413, upload(long10, "long.png"));
  }

  @Test
  void onlyWhoMayUploadsAndOnlyOwnersDelete() {
    assertEquals(401, program.postFile("/media", Samples.png(3, 2), "x.png", Map.of()).status());
    assertEquals(401, program.get("/media").status());
    Answer made =
        member.send(
            "POST",
            "/account/tokens",
            Json.createObjectBuilder()
                .add("name", "reads")
                .add("scopes", Json.createArrayBuilder(List.of("blog:read")))
                .add("expires_in_days", 1));
    Answer refused =
        program.postFile(
            "/media",
            Samples.png(3, 2),
            "x.png",
            Map.of(),
            "Authorization",
            "Bearer " + made.json().getString("token"));
    assertEquals(403, refused.status(), refused::toString);

    Answer mine = upload(Samples.png(40, 30), "x.png");
    assertEquals(
        mine.json().getString("url"), upload(Samples.png(40, 30), "y").json().getString("url"));
    Member other = Member.register(program, "other-" + NAMES.incrementAndGet());
    Answer theirs =
        program.postFile("/media", Samples.png(40, 30), "x.png", Map.of(), other.with());
    assertNotEquals(mine.json().getString("url"), theirs.json().getString("url"));
    String path = "/media/" + mine.json().getString("id");
    assertEquals(403, other.delete(path).status());
    assertEquals(204, Member.logIn(program, ADMINISTRATOR).delete(path).status());
    assertEquals(404, program.get(mine.json().getString("url")).status());
    assertEquals(404, member.delete(path).status());
    assertEquals(200, program.get(theirs.json().getString("url")).status());
    assertEquals(204, other.delete("/media/" + theirs.json().getString("id")).status());
  }

  @ParameterizedTest
  @CsvSource({"?w=481, 400", "?w=-1, 400", "?w=x, 400", "?w=960, 200", "0, 404", "/x, 401"})
  void addressesThatAreAlmostRight(String end, int status) {
    String path = upload(Samples.jpeg(600, 400), "x.jpg").header("Location").orElseThrow();
    assertEquals(status, program.get(path + end).status());
    assertEquals(404, program.get(path.replace("600x400", "601x400")).status());
    assertEquals(404, program.get(path.replace(".jpg", ".png")).status());
  }

  @Test
  void aPictureStandsForAUserAndOneForTheSite() {
    Answer first =
        program.postFile("/account/avatar", Samples.jpeg(900, 300), "me", Map.of(), member.with());
    assertEquals(201, first.status(), first::toString);
    assertEquals(256, first.json().getInt("width"));
    assertEquals(256, first.json().getInt("height"));
    String path = first.json().getString("url");
    assertEquals(path, member.get("/account/profile").json().getString("avatar"));
    Answer second =
        program.postFile("/account/avatar", Samples.png(90, 300), "me", Map.of(), member.with());
    assertEquals(90, second.json().getInt("width"));
    assertEquals(404, program.get(path).status(), "the one before is gone");
    assertEquals(0, member.get("/media").json().getInt("total"));
    assertRefused(
        415,
        program.postFile(
            "/account/avatar", Samples.resource("gps.avif"), "me", Map.of(), member.with()));

    assertEquals(
        403,
        program
            .postFile("/admin/site/logo", Samples.png(90, 90), "x", Map.of(), member.with())
            .status());
    Member administrator = Member.logIn(program, ADMINISTRATOR);
    Answer logo =
        program.postFile(
            "/admin/site/logo", Samples.png(300, 300), "x", Map.of(), administrator.with());
    assertEquals(201, logo.status(), logo::toString);
    assertTrue(
        program.get("/", "Accept", "text/html").body().contains(logo.json().getString("url")));
  }

  @Test
  @DisplayName("security 74: a path in a profile or a setting deletes no picture of another")
  void aPathDeletesNoPictureOfAnother() {
    Member administrator = Member.logIn(program, ADMINISTRATOR);
    Member other = Member.register(program, "other-" + NAMES.incrementAndGet());
    String avatar = picture("/account/avatar", 60, other);
    String logo = picture("/admin/site/logo", 61, administrator);
    String image = upload(Samples.png(62, 62), "x.png").json().getString("url");
    for (String path : List.of(avatar, logo, image)) {
      name("/account/profile", "avatar", path, member);
      picture("/account/avatar", 63, member);
      name("/account/profile", "avatar", path, administrator);
      picture("/account/avatar", 64, administrator);
      Answer seen = program.get(path);
      assertEquals(200, seen.status(), path);
    }
    for (String path : List.of(avatar, image)) {
      name("/admin/site", "logo", path, administrator);
      picture("/admin/site/logo", 65, administrator);
      assertEquals(200, program.get(path).status(), path);
    }
    for (String path : List.of(avatar, logo)) {
      String item = path.substring(0, path.indexOf('-'));
      assertEquals(404, member.delete(item).status(), path);
    }
  }

  private String picture(String form, int size, Member owner) {
    Answer answer =
        program.postFile(form, Samples.png(size, size), "x.png", Map.of(), owner.with());
    assertEquals(201, answer.status(), answer::toString);
    return answer.json().getString("url");
  }

  private static void name(String settings, String field, String path, Member member) {
    Answer answer = member.send("PATCH", settings, Json.createObjectBuilder().add(field, path));
    assertEquals(200, answer.status(), answer::toString);
  }

  @Test
  @DisplayName("security 76: no one can compute under which id a user would have uploaded an image")
  void theOwnerOfAnImageIsNotProbed() throws Exception {
    Answer mine = upload(Samples.png(71, 70), "x.png");
    byte[] content = program.download(mine.json().getString("url"));
    for (long owner = 0; owner < 1000; owner++) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(ByteBuffer.allocate(12).putLong(owner).putInt(0).flip());
      String computed = HexFormat.of().formatHex(digest.digest(content), 0, 16);
      assertNotEquals(computed, mine.json().getString("id"), "owner " + owner);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aPersonUploadsShowsAndDeletes(boolean javaScript) {
    try (Chromium chromium = Chromium.start()) {
      Page page = javaScript ? chromium.open(base) : chromium.openWithoutJavaScript(base);
      page.setViewportSize(400, 800);
      page.navigate("/login");
      page.getByLabel("Username").fill(member.name());
      page.getByLabel("Password").fill(Member.PASSWORD);
      page.getByRole(AriaRole.MAIN).getByRole(AriaRole.BUTTON).first().click();
      page.navigate("/media");
      assertThat(page.locator(".empty")).isVisible();

      page.locator("#file").setInputFiles(file("page.html", "<b>x</b>".getBytes()));
      page.locator("#alt").fill("A [harbour]");
      page.locator(".upload button").click();
      assertThat(page.locator("#file-errors")).containsText("JPEG");
      assertThat(page.locator("#alt")).hasValue("A [harbour]");

      page.locator("#file").setInputFiles(file("harbour.jpg", Samples.photograph(2400, 1200, 1)));
      page.locator(".upload button").click();
      String markdown = page.locator(".copied").inputValue();
      assertTrue(markdown.startsWith("![A \\[harbour\\]](/media/"), markdown);

      String post = member.path(Member.draft("Ships", "above\n\n" + markdown + "\n\nbelow"));
      page.navigate(post);
      Locator image = page.locator(".prose img");
      assertThat(image).hasAttribute("width", "2400");
      assertThat(image).hasAttribute("height", "1200");
      assertThat(image).hasAttribute("alt", "A [harbour]");
      if (javaScript) {
        image.scrollIntoViewIfNeeded();
        page.waitForFunction("document.querySelector('.prose img').complete");
        String shown = (String) image.evaluate("it => it.currentSrc");
        assertTrue(shown.endsWith("?w=480"), shown);
        assertEquals(2.0, image.boundingBox().width / image.boundingBox().height, 0.02);
      }

      page.navigate("/media");
      page.locator(".pictures .danger").click();
      assertThat(page.getByRole(AriaRole.MAIN)).containsText("Ships");
      page.locator("button.danger").click();
      assertThat(page.locator(".empty")).isVisible();
    }
  }

  private static FilePayload file(String name, byte[] content) {
    return new FilePayload(name, "image/jpeg", content);
  }

  private Answer upload(byte[] file, String name) {
    return program.postFile("/media", file, name, Map.of(), member.with());
  }

  private static void assertRefused(int status, Answer answer) {
    assertEquals(status, answer.status(), answer::toString);
    assertEquals(Set.of("file"), answer.json().getJsonObject("errors").keySet());
  }
}
