package org.inkgate.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.net.URI;
import java.net.URL;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.inkgate.testing.Answer;
import org.inkgate.testing.Chromium;
import org.inkgate.testing.HttpApi;
import org.inkgate.testing.InkgateArchive;
import org.inkgate.testing.Member;
import org.inkgate.testing.Postgres;
import org.inkgate.testing.ShownForm;
import org.inkgate.testing.Waiting;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The site's settings, pages, profiles and statistics, with another node at the same database. */
@ExtendWith(ArquillianExtension.class)
class SiteIT {

  private static final String CHIEF = "chief";
  private static final String FIREFOX =
      "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
  private static final AtomicInteger NAMES = new AtomicInteger();
  private static final Postgres.Database DATABASE = Postgres.newDatabase();

  private static Chromium chromium;

  @ArquillianResource private URL url;

  private URI base;
  private HttpApi program;
  private Member chief;

  @Deployment(testable = false)
  static WebArchive inkgate() {
    return InkgateArchive.with(DATABASE.settings());
  }

  @BeforeEach
  void logInAsAdministrator() throws Exception {
    base = url.toURI();
    program = HttpApi.program(base);
    // Whichever test comes first makes the first account, which is the administrator's.
    program.postJson("/register", Member.registration(CHIEF));
    chief = Member.logIn(program, CHIEF);
  }

  @AfterAll
  static void closeBrowser() {
    if (chromium != null) {
      chromium.close();
      chromium = null;
    }
  }

  // Site settings

  @Test
  void aChangedTitleStandsOnEveryPageAtOnce() {
    String title = newName("The Log & <Book> of ");
    set(json("title", title).add("description", "Between “two” tides"));
    String shown = title.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    String home = html("/").body();
    assertTrue(home.contains(shown), home);
    assertTrue(home.contains("<meta name=\"description\" content=\"Between “two” tides\">"), home);
    assertEquals(title, program.get("/feed.json").json().getString("title"));
    assertEquals("Between “two” tides", program.get("/feed.json").json().getString("description"));
    assertTrue(
        program.get("/feed.atom").body().contains("<subtitle>Between “two” tides</subtitle>"));
    assertTrue(program.get("/feed.rss").body().contains("<title>The Log &amp; "));
    assertTrue(html("/login").body().contains("· " + shown + "</title>"));
    assertTrue(html("/nowhere").body().contains("· " + shown + "</title>"));
  }

  @Test
  void whatAnotherNodeChangesIsSeenWithinSeconds() throws Exception {
    String title = newName("Changed elsewhere ");
    atAnotherNode(
        "UPDATE site_settings SET title = '" + title + "', revision = revision + 1 WHERE id = 1");
    Waiting.until(() -> html("/").body().contains(title));
  }

  @Test
  void theLanguageIsSpokenToWhoeverAsksForNone() {
    set(json("language", "de"));
    assertTrue(html("/login").body().contains("<html lang=\"de\""));
    assertTrue(html("/login", "Accept-Language", "fr").body().contains("<html lang=\"fr\""));
    assertTrue(html("/login", "Cookie", "language=ja").body().contains("<html lang=\"ja\""));
    set(json("language", "en"));
    assertTrue(html("/login").body().contains("<html lang=\"en\""));
  }

  @Test
  void theAccentIsAStyleSheetThatIsReadOnce() {
    set(json("accent", "#FFD400"));
    assertTrue(html("/").body().contains("href=\"/site.css\""));
    Answer css = program.get("/site.css");
    assertEquals(200, css.status());
    assertTrue(css.header("Content-Type").orElseThrow().startsWith("text/css"));
    assertTrue(css.body().contains("--accent: #ffd400"), css.body());
    String etag = css.header("ETag").orElseThrow();
    assertEquals(304, program.get("/site.css", "If-None-Match", etag).status());
    assertEquals(304, program.get("/site.css", "If-None-Match", "\"x\", W/" + etag).status());

    set(json("accent", "#00d4ff"));
    assertEquals(200, program.get("/site.css", "If-None-Match", etag).status());
    set(json("accent", ""));
    assertFalse(html("/").body().contains("/site.css"));
  }

