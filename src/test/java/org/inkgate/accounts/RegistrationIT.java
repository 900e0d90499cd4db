package org.inkgate.accounts;

import static org.inkgate.testing.Member.draft;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.CookieStore;
import java.net.URL;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.inkgate.testing.Answer;
import org.inkgate.testing.HttpApi;
import org.inkgate.testing.InkgateArchive;
import org.inkgate.testing.Member;
import org.inkgate.testing.Pictures;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a new account may do with the default settings, and where its limits are. */
@ExtendWith(ArquillianExtension.class)
class RegistrationIT {

  private static final AtomicInteger NAMES = new AtomicInteger();
  private static final List<String> PUBLIC =
      List.of(
          "/",
          "/blogs",
          "/blogs?q=",
          "/feed.atom",
          "/feed.rss",
          "/feed.json",
          "/archive",
          "/tags",
          "/sitemaps/posts-1.xml",
          "/api/articles",
          "/api/tags");

  private static Member admin;

  @ArquillianResource private URL url;

  private HttpApi stranger;

  /**
   * The defaults, except limits that are small enough to be reached; the proxy lets a test choose
   * its address.
   */
  @Deployment(testable = false)
  static WebArchive war() {
    return InkgateArchive.withDefaults(
        Map.of(
            "TRUSTED_PROXIES", "127.0.0.0/8,::1",
            "LIMIT_POST_PACE", "6",
            "LIMIT_REVISION_TEXT", "1",
            "LIMIT_POSTS", "4",
            "LIMIT_REVISIONS", "3",
            "LIMIT_COMMENTS", "2",
            "LIMIT_TOKENS", "2",
            "LIMIT_SESSIONS", "3",
            "LIMIT_MEDIA", "1",
            "LIMIT_REFRESHES", "5"));
  }

  /** Whichever test comes first finds a server without an administrator. */
  @BeforeEach
  void administrator() throws Exception {
    stranger = HttpApi.program(url.toURI());
    if (admin == null) {
      for (String header : List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Proto", "Via")) {
        String value = header.equals("Forwarded") ? "for=203.0.113.9" : "203.0.113.9";
        Answer refused =
            stranger.postJson("/register", Member.registration("intruder"), header, value);
        assertEquals(403, refused.status(), refused::toString);
        assertEquals("No administrator yet", refused.json().getString("Message"));
      }
      JsonObject guess =
          Json.createObjectBuilder(Member.registration("intruder")).add("setup", "guess").build();
      assertEquals(
          403, stranger.postJson("/register", guess, "X-Forwarded-For", "203.0.113.9").status());
      // The operator may have a name that is reserved.
      admin = Member.register(stranger, "admin");
      assertEquals(
          "admin",
          admin
              .get("/admin/users")
              .json()
              .getJsonArray("users")
              .getJsonObject(0)
              .getString("role"));
    }
  }

  private Member register() {
    return register("203.0.113." + (10 + NAMES.get() % 200));
  }

  private Member register(String address) {
    String name = "new-" + NAMES.incrementAndGet();
    Answer answer =
        stranger.postJson("/register", Member.registration(name), "X-Forwarded-For", address);
    assertEquals(201, answer.status(), answer::toString);
    return Member.logIn(stranger, name);
  }

  private static JsonObjectBuilder json() {
    return Json.createObjectBuilder();
  }

  private String contents(Member member) {
    JsonObject found = admin.get("/admin/users?q=" + member.name() + "@").json();
    return "/admin/contents/" + found.getJsonArray("users").getJsonObject(0).getString("id");
  }

  /** Whether strangers find a word on any page, in any list, feed, index or search. */
  private boolean isPublic(String word) {
    return PUBLIC.stream()
        .map(path -> path.endsWith("?q=") ? path + word : path)
        .map(path -> stranger.get(path).body().replace("?q=" + word, ""))
        .anyMatch(body -> body.contains(word));
  }

  // Who becomes administrator

  @Test
  @DisplayName("security 90: on a fresh server only the operator becomes administrator")
  void onlyTheOperatorBecomesAdministrator() {
    // What a stranger may not was tried before the administrator came.
    Member later = register();
    assertEquals("contributor", role(later));
  }