  @ParameterizedTest
  @CsvSource({
    "title, ' '",
    "accent, red",
    "accent, '#ffffff;}body{display:none'",
    "logo, https://elsewhere.example/logo.png",
    "logo, //elsewhere.example/logo.png",
    "logo, '/\\elsewhere.example'",
    "logo, 'javascript:alert(1)'",
    "logo, /admin/backup/backup.zip",
    "language, tlh"
  })
  void whatCanNotBeASettingIsRefusedByName(String field, String value) {
    JsonObject before = chief.get("/admin/site").json();
    Answer refused = chief.send("PATCH", "/admin/site", json(field, value));
    assertEquals(400, refused.status(), refused::toString);
    assertTrue(refused.json().getJsonObject("errors").containsKey(field), refused::toString);
    assertEquals(before, chief.get("/admin/site").json());
  }

  @Test
  void aWholeReplacementForgetsWhatItDoesNotSay() {
    set(json("description", "Soon gone").add("logo", "/favicon.svg"));
    assertTrue(html("/").body().contains("src=\"/favicon.svg\""));
    Answer put = chief.send("PUT", "/admin/site", json("title", "Only a title"));
    assertEquals(200, put.status(), put::toString);
    JsonObject now = chief.get("/admin/site").json();
    assertEquals("", now.getString("description"));
    assertEquals("", now.getString("logo"));
    assertFalse(html("/").body().contains("src=\"/favicon.svg\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/admin/site", "/admin/pages", "/admin/pages/new", "/admin/statistics"})
  void onlyAdministratorsAdminister(String path) {
    assertEquals(401, program.get(path).status());
    assertEquals(403, newMember().get(path).status());
  }

  // Pages

  @Test
  void aPageStandsInTheMenuAndIsReadByEverybody() {
    String title = newName("About ");
    Answer created =
        chief.send(
            "POST",
            "/admin/pages",
            json("title", title)
                .add("body", "We *write*.<script>1</script>")
                .add("menu_position", 1));
    assertEquals(201, created.status(), created::toString);
    String path = created.json().getString("url");
    assertTrue(html("/").body().contains("href=\"" + path + "\""));
    Answer read = html(path);
    assertEquals(200, read.status());
    assertTrue(read.body().contains("We <em>write</em>."), read::toString);
    assertFalse(read.body().contains("<script>1"));
    assertTrue(program.get("/sitemap.xml").body().contains(path + "</loc>"));
    assertEquals("We *write*.<script>1</script>", program.get(path).json().getString("body"));

    String admin = created.header("Location").orElseThrow();
    Answer hidden = chief.send("PATCH", admin, Json.createObjectBuilder().addNull("menu_position"));
    assertEquals(200, hidden.status(), hidden::toString);
    assertFalse(html("/").body().contains("href=\"" + path + "\""));
    assertEquals(200, html(path).status());

    assertEquals(204, chief.delete(admin).status());
    assertEquals(404, html(path).status());
    assertEquals(404, chief.get(admin).status());
  }

  @Test
  void twoPagesCanNotHaveOneAddress() {
    String slug = newName("taken-");
    JsonObjectBuilder page = json("title", "One").add("slug", slug).add("body", "b");
    assertEquals(201, chief.send("POST", "/admin/pages", page).status());
    Answer second =
        chief.send("POST", "/admin/pages", json("title", "Two").add("slug", slug).add("body", "b"));
    assertEquals(409, second.status(), second::toString);
    assertTrue(second.json().getJsonObject("errors").containsKey("slug"));
  }

  @Test
  void aPageThatSomebodyElseChangedIsNotOverwrittenUnseen() {
    String admin =
        chief
            .send("POST", "/admin/pages", json("title", newName("Old ")).add("body", "b"))
            .header("Location")
            .orElseThrow();
    Map<String, String> form =
        Map.of("title", "Mine", "body", "My text", "version", formVersion(admin));
    assertEquals(200, chief.send("PATCH", admin, json("body", "Theirs")).status());
    Answer refused = program.postForm(admin, form, chief.with());
    assertEquals(412, refused.status(), refused::toString);
    assertTrue(refused.body().contains("My text"));
    assertEquals("Theirs", chief.get(admin).json().getString("body"));
  }

  @Test
  @DisplayName(
      "security 75: an ETag names one version of one page, and If-Match holds a change to it")
  void anEtagNamesOneVersionOfOnePage() {
    String slug = newName("tagged-");
    String admin = "/admin/pages/" + slug;
    JsonObject page = json("title", "First").add("slug", slug).add("body", "b").build();
    Answer created = chief.send("POST", "/admin/pages", Json.createObjectBuilder(page));
    String first = created.header("ETag").orElseThrow();
    assertEquals(first, chief.get(admin).header("ETag").orElseThrow());
    Answer changed = chief.send("PATCH", admin, json("body", "c"), "If-Match", first);
    assertEquals(200, changed.status(), changed::toString);
    String second = changed.header("ETag").orElseThrow();
    assertNotEquals(first, second);
    for (String stale : List.of(first, "\"1\"", "W/" + second)) {
      for (String method : List.of("PATCH", "PUT", "DELETE")) {
        Answer refused =
            chief.send(method, admin, Json.createObjectBuilder(page), "If-Match", stale);
        assertEquals(412, refused.status(), method + " " + stale + ": " + refused);
      }
    }
    Answer bare = chief.send("PATCH", admin, json("body", "d"), "Prefer", "handling=strict");
    assertEquals(428, bare.status(), bare::toString);
    assertEquals("c", chief.get(admin).json().getString("body"));
    assertEquals(204, chief.delete(admin, "If-Match", second).status());
    Answer again = chief.send("POST", "/admin/pages", Json.createObjectBuilder(page));
    assertEquals(201, again.status(), again::toString);
    assertEquals(412, chief.delete(admin, "If-Match", first).status());
    assertEquals(200, chief.get(admin).status());
  }

  @Test
  @DisplayName("security 75: a form of a deleted page matches no later page at its address")
  void aFormNamesOneVersionOfOnePage() {
    String slug = newName("again-");
    String admin = "/admin/pages/" + slug;
    JsonObject page = json("title", "First").add("slug", slug).add("body", "b").build();
    assertEquals(201, chief.send("POST", "/admin/pages", Json.createObjectBuilder(page)).status());
    Map<String, String> form =
        Map.of("title", "Late", "body", "Late text", "version", formVersion(admin));
    assertEquals(204, chief.delete(admin).status());
    assertEquals(201, chief.send("POST", "/admin/pages", Json.createObjectBuilder(page)).status());
    assertEquals(412, program.postForm(admin, form, chief.with()).status());
    assertEquals("First", chief.get(admin).json().getString("title"));
    JsonObjectBuilder bare = json("body", "c").add("version", "1");
    Answer refused = chief.send("PATCH", admin, bare);
    assertEquals(400, refused.status(), refused::toString);
    assertTrue(refused.json().getJsonObject("errors").containsKey("version"));
    JsonObjectBuilder named = json("body", "c").add("version", formVersion(admin));
    assertEquals(200, chief.send("PATCH", admin, named).status());
  }

  /** As the hidden field of the page's form has it. */
  private String formVersion(String admin) {
    Matcher field =
        Pattern.compile("name=\"version\" value=\"([^\"]+)\"")
            .matcher(chief.get(admin, "Accept", "text/html").body());
    assertTrue(field.find());
    return field.group(1);
  }

  @ParameterizedTest
  @CsvSource({"slug, new", "slug, No Slug", "title, ' '", "body, ''", "menu_position, -1"})
  void whatIsNoPageIsRefusedByName(String field, String value) {
    JsonObjectBuilder page = json("title", "t").add("body", "b").add(field, value);
    Answer refused = chief.send("POST", "/admin/pages", page);
    assertEquals(400, refused.status(), refused::toString);
    assertTrue(refused.json().getJsonObject("errors").containsKey(field), refused::toString);
  }

  // Profiles

  @Test
  void anAuthorHasAPageWithAProfile() {
    Member author = newMember();
    author.write("The first of " + author.name(), "One");
    Answer saved =
        author.send(
            "PUT",
            "/account/profile",
            json("display_name", "Ada <b>Lovelace</b>")
                .add("bio", "Tides.\nAnd engines.")
                .add("website", "https://example.org/ada"));
    assertEquals(200, saved.status(), saved::toString);

    JsonObject page = program.get("/authors/" + author.name()).json();
    assertEquals("Ada <b>Lovelace</b>", page.getString("name"));
    assertEquals(1, page.getInt("total"));
    JsonObject post = page.getJsonArray("posts").getJsonObject(0);
    assertEquals(author.name(), post.getString("author"));
    assertEquals("Ada <b>Lovelace</b>", post.getString("author_name"));

    String html = html("/authors/" + author.name().toUpperCase()).body();
    assertTrue(html.contains("Ada &lt;b>Lovelace&lt;/b>") || html.contains("Ada &lt;b&gt;"), html);
    assertTrue(html.contains("href=\"https://example.org/ada\" rel=\"nofollow ugc noopener\""));
    assertTrue(html.contains("The first of " + author.name()));
  }

  @Test
  void anAuthorNobodyKnowsIsNotFound() {
    assertEquals(404, html("/authors/nobody-at-all").status());
    assertEquals(404, program.get("/authors/nobody-at-all").status());
    assertEquals(400, program.get("/authors/%00").status());
  }

  @Test
  void anAuthorsPostsComeAPageAtATime() {
    Member author = newMember();
    for (int i = 0; i < 3; i++) {
      author.write("Post " + i, "b");
    }
    author.write(Member.draft("Secret", "b").add("status", "draft"));
    JsonObject second = program.get("/authors/" + author.name() + "?size=2&page=2").json();
    assertEquals(1, second.getJsonArray("posts").size());
    assertEquals(3, second.getInt("total"));
    assertEquals(400, program.get("/authors/" + author.name() + "?page=0").status());
  }

  @ParameterizedTest
  @CsvSource({
    "website, javascript:alert(1)",
    "website, example.org",
    "website, https://user@example.org",
    "website, 'https://exa mple.org'",
    "avatar, https://elsewhere.example/me.png",
    "avatar, /admin/backup/backup.zip",
    "avatar, /media/../admin/backup/backup.zip",
    "avatar, /media/x/delete",
    "display_name, 1234567890123456789012345678901234567890123456789012345678901"
  })
  void whatCanNotBeInAProfileIsRefusedByName(String field, String value) {
    Member author = newMember();
    Answer refused = author.send("PATCH", "/account/profile", json(field, value));
    assertEquals(400, refused.status(), refused::toString);
    assertEquals(List.of(field), List.copyOf(refused.json().getJsonObject("errors").keySet()));
  }

  // Statistics

  @Test
  void viewsAreCountedOnceEachAndAddToThoseOfOtherNodes() throws Exception {
    Member author = newMember();
    String path =
        author.write("Read by many, says " + author.name(), "b").header("Location").orElseThrow();
    for (int i = 0; i < 3; i++) {
      assertEquals(200, html(path, "User-Agent", FIREFOX).status());
    }
    Waiting.until(() -> views(author) == 3);
    atAnotherNode(
        "UPDATE post_views SET views = views + 10 WHERE post_id ="
            + " (SELECT id FROM posts WHERE slug = '"
            + path.substring("/blogs/".length())
            + "')");
    html(path, "User-Agent", FIREFOX);
    Waiting.until(() -> views(author) == 14);

    JsonObject one = chief.get("/admin/statistics" + path.substring("/blogs".length())).json();
    assertEquals(14, one.getInt("views_30_days"));
    JsonArray days = one.getJsonArray("days");
    assertEquals(30, days.size());
    assertEquals(14, days.getJsonObject(29).getInt("views"));
    JsonObject all = chief.get("/admin/statistics").json();
    assertTrue(
        all.getJsonArray("posts").getValuesAs(JsonValue::asJsonObject).stream()
            .anyMatch(post -> post.getString("url").equals(path)));

    assertEquals(204, author.delete(path).status());
    assertEquals(200, chief.get("/admin/statistics").status());
  }

  @Test
  void robotsProgramsAndAuthorsAreNotCounted() {
    Member author = newMember();
    String own = author.write("Seen by " + author.name(), "b").header("Location").orElseThrow();
    String browser = FIREFOX;
    author.get(own, "Accept", "text/html", "User-Agent", browser);
    html(own, "User-Agent", "Mozilla/5.0 (compatible; Googlebot/2.1)");
    html(own, "User-Agent", browser, "Sec-Purpose", "prefetch");
    program.get(own, "Accept", "application/json", "User-Agent", browser);
    assertEquals(200, newMember().get(own, "Accept", "text/html", "User-Agent", browser).status());
    // Counts are written together: when the other member's is there, these would be, too.
    Waiting.until(() -> views(author) > 0);
    assertEquals(1, views(author));
  }

  @Test
  void authorsSeeHowManyPostsTheyHaveOfEachStatus() {
    Member author = newMember();
    author.write("Out", "b");
    author.write(Member.draft("In the works", "b").add("status", "draft"));
    author.write(
        Member.draft("Later", "b")
            .add("status", "scheduled")
            .add("publish_at", "2999-01-01T00:00:00Z"));
    author.write(
        Member.draft("Later, too", "b")
            .add("status", "scheduled")
            .add("publish_at", "2999-01-01T00:00:00Z"));
    JsonObject scheduled = author.get("/account/posts?status=scheduled").json();
    assertEquals(
        json("draft", 1).add("pending", 0).add("scheduled", 2).add("published", 1).build(),
        scheduled.getJsonObject("counts"));
    assertEquals(2, scheduled.getJsonArray("posts").size());
    assertEquals(
        "In the works",
        author
            .get("/account/posts?status=draft")
            .json()
            .getJsonArray("posts")
            .getJsonObject(0)
            .getString("title"));
    assertEquals(401, program.get("/account/posts").status());
  }

  @Test
  @DisplayName(
      "security 70: the form of a page sent again makes one page, which says what was sent last")
  void theFormOfAPageSentAgainMakesOnePage() {
    HttpApi browser = HttpApi.browser(base);
    browser.postForm("/login", Map.of("username", CHIEF, "password", Member.PASSWORD));
    Answer led =
        browser.get("/admin/pages/new", "Accept", "text/html", "Sec-Fetch-Mode", "navigate");
    assertEquals(303, led.status(), led::toString);
    String form = led.header("Location").orElseThrow();
    Map<String, String> typed =
        ShownForm.with("title", browser.get(form, "Accept", "text/html").body()).sent();
    String title = newName("Twice ");
    typed.put("title", title);
    typed.put("body", "One.");
    Answer first = browser.postForm("/admin/pages", typed);
    assertEquals(303, first.status(), first::toString);
    String path = first.header("Location").orElseThrow();
    assertEquals(path, browser.postForm("/admin/pages", typed).header("Location").orElseThrow());
    typed.put("body", "Two.");
    assertEquals(path, browser.postForm("/admin/pages", typed).header("Location").orElseThrow());
    assertEquals("Two.", program.get(path).json().getString("body"));
    assertEquals(
        "/admin" + path, browser.get(form, "Accept", "text/html").header("Location").orElseThrow());

    // Changed in another way since: the form does not overwrite that, and nothing typed is lost.
    chief.send("PATCH", "/admin" + path, json("body", "By another."));
    typed.put("body", "Three.");
    Answer late = browser.postForm("/admin/pages", typed);
    assertEquals(409, late.status(), late::toString);
    assertEquals("Three.", ShownForm.with("body", late.body()).value("body"));
    assertEquals("By another.", program.get(path).json().getString("body"));
  }

  @ParameterizedTest
  @DisplayName(
      "security 70: the form of a token, an invitation, a webhook or a review link sent again makes"
          + " one, and shows its secret again")
  @CsvSource({
    "/account/tokens, name, scopes, blog:read, ink_pat_[\\w-]{43}",
    "/admin/invitations, note, role, author, invite=[\\w-]{43}",
    "/admin/webhooks, url, events, post.published, ''",
    "/review-links, recipient, expires_in_days, 7, /review/[\\w-]{43}"
  })
  void aFormSentAgainMakesOne(
      String path, String field, String second, String choice, String secret) throws Exception {
    HttpApi browser = HttpApi.browser(base);
    browser.postForm("/login", Map.of("username", CHIEF, "password", Member.PASSWORD));
    String place =
        path.equals("/review-links")
            ? chief.path(Member.draft(newName("Seen "), "b").add("status", "draft")) + path
            : path;
    Map<String, String> typed =
        ShownForm.with(field, browser.get(place, "Accept", "text/html").body()).sent();
    String value = "https://example.org/" + newName("once-");
    typed.put(field, value);
    typed.put(second, choice);
    // At once, and once more.
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<Answer>> sent =
        threads.invokeAll(Collections.nCopies(8, () -> browser.postForm(place, typed)));
    threads.shutdown();
    Set<String> secrets = new HashSet<>();
    for (Future<Answer> one : sent) {
      Answer answer = one.get();
      assertTrue(Set.of(201, 303).contains(answer.status()), answer::toString);
      Matcher shown = Pattern.compile(secret).matcher(answer.body());
      assertTrue(shown.find(), answer::toString);
      secrets.add(shown.group());
    }
    assertEquals(1, secrets.size(), secrets::toString);
    assertEquals(1, count(place, value));
    typed.put(field, value + "-mended");
    assertTrue(browser.postForm(place, typed).body().contains(secrets.iterator().next()));
    assertEquals(1, count(place, value));
    assertEquals(1, count(place, value + "-mended"));
  }

  /** How many of a list are named so, or begin so. */
  private long count(String list, String name) {
    return Pattern.compile(Pattern.quote('"' + name))
        .matcher(chief.get(list).body())
        .results()
        .count();
  }

  // In a browser

  @Test
  void anAdministratorSetsItAllUpWithoutJavaScript() {
    Page page = chiefsBrowser(ColorScheme.LIGHT);
    page.navigate("/admin");
    link(page, "Site settings").click();
    String title = newName("Typed in ");
    page.getByLabel("Accent colour").fill("orange");
    page.getByLabel("Title").fill(title);
    button(page, "Save").click();
    // What was wrong is said beside the field, and nothing typed is lost.
    PlaywrightAssertions.assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
    PlaywrightAssertions.assertThat(page.getByLabel("Title")).hasValue(title);
    page.getByLabel("Accent colour").fill("#7a1fa2");
    button(page, "Save").click();
    PlaywrightAssertions.assertThat(page.locator("header .name")).hasText(title);
    PlaywrightAssertions.assertThat(button(page, "Save"))
        .hasCSS("background-color", "rgb(122, 31, 162)");

    page.navigate("/admin/pages/new");
    String about = newName("Who we are ");
    page.getByLabel("Title").fill(about);
    page.getByLabel("Body").fill("Two *friends*.");
    page.getByLabel("Place in the menu").fill("3");
    button(page, "Save").click();
    PlaywrightAssertions.assertThat(page.locator(".prose em")).hasText("friends");
    PlaywrightAssertions.assertThat(link(page, about)).hasAttribute("aria-current", "page");
    link(page, "Edit").click();
    link(page, "Delete this page").click();
    button(page, "Delete this page").click();
    PlaywrightAssertions.assertThat(link(page, about)).hasCount(0);

    page.navigate("/account/profile");
    page.getByLabel("Display name").fill("The Chief");
    page.getByLabel("About you").fill("Line one\nLine two");
    button(page, "Save").click();
    PlaywrightAssertions.assertThat(page.locator("h1")).hasText("The Chief");
    PlaywrightAssertions.assertThat(page.locator("main .avatar")).hasText("TC");
  }

  @ParameterizedTest
  @CsvSource({"360, LIGHT", "360, DARK", "1440, LIGHT", "1440, DARK"})
  void noPageIsWiderThanItsWindow(int width, ColorScheme scheme) {
    String slug = "a-very-long-address-".repeat(3) + newName("x");
    chief.send(
        "POST",
        "/admin/pages",
        json("title", "A title without end ".repeat(4)).add("slug", slug).add("body", "b"));
    Page page = chiefsBrowser(scheme);
    page.setViewportSize(width, 900);
    for (String path :
        List.of(
            "/admin/site",
            "/admin/pages",
            "/admin/pages/" + slug,
            "/pages/" + slug,
            "/admin/statistics",
            "/account/profile",
            "/account/posts",
            "/authors/" + CHIEF)) {
      assertEquals(200, page.navigate(path).status(), path);
      Object over =
          page.evaluate(
              "document.documentElement.scrollWidth - document.documentElement.clientWidth");
      assertEquals(0, ((Number) over).intValue(), path + " at " + width);
    }
  }

  private Page chiefsBrowser(ColorScheme scheme) {
    if (chromium == null) {
      chromium = Chromium.start();
      PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
    }
    Page page = chromium.openWithoutJavaScript(base);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    page.navigate("/login");
    page.getByLabel("Username").fill(CHIEF);
    page.getByLabel("Password").fill(Member.PASSWORD);
    button(page, "Log in").click();
    page.locator("details.own > summary").click();
    PlaywrightAssertions.assertThat(link(page, "Administration")).isVisible();
    return page;
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator link(Page page, String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  // Helpers

  private void set(JsonObjectBuilder settings) {
    Answer answer = chief.send("PATCH", "/admin/site", settings);
    assertEquals(200, answer.status(), answer::toString);
  }

  private Answer html(String path, String... headers) {
    String[] all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 2, headers.length);
    all[0] = "Accept";
    all[1] = "text/html";
    return program.get(path, all);
  }

  /** The views of the author's only post. */
  private static int views(Member author) {
    return author
        .get("/account/posts")
        .json()
        .getJsonArray("posts")
        .getJsonObject(0)
        .getInt("views");
  }

  private static void atAnotherNode(String change) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(DATABASE.url(), DATABASE.user(), DATABASE.password());
        Statement statement = connection.createStatement()) {
      assertEquals(1, statement.executeUpdate(change));
    }
  }

  private Member newMember() {
    return Member.register(program, newName("member-"));
  }

  private static String newName(String prefix) {
    return prefix + NAMES.incrementAndGet();
  }

  private static JsonObjectBuilder json(String name, String value) {
    return Json.createObjectBuilder().add(name, value);
  }

  private static JsonObjectBuilder json(String name, int value) {
    return Json.createObjectBuilder().add(name, value);
  }
}