  private String role(Member member) {
    return admin
        .get("/admin/users?q=" + member.name() + "@")
        .json()
        .getJsonArray("users")
        .getJsonObject(0)
        .getString("role");
  }

  // What a contributor writes

  @Test
  @DisplayName(
      "security 72: a contributor's post is stored and seen by its author and editors only, until"
          + " an editor publishes it")
  void aContributorsPostWaits() {
    Member member = register();
    String title = "Zebra" + NAMES.get();
    Answer made =
        member.write(
            draft(title, "Stripes.").add("tags", Json.createArrayBuilder(List.of(title + "tag"))));
    assertEquals(201, made.status(), made::toString);
    assertEquals("Operation Successful", made.json().getString("Message"));
    assertEquals("pending", made.json().getString("status"));
    String path = made.header("Location").orElseThrow();

    assertEquals(404, stranger.get(path).status());
    assertEquals(404, register().get(path).status());
    assertEquals(404, stranger.get("/api/articles/" + path.substring(7)).status());
    assertFalse(isPublic(title));
    assertEquals(200, member.get(path).status());
    assertEquals(1, member.get("/blogs?status=pending").json().getInt("total"));
    assertEquals(404, stranger.get("/authors/" + member.name()).status());
    assertEquals(404, stranger.get("/api/profiles/" + member.name()).status());
    assertEquals(200, member.get("/authors/" + member.name()).status());

    String queued = "/admin/pending/" + path.substring(7);
    assertEquals(403, member.get("/admin/pending").status());
    Answer queue = admin.get("/admin/pending");
    assertEquals(200, queue.status(), queue::toString);
    assertTrue(queue.body().contains(queued), queue::toString);
    assertEquals(403, member.send("POST", queued + "/publish", json()).status());
    assertEquals("post", admin.get(queued).json().getString("waits"));

    assertEquals(400, admin.send("POST", queued + "/return", json().add("note", " ")).status());
    Answer returned = admin.send("POST", queued + "/return", json().add("note", "Name a source."));
    assertEquals(204, returned.status(), returned::toString);
    assertEquals("draft", member.get(path).json().getString("status"));
    assertEquals("Name a source.", member.get(path).json().getString("review_note"));
    assertEquals(404, admin.get(queued).status());

    assertEquals(
        "pending", member.send("POST", path + "/publish", json()).json().getString("status"));
    String seen = admin.get(queued).json().getString("version");
    Answer late = admin.send("POST", queued + "/publish", json().add("version", seen + "0"));
    assertEquals(412, late.status(), late::toString);
    Answer published = admin.send("POST", queued + "/publish", json().add("version", seen));
    assertEquals(200, published.status(), published::toString);
    assertEquals("published", published.json().getString("status"));
    assertEquals(200, stranger.get(path).status());
    assertTrue(isPublic(title));
    assertEquals(200, stranger.get("/authors/" + member.name()).status());
  }

  @Test
  @DisplayName("security 72: by every other way a contributor's post waits, too")
  void noOtherWayPublishes() {
    Member member = register();
    String path = member.path(draft("Draft " + NAMES.get(), "Text.").add("status", "draft"));
    Answer scheduled =
        member.send(
            "PATCH",
            path,
            json().add("status", "scheduled").add("publish_at", "2030-01-01T00:00:00Z"));
    assertEquals(400, scheduled.status(), scheduled::toString);
    assertEquals(
        "pending",
        member.send("PATCH", path, json().add("status", "published")).json().getString("status"));
    assertEquals(
        "draft", member.send("POST", path + "/unpublish", json()).json().getString("status"));
    Answer put = member.send("PUT", path, draft("Draft", "Text."));
    assertEquals("pending", put.json().getString("status"), put::toString);
    assertEquals(403, member.send("POST", path + "/review-links", json()).status());
    Answer article =
        member.send(
            "POST",
            "/api/articles",
            json()
                .add(
                    "article",
                    json()
                        .add("title", "Api " + NAMES.get())
                        .add("description", "d")
                        .add("body", "b")));
    assertEquals(201, article.status(), article::toString);
    String slug = article.json().getJsonObject("article").getString("slug");
    assertEquals(404, stranger.get("/api/articles/" + slug).status());
    assertEquals(404, stranger.get("/blogs/" + slug).status());
  }

  @Test
  @DisplayName(
      "security 72: a contributor's change of a published post waits, and readers keep the text"
          + " an editor has seen")
  void aChangeOfAPublishedPostWaits() {
    Member member = register();
    String path = published(member, "Ferry " + NAMES.get(), "It sails at ten.");
    String queued = "/admin/pending/" + path.substring(7);
    Answer changed = member.send("PATCH", path, json().add("body", "Buy pills."));
    assertEquals(202, changed.status(), changed::toString);
    assertTrue(changed.json().getBoolean("change_pending"));
    assertEquals("It sails at ten.", stranger.get(path).json().getString("body"));
    assertTrue(member.get(path + "/working-copy").json().getBoolean("submitted"));

    assertEquals("change", admin.get(queued).json().getString("waits"));
    assertEquals(
        204, admin.send("POST", queued + "/return", json().add("note", "No pills.")).status());
    JsonObject copy = member.get(path + "/working-copy").json();
    assertEquals("No pills.", copy.getString("review_note"));
    assertFalse(stranger.get(path).body().contains("No pills."));

    assertEquals(202, member.send("PATCH", path, json().add("body", "It sails at nine.")).status());
    Answer approved = admin.send("POST", queued + "/publish", json());
    assertEquals(200, approved.status(), approved::toString);
    assertEquals("It sails at nine.", stranger.get(path).json().getString("body"));
    assertEquals(404, admin.get(queued).status());
    assertEquals(member.name(), admin.get(path + "/revisions/2").json().getString("author"));
    // Withdrawing it needs no approval.
    assertEquals(200, member.send("POST", path + "/unpublish", json()).status());
    assertEquals(404, stranger.get(path).status());
  }

  private String published(Member member, String title, String body) {
    String path = member.path(draft(title, body));
    Answer approved =
        admin.send("POST", "/admin/pending/" + path.substring(7) + "/publish", json());
    assertEquals(200, approved.status(), approved::toString);
    return path;
  }

  @Test
  @DisplayName("security 72: comments of new accounts are held, below their own posts too")
  void commentsAreHeld() {
    Member member = register();
    Member friend = register();
    String path = published(member, "Talk " + NAMES.get(), "Say something.");
    for (Member writer : List.of(member, friend)) {
      Answer comment =
          writer.send("POST", path + "/comments", json().add("body", "Spam " + writer.name()));
      assertEquals(201, comment.status(), comment::toString);
      assertEquals("held", comment.json().getString("status"));
      String own = "/comments/" + comment.json().getInt("id");
      assertEquals(404, stranger.get(own).status());
      assertTrue(
          List.of(403, 404).contains(member.send("POST", own + "/approve", json()).status()));
    }
    assertFalse(stranger.get(path + "/comments").body().contains("Spam"));
    assertEquals(0, member.get("/admin/comments").json().getInt("total"));
    Answer rule = member.send("PUT", path + "/comments/settings", json().add("moderation", "open"));
    assertEquals(403, rule.status(), rule::toString);
  }

  @Test
  @DisplayName(
      "security 72: what new accounts say about themselves is theirs and the editors' to see")
  void profilesWait() {
    Member member = register();
    Answer profile =
        member.send(
            "PATCH",
            "/account/profile",
            json()
                .add("display_name", "Cheap Pills")
                .add("bio", "Buy now")
                .add("website", "https://pills.example"));
    assertEquals(200, profile.status(), profile::toString);
    String path = published(member, "Profile " + NAMES.get(), "A post.");
    for (String page :
        List.of(
            path,
            "/authors/" + member.name(),
            "/api/profiles/" + member.name(),
            "/blogs",
            "/feed.atom")) {
      String body = stranger.get(page, "Accept", "text/html, */*").body();
      assertFalse(body.contains("Cheap Pills") || body.contains("Buy now"), page);
    }
    String id = contents(member).replaceAll("\\D", "");
    assertEquals(
        200,
        admin.send("POST", "/admin/users/" + id + "/role", json().add("role", "author")).status());
    assertTrue(stranger.get("/authors/" + member.name()).body().contains("Cheap Pills"));
  }

  @Test
  @DisplayName("security 72: an image of a contributor is public when a published post shows it")
  void imagesWait() {
    Member member = register();
    Answer image =
        stranger.postFile("/media", Pictures.noise(60, 40), "x.png", Map.of(), member.with());
    assertEquals(201, image.status(), image::toString);
    String path = image.json().getString("url");
    assertEquals(404, stranger.get(path).status());
    assertEquals(404, register().get(path).status());
    assertEquals(200, member.get(path).status());
    assertEquals("no-store", member.get(path).header("Cache-Control").orElse(""));
    assertEquals(200, admin.get(path).status());
    Answer avatar =
        stranger.postFile(
            "/account/avatar", Pictures.noise(50, 50), "a.png", Map.of(), member.with());
    String face = avatar.header("Location").orElseThrow();
    assertEquals(404, stranger.get(face).status());
    published(member, "Picture " + NAMES.get(), image.json().getString("markdown"));
    assertEquals(200, stranger.get(path).status());
    assertEquals(404, stranger.get(face).status());
  }

  // Names

  @Test
  @DisplayName("security 76: a name that readers would take for another's is refused")
  void namesOfOthersAreRefused() {
    Member ada = register();
    Member other = register();
    for (String name :
        List.of(
            ada.name().toUpperCase(java.util.Locale.ROOT),
            "ｎｅｗ" + ada.name().substring(3),
            ada.name() + "\u200D",
            "support",
            "Ａdmin",
            "\u0430dmin",
            "\u0440\u043E\u043Et",
            "N\u0435w-" + ada.name().substring(4))) {
      Answer refused = other.send("PATCH", "/account/profile", json().add("display_name", name));
      assertEquals(400, refused.status(), name);
      assertTrue(refused.json().getJsonObject("errors").containsKey("display_name"), name);
    }
    for (String name : List.of("Ad\u202Ea", "Ada\u200B", "Ada\u2066", "\u3164Ada", "A\u00ADda")) {
      assertEquals(
          400,
          other.send("PATCH", "/account/profile", json().add("display_name", name)).status(),
          name);
      assertEquals(
          400, admin.send("PATCH", "/admin/site", json().add("title", name)).status(), name);
      assertEquals(
          400,
          admin.send("POST", "/admin/pages", json().add("title", name).add("body", "b")).status(),
          name);
      assertEquals(
          400,
          other
              .write(draft("Tagged", "b").add("tags", Json.createArrayBuilder(List.of(name))))
              .status(),
          name);
    }
    assertEquals(
        200,
        other
            .send("PATCH", "/account/profile", json().add("display_name", "Mary Somerville"))
            .status());
    assertEquals(
        400,
        ada.send("PATCH", "/account/profile", json().add("display_name", "ＭARY somerville"))
            .status());
    // In Cyrillic letters alone, as the seen names of UTS 39.
    assertEquals(
        200, other.send("PATCH", "/account/profile", json().add("display_name", "Coco")).status());
    Answer alike =
        ada.send(
            "PATCH", "/account/profile", json().add("display_name", "\u0421\u043E\u0441\u043E"));
    assertEquals(400, alike.status(), alike::toString);
    assertEquals(
        "is another user's name",
        alike.json().getJsonObject("errors").getJsonArray("display_name").getString(0));
    // A user name may not be another's display name either.
    assertEquals(
        200,
        ada.send("PATCH", "/account/profile", json().add("display_name", "Grace-Hopper")).status());
    Answer taken =
        stranger.postJson(
            "/register", Member.registration("grace-hopper"), "X-Forwarded-For", "198.51.100.7");
    assertEquals(409, taken.status(), taken::toString);
  }

  @Test
  @DisplayName("security 76: asking which addresses are taken, another's drafts among them, ends")
  void guessingAddressesEnds() {
    Member owner = register();
    String secret = owner.path(draft("Secret " + owner.name(), "b").add("status", "draft"));
    Member curious = register();
    String own = curious.path(draft("Own " + curious.name(), "b").add("status", "draft"));
    for (int i = 0; i < 100; i++) {
      Answer taken = curious.send("PATCH", own, json().add("slug", secret.substring(7)));
      assertEquals(409, taken.status(), taken::toString);
    }
    for (String slug : List.of(secret.substring(7), "free-" + curious.name())) {
      Answer refused = curious.send("PATCH", own, json().add("slug", slug));
      assertEquals(429, refused.status(), refused::toString);
      assertTrue(refused.header("Retry-After").isPresent());
      assertEquals(429, curious.write(draft("Another", "b").add("slug", slug)).status());
    }
    Answer kept = curious.send("PATCH", own, json().add("slug", own.substring(7)).add("body", "c"));
    assertEquals(200, kept.status(), kept::toString);
  }

  @Test
  void administratorsFindAnAddressByItsNameInUnicode() {
    String name = "new-" + NAMES.incrementAndGet();
    JsonObject wanted =
        Json.createObjectBuilder(Member.registration(name))
            .add("email", name + "@b\u00FCcher.example")
            .build();
    Answer made = stranger.postJson("/register", wanted, "X-Forwarded-For", "198.51.100.9");
    assertEquals(201, made.status(), made::toString);
    for (String query :
        List.of("b%C3%BCcher", "B%C3%9CCHER.example", name + "%40b%C3%BCcher.ex", "xn--bcher")) {
      JsonObject found = admin.get("/admin/users?q=" + query).json();
      assertEquals(1, found.getInt("total"), query);
    }
    assertEquals(0, admin.get("/admin/users?q=b%C3%BCche").json().getInt("total"));
  }

  @Test
  void namesOfTheSiteItselfAreReserved() {
    for (String name : List.of("root", "Support", "MODERATOR", "postmaster")) {
      Answer refused =
          stranger.postJson(
              "/register", Member.registration(name), "X-Forwarded-For", "198.51.100.8");
      assertEquals(400, refused.status(), name);
      assertEquals(
          "is reserved",
          refused.json().getJsonObject("errors").getJsonArray("username").getString(0));
    }
  }

  // Limits

  @Test
  @DisplayName(
      "security 81: fifty registrations from an address at once, then 429; 76: probing counts, too")
  void registrationsAreLimitedByAddress() {
    String address = "192.0.2.77";
    for (int i = 0; i < 49; i++) {
      Answer taken =
          stranger.postJson(
              "/register", Member.registration("admin-free-" + i % 2), "X-Forwarded-For", address);
      assertTrue(List.of(201, 409).contains(taken.status()), taken::toString);
    }
    register(address);
    Answer refused =
        stranger.postJson(
            "/register", Member.registration("one-too-many"), "X-Forwarded-For", address);
    assertEquals(429, refused.status(), refused::toString);
    assertTrue(refused.json().getString("detail").contains("50 times"), refused::toString);
    assertTrue(Integer.parseInt(refused.header("Retry-After").orElseThrow()) <= 12);
    register("192.0.2.78");
  }

  @Test
  @DisplayName(
      "security 81: an account has a limit of posts, revisions, comments, tokens and image bytes")
  void accountsHaveLimits() {
    Member member = register();
    String path = "";
    for (int i = 0; i < 4; i++) {
      path = member.path(draft("Post " + i + " " + member.name(), "b").add("status", "draft"));
    }
    assertQuota("posts (LIMIT_POSTS)", member.write("One more", "b"));
    Answer changed = null;
    for (int i = 0; i < 4; i++) {
      changed = member.send("PATCH", path, json().add("body", "Revision " + i));
    }
    assertQuota("revisions (LIMIT_REVISIONS)", changed);
    for (int i = 0; i < 2; i++) {
      assertEquals(201, token(member, i).status());
    }
    assertQuota("personal access tokens (LIMIT_TOKENS)", token(member, 2));
    String post = published(register(), "Commented " + NAMES.get(), "b");
    for (int i = 0; i < 2; i++) {
      assertEquals(
          201, member.send("POST", post + "/comments", json().add("body", "c" + i)).status());
    }
    assertQuota(
        "comments (LIMIT_COMMENTS)",
        member.send("POST", post + "/comments", json().add("body", "c")));
    Answer upload = null;
    for (int i = 0; i < 3; i++) {
      upload =
          stranger.postFile(
              "/media", Pictures.noise(500 + i, 400), "x.png", Map.of(), member.with());
    }
    assertQuota("MB of images (LIMIT_MEDIA)", upload);
  }

  @Test
  @DisplayName("security 81: an account has a limit of text in revisions")
  void textInRevisionsIsLimited() {
    Member member = register();
    // Three bytes a character: two such texts are more than a megabyte.
    String text = "\u6F22".repeat(199_000);
    String path = member.path(draft("Long " + member.name(), text).add("status", "draft"));
    Answer changed = member.send("PATCH", path, json().add("body", text.replaceFirst(".", "b")));
    assertQuota("MB of text in revisions (LIMIT_REVISION_TEXT)", changed);
    assertEquals(text, member.get(path).json().getString("body"));
    assertEquals(200, member.send("PATCH", path, json().add("body", "Short.")).status());
    assertQuota("(LIMIT_REVISION_TEXT)", member.write("Another " + member.name(), text));
    // With the post go its revisions.
    assertEquals(204, member.delete(path).status());
    assertEquals(201, member.write("Another " + member.name(), text).status());
  }

  @Test
  @DisplayName("security 81: the pace of an account's posts is limited")
  void thePaceOfPostsIsLimited() {
    Member member = register();
    for (int i = 0; i < 6; i++) {
      String path = member.path(draft("Fast " + member.name(), "b").add("status", "draft"));
      assertEquals(204, member.delete(path).status());
    }
    Answer refused = member.write("Fast " + member.name(), "b");
    assertEquals(429, refused.status(), refused::toString);
    assertTrue(refused.json().getString("detail").contains("6 posts at once (LIMIT_POST_PACE)"));
    assertTrue(Integer.parseInt(refused.header("Retry-After").orElseThrow()) <= 600);
    assertEquals(201, register().write("Not his pace", "b").status());
  }

  private static Answer token(Member member, int number) {
    return member.send(
        "POST",
        "/account/tokens",
        json()
            .add("name", "t" + number)
            .add("scopes", Json.createArrayBuilder(List.of("blog:read"))));
  }

  private static void assertQuota(String what, Answer answer) {
    assertEquals(507, answer.status(), answer::toString);
    assertTrue(answer.json().getString("detail").contains(what), answer::toString);
  }

  @Test
  @DisplayName(
      "security 81: the session that was not used longest ends when there are too many; refreshes are limited by address")
  void sessionsAndRefreshesAreLimited() {
    Member first = register();
    List<Member> later =
        IntStream.range(0, 3).mapToObj(i -> Member.logIn(stranger, first.name())).toList();
    assertEquals(401, first.get("/account").status());
    assertEquals(200, later.get(2).get("/account").status());
    Answer refreshed = null;
    String token = later.get(2).refreshToken();
    for (int i = 0; i < 6; i++) {
      refreshed =
          stranger.postJson(
              "/token/refresh",
              json().add("refresh_token", token).build(),
              "X-Forwarded-For",
              "192.0.2.90");
      token = refreshed.status() == 200 ? refreshed.json().getString("refresh_token") : token;
    }
    assertEquals(429, refreshed.status(), refreshed::toString);
    assertTrue(refreshed.json().getString("detail").contains("An address may refresh 5 tokens"));
  }

  @Test
  @DisplayName("security 81: refreshes of an account are limited, a browser's silent ones too")
  void refreshesOfAnAccountAreLimited() throws Exception {
    Member member = register();
    String token = member.refreshToken();
    Answer refreshed = null;
    for (int i = 0; i < 6; i++) {
      refreshed =
          stranger.postJson(
              "/token/refresh",
              json().add("refresh_token", token).build(),
              "X-Forwarded-For",
              "192.0.2." + (100 + i));
      token = refreshed.status() == 200 ? refreshed.json().getString("refresh_token") : token;
    }
    assertEquals(429, refreshed.status(), refreshed::toString);
    assertTrue(refreshed.json().getString("detail").contains("An account may refresh 5 tokens"));

    Map<String, String> login = Map.of("username", register().name(), "password", Member.PASSWORD);
    HttpApi browser = HttpApi.browser(url.toURI());
    assertEquals(303, browser.postForm("/login", login).status());
    Answer page = null;
    for (int i = 0; i < 6; i++) {
      CookieStore cookies = browser.cookies().getCookieStore();
      cookies.getCookies().stream()
          .filter(cookie -> cookie.getName().contains("access"))
          .toList()
          .forEach(cookie -> cookies.remove(null, cookie));
      page = browser.get("/account", "Accept", "text/html");
      assertEquals(i < 5 ? 200 : 429, page.status(), page::toString);
    }
    assertTrue(page.header("Retry-After").isPresent());
    assertTrue(page.headers("Set-Cookie").isEmpty(), "the session goes on after the pause");
  }

  // Everything of one user

  @Test
  @DisplayName(
      "security 73: everything of a user is hidden in one step and shown again; review links stop working")
  void everythingOfAUserIsHidden() {
    Member member = register();
    String id = contents(member).replaceAll("\\D", "");
    assertEquals(
        200,
        admin.send("POST", "/admin/users/" + id + "/role", json().add("role", "author")).status());
    Member author = Member.logIn(stranger, member.name());
    String word = "Quagga" + NAMES.get();
    Answer image =
        stranger.postFile("/media", Pictures.noise(61, 40), "x.png", Map.of(), author.with());
    String path = author.path(draft(word, image.json().getString("markdown")));
    String date = stranger.get(path).json().getString("published_at");
    String draft = author.path(draft("Draft " + word, "b").add("status", "draft"));
    String link = author.send("POST", draft + "/review-links", json()).json().getString("url");
    String review = link.substring(link.indexOf("/review/"));
    assertEquals(200, stranger.get(review).status());
    String talk = published(register(), "Talk about " + word.substring(0, 3) + NAMES.get(), "b");
    Answer comment = author.send("POST", talk + "/comments", json().add("body", "I am " + word));
    String said = "/comments/" + comment.json().getInt("id");
    admin.send("POST", said + "/approve", json());
    assertTrue(isPublic(word));

    Answer hidden = admin.send("POST", contents(member) + "/hide", json());
    assertEquals(200, hidden.status(), hidden::toString);
    assertTrue(hidden.json().getBoolean("hidden"));
    assertFalse(isPublic(word));
    for (String gone :
        List.of(path, image.json().getString("url"), "/authors/" + member.name(), review, said)) {
      assertTrue(List.of(404, 410).contains(stranger.get(gone).status()), gone);
    }
    assertFalse(stranger.get(talk + "/comments").body().contains(word));
    assertEquals(401, author.get("/account").status());
    assertEquals(2, admin.get(contents(member)).json().getJsonObject("posts").getInt("total"));
    assertEquals(1, admin.get(contents(member)).json().getJsonObject("comments").getInt("total"));

    assertEquals(200, admin.send("POST", contents(member) + "/show", json()).status());
    assertEquals(date, stranger.get(path).json().getString("published_at"));
    assertEquals(404, stranger.get(draft).status());
    for (String back :
        List.of(image.json().getString("url"), "/authors/" + member.name(), review, said)) {
      assertEquals(200, stranger.get(back).status(), back);
    }

    Answer chosen =
        admin.send(
            "POST",
            contents(member) + "/delete",
            json().add("posts", Json.createArrayBuilder(List.of(draft.substring(7)))));
    assertEquals(200, chosen.status(), chosen::toString);
    assertEquals(400, admin.send("POST", contents(member) + "/delete-all", json()).status());
    assertEquals(
        200,
        admin
            .send("POST", contents(member) + "/delete-all", json().add("confirm", "yes"))
            .status());
    for (String gone : List.of(path, said, image.json().getString("url"))) {
      assertEquals(404, stranger.get(gone).status(), gone);
    }
    assertEquals(403, register().get("/admin/contents/" + id).status());
  }

  @Test
  @DisplayName("security 73: a disabled user's review links open nothing until the user is enabled")
  void reviewLinksOfADisabledUserOpenNothing() {
    Member member = register();
    String id = contents(member).replaceAll("\\D", "");
    admin.send("POST", "/admin/users/" + id + "/role", json().add("role", "author"));
    Member author = Member.logIn(stranger, member.name());
    String draft = author.path(draft("Reviewed " + member.name(), "b").add("status", "draft"));
    String link = author.send("POST", draft + "/review-links", json()).json().getString("url");
    String review = link.substring(link.indexOf("/review/"));
    assertEquals(200, stranger.get(review).status());
    assertEquals(200, admin.send("POST", "/admin/users/" + id + "/disable", json()).status());
    assertEquals(404, stranger.get(review).status());
    assertEquals(200, admin.send("POST", "/admin/users/" + id + "/enable", json()).status());
    assertEquals(200, stranger.get(review).status());
  }

  @Test
  void chosenPostsAndCommentsAreDeletedByAForm() throws Exception {
    Member member = register();
    Member other = register();
    List<String> posts =
        IntStream.range(0, 3)
            .mapToObj(i -> member.path(draft("Choice " + i + " " + member.name(), "b")))
            .toList();
    String talk = published(other, "Chosen from " + member.name(), "b");
    List<Integer> comments =
        IntStream.range(0, 2)
            .mapToObj(i -> member.send("POST", talk + "/comments", json().add("body", "c" + i)))
            .map(answer -> answer.json().getInt("id"))
            .toList();
    HttpApi browser = HttpApi.browser(url.toURI());
    browser.postForm("/login", Map.of("username", admin.name(), "password", Member.PASSWORD));
    String page = browser.get(contents(member), "Accept", "text/html").body();
    for (String box :
        List.of(
            "name=\"posts\" value=\"" + posts.get(0).substring(7) + "\"",
            "name=\"comments\" value=\"" + comments.get(0) + "\"")) {
      assertTrue(page.contains(box), page);
    }
    assertEquals(400, choose(browser, page, member, talk.substring(7), posts.get(0).substring(7)));
    assertEquals(200, admin.get(talk).status());
    assertEquals(200, admin.get(posts.get(0)).status(), "all or none");
    assertEquals(
        303,
        choose(
            browser,
            page,
            member,
            posts.get(0).substring(7),
            posts.get(2).substring(7),
            comments.get(1)));
    assertEquals(404, admin.get(posts.get(0)).status());
    assertEquals(200, admin.get(posts.get(1)).status());
    assertEquals(404, admin.get(posts.get(2)).status());
    assertEquals(200, admin.get("/comments/" + comments.get(0)).status());
    assertEquals(404, admin.get("/comments/" + comments.get(1)).status());
  }

  /** Ticks the boxes of posts and comments, as a browser without JavaScript sends them. */
  private int choose(HttpApi browser, String page, Member of, Object... chosen) {
    Matcher csrf = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"").matcher(page);
    assertTrue(csrf.find(), page);
    StringBuilder form = new StringBuilder("csrf=" + csrf.group(1));
    for (Object box : chosen) {
      form.append(box instanceof Integer ? "&comments=" : "&posts=").append(box);
    }
    return browser
        .send(
            "POST",
            contents(of) + "/delete",
            BodyPublishers.ofString(form.toString()),
            "Content-Type",
            "application/x-www-form-urlencoded",
            "Accept",
            "text/html")
        .status();
  }

  // The administrator decides

  @Test
  void theAdministratorDecidesWhoRegistersAndAsWhat() {
    JsonObject before = admin.get("/admin/site").json();
    assertEquals("open", before.getString("registration"));
    assertEquals("contributor", before.getString("registration_role"));
    try {
      assertEquals(
          200, admin.send("PATCH", "/admin/site", json().add("registration", "closed")).status());
      Answer closed =
          stranger.postJson(
              "/register", Member.registration("too-late"), "X-Forwarded-For", "192.0.2.5");
      assertEquals(403, closed.status(), closed::toString);
      assertEquals(
          200,
          admin
              .send(
                  "PATCH",
                  "/admin/site",
                  json().add("registration", "open").add("registration_role", "reader"))
              .status());
      Member reader = register();
      assertEquals("reader", role(reader));
      assertEquals(403, reader.write("A post", "b").status());
      assertEquals(
          400,
          admin.send("PATCH", "/admin/site", json().add("registration_role", "admin")).status());
    } finally {
      admin.send(
          "PATCH",
          "/admin/site",
          json().add("registration", "open").add("registration_role", "contributor"));
    }
  }
}
