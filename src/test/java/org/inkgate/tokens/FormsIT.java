package org.inkgate.tokens;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.SignedJWT;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.net.CookieStore;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.inkgate.testing.Answer;
import org.inkgate.testing.HttpApi;
import org.inkgate.testing.InkgateArchive;
import org.inkgate.testing.Member;
import org.inkgate.testing.OtherServer;
import org.inkgate.testing.ServerLog;
import org.inkgate.testing.ShownForm;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Cookies and forms over HTTP. The number in a test's name is that of the security statement it
 * holds.
 */
@ExtendWith(ArquillianExtension.class)
class FormsIT {

  /** As an operator may write one; nothing in it is a reference or an escape. */
  private static final String SECRET = "a secret of the ${operator}, \\long $enough \\${here}";

  private static final String PASSWORD = "engines of analysis";
  private static final AtomicInteger USERS = new AtomicInteger();

  @ArquillianResource private URL url;

  private HttpApi program;
  private HttpApi browser;
  private String user;

  @Deployment(testable = false)
  static WebArchive inkgate() {
    return InkgateArchive.with(
        Map.of("JWT_SECRET_KEY", SECRET, "TRUSTED_PROXIES", "127.0.0.1, ::1", "CORS_ORIGINS", "*"));
  }

  @BeforeEach
  void register() throws URISyntaxException {
    URI base = url.toURI();
    program = HttpApi.program(base);
    browser = HttpApi.browser(base);
    user = "writer" + USERS.incrementAndGet();
    Answer registered =
        browser.postForm(
            "/register",
            Map.of("username", user, "email", user + "@example.org", "password", PASSWORD));
    assertEquals(303, registered.status(), registered::toString);
  }

  @Test
  @DisplayName("security 97: a secret is taken as it is written, ${…} and backslashes included")
  void aSecretIsTakenAsItIsWritten() throws Exception {
    String token =
        program
            .postJson("/login", Member.credentials(user, PASSWORD))
            .json()
            .getString("access_token");
    byte[] written = SECRET.getBytes(StandardCharsets.UTF_8);
    assertTrue(SignedJWT.parse(token).verify(new MACVerifier(written)));
  }

  @Test
  @DisplayName("security 24: a browser is sent to log in and comes back, a program never")
  void aBrowserIsSentToLogInAndComesBackAndAProgramNever() throws URISyntaxException {
    HttpApi stranger = HttpApi.browser(url.toURI());
    Answer sent = page(stranger, "/account/sessions?a=b");
    assertEquals(303, sent.status());
    assertEquals(
        "/login?next=%2Faccount%2Fsessions%3Fa%3Db", sent.header("Location").orElseThrow());
    Answer back = logIn(stranger, Map.of("next", "/account/sessions?a=b"));
    assertEquals("/account/sessions?a=b", back.header("Location").orElseThrow());
    assertEquals(401, program.get("/account/sessions").status());
  }

  @Test
  @DisplayName("security 29: cookies are for this host and for HTTP alone")
  void cookiesAreForThisHostAndForHttpAlone() throws URISyntaxException {
    Answer loggedIn = logIn(HttpApi.browser(url.toURI()), Map.of());
    List<String> cookies = loggedIn.headers("Set-Cookie");
    assertEquals(2, cookies.size(), cookies::toString);
    for (String cookie : cookies) {
      assertForThisHostAndForHttpAlone(cookie);
    }
  }

  @Test
  @DisplayName("security 29: behind a proxy that speaks HTTPS, cookies are __Host- and Secure")
  void behindAHttpsProxyCookiesAreSecure() throws URISyntaxException {
    HttpApi stranger = HttpApi.browser(url.toURI());
    Answer loggedIn =
        stranger.postForm(
            "/login",
            Map.of("username", user, "password", PASSWORD),
            "X-Forwarded-Proto",
            "https",
            "Origin",
            "https://" + url.getAuthority());
    assertEquals(303, loggedIn.status(), loggedIn::toString);
    List<String> cookies = loggedIn.headers("Set-Cookie");
    assertEquals(2, cookies.size(), cookies::toString);
    for (String cookie : cookies) {
      assertTrue(cookie.startsWith("__Host-inkgate_"), cookie);
      assertTrue(attributes(cookie).contains("secure"), cookie);
      assertForThisHostAndForHttpAlone(cookie);
    }
    String access = cookies.get(0).split(";")[0];
    assertEquals(
        200, program.get("/account", "Cookie", access, "X-Forwarded-Proto", "https").status());
    assertEquals(401, program.get("/account", "Cookie", access).status());
  }

  private static void assertForThisHostAndForHttpAlone(String cookie) {
    List<String> attributes = attributes(cookie);
    assertTrue(attributes.containsAll(List.of("httponly", "samesite=lax", "path=/")), cookie);
    assertTrue(attributes.stream().noneMatch(name -> name.startsWith("domain")), cookie);
    assertTrue(cookie.length() <= 4096, cookie);
  }

  /** Some servers write their names in small letters (RFC 6265 section 5.2 knows no case). */
  private static List<String> attributes(String cookie) {
    return List.of(cookie.toLowerCase(Locale.ROOT).split("; ?"));
  }

  @Test
  @DisplayName("security 58: behind a proxy that speaks HTTPS, answers carry HSTS, errors too")
  void behindAHttpsProxyAnswersCarryHsts() {
    // WildFly answers the third before anything of ours is asked.
    for (String path :
        OtherServer.is("wildfly")
            ? List.of("/", "/account", "/style.css")
            : List.of("/", "/account", "/WEB-INF/web.xml", "/style.css")) {
      Answer secure = program.get(path, "X-Forwarded-Proto", "https");
      assertTrue(secure.header("Strict-Transport-Security").isPresent(), path);
      assertTrue(program.get(path).header("Strict-Transport-Security").isEmpty(), path);
    }
  }

  @Test
  @DisplayName("security 43: behind a trusted proxy failures count for the client's address alone")
  void failuresCountForTheAddressThatATrustedProxyNames() throws Exception {
    String wrong = "{\"username\":\"" + user + "\",\"password\":\"not it at all\"}";
    String right = wrong.replace("not it at all", PASSWORD);
    String[] attacker = {"X-Forwarded-For", "9.9.9.9, 192.0.2.66"};
    for (int i = 0; i < 5; i++) {
      assertEquals(401, program.sendJson("POST", "/login", wrong, attacker).status());
    }
    assertEquals(429, program.sendJson("POST", "/login", right, attacker).status());
    String[] disguised = {"X-Forwarded-For", "8.8.8.8, 192.0.2.66"};
    assertEquals(429, program.sendJson("POST", "/login", right, disguised).status());
    Answer owner =
        program.sendJson("POST", "/login", right, "Forwarded", "for=\"[2001:db8::7]:80\"");
    assertEquals(200, owner.status(), owner::toString);
    String token = owner.json().getString("access_token");
    String sessions = program.get("/account/sessions", "Authorization", "Bearer " + token).body();
    assertTrue(sessions.contains("2001:db8:0:0:0:0:0:7"), sessions);
    ServerLog.await(
        ServerLog::lines, line -> line.contains("login.failed") && line.contains("=192.0.2.66 "));
  }

  @ParameterizedTest
  @DisplayName("security 30: a cookie's token never appears in a page")
  @ValueSource(strings = {"/", "/blogs/new", "/account", "/account/sessions", "/account/tokens"})
  void aCookiesTokenNeverAppearsInAPage(String path) {
    String page = page(browser, path).body();
    browser
        .cookies()
        .getCookieStore()
        .getCookies()
        .forEach(cookie -> assertFalse(page.contains(cookie.getValue()), cookie::getName));
  }

  @Test
  @DisplayName("security 31: a form needs the csrf value of this session and keeps what was typed")
  void aFormNeedsTheCsrfValueOfThisSessionAndKeepsWhatWasTyped() throws URISyntaxException {
    HttpApi other = HttpApi.browser(url.toURI());
    logIn(other, Map.of());
    for (String csrf : List.of("", csrf(browser) + "x", csrf(other))) {
      Answer refused = browser.postForm("/blogs", post("Typed with care", csrf));
      assertEquals(403, refused.status());
      assertTrue(refused.body().contains("Typed with care"), refused::toString);
    }
    assertEquals(303, browser.postForm("/blogs", post("Sent", csrf(browser))).status());
  }

  @Test
  @DisplayName("security 32: what another site sends is refused")
  void whatAnotherSiteSendsIsRefused() {
    Map<String, String> form = post("From elsewhere", csrf(browser));
    for (String site : List.of("cross-site", "same-site")) {
      assertEquals(403, browser.postForm("/blogs", form, "Sec-Fetch-Site", site).status());
    }
    for (String origin : List.of("https://evil.example", "null")) {
      assertEquals(403, browser.postForm("/blogs", form, "Origin", origin).status());
    }
    String own = url.getProtocol() + "://" + url.getAuthority();
    assertEquals(
        303,
        browser.postForm("/blogs", form, "Origin", own, "Sec-Fetch-Site", "same-origin").status());
  }

  @Test
  @DisplayName("security 33: GET and HEAD change nothing")
  void getAndHeadChangeNothing() {
    String path = browser.postForm("/blogs", post("Stays", csrf(browser))).header("Location").get();
    for (String method : List.of("GET", "HEAD")) {
      for (String change : List.of("/publish", "/unpublish")) {
        Answer answer = browser.send(method, path + change, BodyPublishers.noBody());
        assertEquals(405, answer.status());
      }
      assertEquals(405, browser.send(method, "/logout", BodyPublishers.noBody()).status());
      browser.send(method, path + "/delete", BodyPublishers.noBody());
    }
    assertEquals(200, browser.get(path).status());
    assertEquals(200, browser.get("/account").status());
  }

  @Test
  @DisplayName("security 34: with a cookie, JSON needs the csrf header")
  void withACookieJsonNeedsTheCsrfHeader() {
    String json = "{\"title\":\"By cookie\",\"body\":\"b\"}";
    assertEquals(403, browser.sendJson("POST", "/blogs", json).status());
    String csrf = csrf(browser);
    assertEquals(201, asJson(browser, json, csrf).status());
    Answer text =
        browser.send(
            "POST",
            "/blogs",
            BodyPublishers.ofString(json),
            "Content-Type",
            "text/plain",
            SameOrigin.HEADER,
            csrf);
    assertEquals(415, text.status());
  }

  @ParameterizedTest
  @DisplayName("security 35: \"next\" leads to own paths only")
  @ValueSource(
      strings = {
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "\t//evil.example",
        "/%0d%0aSet-Cookie:x=y\r\nX: y"
      })
  void nextLeadsToOwnPathsOnly(String next) throws URISyntaxException {
    Answer answer = logIn(HttpApi.browser(url.toURI()), Map.of("next", next));
    assertEquals("/", answer.header("Location").orElseThrow());
  }

  @Test
  @DisplayName("security 35: nobody is logged in by a foreign form")
  void nobodyIsLoggedInByAForeignForm() throws URISyntaxException {
    HttpApi victim = HttpApi.browser(url.toURI());
    Answer refused =
        victim.postForm(
            "/login",
            Map.of("username", user, "password", PASSWORD),
            "Origin",
            "https://evil.example");
    assertEquals(403, refused.status());
    assertEquals(List.of(), refused.headers("Set-Cookie"));
  }

  @Test
  @DisplayName("security 95: CORS_ORIGINS=* lets no foreign page log in or register")
  void everybodysOriginReadsAnswersAndNothingElse() throws URISyntaxException {
    String evil = "https://evil.example";
    Answer read = program.get("/blogs", "Origin", evil);
    assertEquals(evil, read.header("Access-Control-Allow-Origin").orElseThrow());
    HttpApi victim = HttpApi.browser(url.toURI());
    Map<String, String> login = Map.of("username", user, "password", PASSWORD);
    Map<String, String> newcomer =
        Map.of("username", "forged", "email", "forged@example.org", "password", PASSWORD);
    for (Answer refused :
        List.of(
            victim.postForm("/login", login, "Origin", evil, "Sec-Fetch-Site", "cross-site"),
            victim.postForm("/login", login, "Origin", evil, "Accept", "application/json"),
            victim.postForm("/register", newcomer, "Origin", evil),
            program.postJson("/login", Member.credentials(user, PASSWORD), "Origin", evil))) {
      assertEquals(403, refused.status(), refused::toString);
      assertEquals(List.of(), refused.headers("Set-Cookie"));
    }
  }

  @Test
  @DisplayName(
      "security 94: a proxy's Basic credentials change nothing: a draft is kept, a session renewed")
  void credentialsOfAnotherSchemeChangeNothing() throws URISyntaxException {
    String csrf = csrf(browser);
    String[] basic = {"Authorization", "Basic cHJveHk6c2VjcmV0"};
    // As if the access token had expired: the refresh token is left.
    CookieStore cookies = browser.cookies().getCookieStore();
    for (HttpCookie cookie : cookies.get(url.toURI())) {
      if (cookie.getName().endsWith("inkgate_access")) {
        cookies.remove(url.toURI(), cookie);
      }
    }
    Answer stored = browser.postForm("/blogs", post("Behind a proxy", csrf), basic);
    assertEquals(303, stored.status(), stored::toString);
    Answer shown =
        browser.get(
            stored.header("Location").orElseThrow(), "Accept", "text/html", basic[0], basic[1]);
    assertTrue(shown.body().contains("Behind a proxy"), shown::toString);

    HttpApi stranger = HttpApi.browser(url.toURI());
    Answer kept = stranger.postForm("/blogs", post("Typed", "of no session"), basic);
    assertEquals(401, kept.status());
    assertTrue(kept.body().contains("name=\"kept\""), kept::toString);
  }

  @Test
  void whoLeavesAReviewPageOrLeavesTwiceIsJustLoggedOut() {
    String csrf = csrf(browser);
    Answer out =
        browser.postForm(
            "/logout", Map.of("csrf", csrf), "Origin", "null", "Sec-Fetch-Site", "same-origin");
    assertEquals(303, out.status(), out::toString);
    Answer again = browser.postForm("/logout", Map.of("csrf", csrf));
    assertEquals(303, again.status(), again::toString);
    assertEquals("/", again.header("Location").orElseThrow());
    Answer foreign =
        browser.postForm("/logout", Map.of(), "Origin", "null", "Sec-Fetch-Site", "cross-site");
    assertEquals(303, foreign.status(), "nothing was left to log out of");
  }

  @Test
  void aPasswordManagerFindsTheForm() {
    Answer asked = page(program, "/.well-known/change-password");
    assertEquals(303, asked.status());
    assertEquals("/account/password", asked.header("Location").orElseThrow());
  }

  @Test
  @DisplayName("security 84: no closed page opens as a picture, a script or a style")
  void noClosedPageOpensAsAPartOfAnother() {
    for (String destination : List.of("image", "script", "style", "iframe", "object", "audio")) {
      assertEquals(403, browser.get("/account", "Sec-Fetch-Dest", destination).status());
      assertEquals(200, browser.get("/style.css", "Sec-Fetch-Dest", destination).status());
    }
    for (String destination : List.of("document", "empty")) {
      assertEquals(200, browser.get("/account", "Sec-Fetch-Dest", destination).status());
    }
  }

  @Test
  void aFormWhoseSessionEndedComesBackAfterLoggingIn() throws URISyntaxException {
    HttpApi expired = HttpApi.browser(url.toURI());
    Answer refused = expired.postForm("/blogs", post("Not lost", "of a session that is over"));
    assertEquals(401, refused.status());
    String kept = value(refused.body(), "kept");
    assertFalse(kept.contains("Not lost"));

    Answer wrong =
        expired.postForm(
            "/login", Map.of("username", user, "password", "not it at all", "kept", kept));
    assertEquals(401, wrong.status());
    assertEquals(kept, value(wrong.body(), "kept"));

    Answer resumed = logIn(expired, Map.of("kept", kept));
    assertEquals(200, resumed.status());
    assertTrue(resumed.body().contains("Not lost"), resumed::toString);
    Answer sent = expired.postForm("/blogs", post("Not lost", value(resumed.body(), "csrf")));
    assertEquals(303, sent.status());
    String path = sent.header("Location").orElseThrow();
    assertTrue(page(expired, path).body().contains("Not lost"));
  }

  /** What can happen to a form that is sent. */
  private enum Failure {
    NO_CSRF(403),
    OTHER_CSRF(403),
    TOO_LONG(413),
    SESSION_OVER(401),
    LOGIN_TOO_OLD(401);

    private final int status;

    Failure(int status) {
      this.status = status;
    }
  }

  private record TypedForm(String path, Map<String, String> fields) {}

  /** Every form that people type into while they are signed in. */
  private List<TypedForm> forms(Member chief, String other) {
    String slug = chief.path(Member.draft("Commented", "b"));
    JsonObjectBuilder words = Json.createObjectBuilder().add("body", "first");
    int comment = chief.send("POST", slug + "/comments", words).json().getInt("id");
    chief.send(
        "POST",
        "/admin/pages",
        Json.createObjectBuilder().add("title", "About").add("body", "b").add("slug", "typed"));
    String unique = "typed" + USERS.get();
    String users = chief.get("/admin/users?q=" + other).json().getJsonArray("users").toString();
    String id = value(Pattern.compile("\"id\":\"?(\\d+)"), users);
    return List.of(
        new TypedForm(
            "/blogs", Map.of("title", "A <title>", "body", "\nbody\nof it", "tags", "tea, ink")),
        new TypedForm(slug + "/edit", Map.of("title", "Other", "body", "words", "tags", "tea")),
        new TypedForm(slug + "/comments", Map.of("body", "a comment")),
        new TypedForm(
            slug + "/comments", Map.of("body", "a reply", "parent", String.valueOf(comment))),
        new TypedForm("/comments/" + comment + "/edit", Map.of("body", "said otherwise")),
        new TypedForm(slug + "/comments/settings", Map.of("moderation", "all_held")),
        new TypedForm(
            slug + "/review-links", Map.of("recipient", "Charles", "expires_in_days", "3")),
        new TypedForm("/admin/comments/settings", Map.of("moderation", "first_held")),
        new TypedForm("/admin/pages", Map.of("title", "Imprint", "body", "who", "slug", unique)),
        new TypedForm("/admin/pages/typed", Map.of("title", "About us", "body", "others")),
        new TypedForm("/admin/site", Map.of("title", "Engines", "description", "A & B")),
        new TypedForm("/account/profile", Map.of("display_name", "Ada L.", "bio", "a\nb")),
        new TypedForm("/account", Map.of("email", unique + "@example.org")),
        new TypedForm(
            "/account/tokens",
            Map.of("name", "printer", "scopes", "blog:read", "expires_in_days", "7")),
        new TypedForm("/admin/invitations", Map.of("note", "for Mary", "role", "editor")),
        new TypedForm(
            "/admin/webhooks", Map.of("url", "https://hook.example/x", "events", "post.published")),
        new TypedForm("/admin/users/" + id + "/role", Map.of("role", "editor")));
  }

  @ParameterizedTest
  @EnumSource(Failure.class)
  void whatWasTypedIsInAFormAgainWhateverFailed(Failure failure) throws Exception {
    String chief = "writer1";
    HttpApi signedIn = HttpApi.browser(url.toURI());
    String other = user;
    user = chief;
    logIn(signedIn, Map.of());
    List<TypedForm> forms = forms(member(chief), other);
    List<Executable> all = new ArrayList<>();
    for (TypedForm form : forms) {
      boolean delicate = form.path().startsWith("/admin/") && !form.path().contains("comments");
      delicate |= form.path().equals("/account/tokens");
      if (failure != Failure.LOGIN_TOO_OLD || delicate) {
        all.add(() -> assertKept(failure, form, signedIn));
      }
    }
    assertAll(all);
  }

  private void assertKept(Failure failure, TypedForm form, HttpApi signedIn) throws Exception {
    Map<String, String> fields = new LinkedHashMap<>(form.fields());
    fields.put("csrf", csrf(signedIn));
    if (form.path().equals("/blogs")) {
      fields.put("status", "draft");
    }
    Map<String, String> passwords =
        form.path().equals("/account") ? Map.of("current_password", PASSWORD) : Map.of();
    fields.putAll(passwords);
    String longest =
        form.fields().keySet().stream().filter(it -> !it.equals("parent")).findFirst().get();
    HttpApi sender = signedIn;
    String[] headers = {};
    switch (failure) {
      case NO_CSRF -> fields.remove("csrf");
      case OTHER_CSRF -> fields.put("csrf", "altered");
      case TOO_LONG -> fields.put(longest, "x".repeat(1024 * 1024 + 1));
      case SESSION_OVER -> sender = HttpApi.browser(url.toURI());
      case LOGIN_TOO_OLD -> {
        sender = program;
        headers = new String[] {"Cookie", cookiesOfAnHourAgo(signedIn)};
      }
      default -> throw new IllegalStateException();
    }
    Answer answer = sender.postForm(form.path(), fields, headers);
    assertEquals(failure.status, answer.status(), form + " " + answer.status());
    String page = answer.body();
    if (failure == Failure.SESSION_OVER || failure == Failure.LOGIN_TOO_OLD) {
      HttpApi again = HttpApi.browser(url.toURI());
      Map<String, String> login = ShownForm.with("password", page).sent();
      login.put("username", user);
      login.put("password", PASSWORD);
      page = again.postForm("/login", login).body();
      sender = again;
    }
    ShownForm shown = ShownForm.with(longest, page);
    fields.remove("csrf");
    fields.remove("parent");
    fields.remove("status");
    fields.remove("current_password");
    fields.forEach((name, text) -> assertEquals(text, shown.value(name), form.path() + " " + name));
    assertEquals(form.path(), shown.action());
    // Comments have a pace, of which five rounds of them are more.
    boolean paced = form.path().contains("/comments") && failure != Failure.SESSION_OVER;
    if (failure != Failure.TOO_LONG && !paced) {
      Map<String, String> again = new HashMap<>(shown.sent());
      again.putAll(passwords);
      Answer sent = sender.postForm(shown.action(), again);
      assertTrue(sent.status() == 303 || sent.status() == 201, form + ": " + sent);
    }
  }

  private Member member(String name) {
    String credentials = Member.credentials(name, PASSWORD).toString();
    Answer login = program.sendJson("POST", "/login", credentials);
    return new Member(program, name, login.json().getString("access_token"), "");
  }

  /** The cookies of a browser whose user gave the password an hour ago. */
  private String cookiesOfAnHourAgo(HttpApi signedIn) throws JoseException {
    long old = Instant.now().getEpochSecond() - 3600;
    StringBuilder header = new StringBuilder();
    for (HttpCookie cookie : signedIn.cookies().getCookieStore().getCookies()) {
      boolean access = cookie.getName().endsWith("access");
      Map<String, JsonValue> claims = Map.of("auth_time", Json.createValue(old));
      header.append(cookie.getName()).append('=');
      header.append(access ? reissued(cookie.getValue(), claims) : cookie.getValue()).append("; ");
    }
    return header.toString();
  }

  private static String value(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertTrue(matcher.find(), text);
    return matcher.group(1);
  }

  @Test
  void anExpiredAccessTokenBesideAGoodRefreshTokenLosesNothing() throws Exception {
    HttpApi writing = HttpApi.browser(url.toURI());
    logIn(writing, Map.of());
    String csrf = csrf(writing);
    CookieStore store = writing.cookies().getCookieStore();
    store.getCookies().stream()
        .filter(cookie -> cookie.getName().endsWith("access"))
        .toList()
        .forEach(cookie -> store.remove(url("/"), cookie));
    Answer sent = writing.postForm("/blogs", post("Written through the night", csrf));
    assertEquals(303, sent.status(), sent::toString);
  }

  private URI url(String path) {
    return URI.create(url.toString()).resolve(path);
  }

  @Test
  void aDisabledUserCanStillCopyWhatWasTyped() throws Exception {
    HttpApi writing = HttpApi.browser(url.toURI());
    logIn(writing, Map.of());
    Map<String, String> form = post("Written before the ban", csrf(writing));
    Member chief = member("writer1");
    String users = chief.get("/admin/users?q=" + user).json().getJsonArray("users").toString();
    String id = value(Pattern.compile("\"id\":\"?(\\d+)"), users);
    chief.send("POST", "/admin/users/" + id + "/disable", Json.createObjectBuilder());
    Answer refused = writing.postForm("/blogs", form);
    assertEquals(401, refused.status(), refused::toString);
    Answer login = logIn(writing, Map.of("kept", value(refused.body(), "kept")));
    assertEquals(403, login.status(), login::toString);
    for (Answer answer : List.of(refused, login)) {
      Element copy = Jsoup.parse(answer.body()).selectFirst("main #typed-title[readonly]");
      assertEquals("Written before the ban", copy.wholeText().strip());
    }
  }

  @Test
  @DisplayName("security 32: what another site sends is shown without a button to send it")
  void whatAnotherSiteSendsIsNotArmed() {
    Map<String, String> form = post("From elsewhere", csrf(browser));
    Answer refused = browser.postForm("/blogs", form, "Sec-Fetch-Site", "cross-site");
    assertEquals(403, refused.status());
    assertEquals("", Jsoup.parse(refused.body()).select("main form").outerHtml());
    assertTrue(refused.body().contains("From elsewhere"));
  }

  @Test
  void aLongTextInJapaneseIsNoLongerThanOneInEnglish() {
    Map<String, String> form = new LinkedHashMap<>(post("日本語", csrf(browser)));
    form.put("body", "日".repeat(199_999));
    Answer sent = browser.postForm("/blogs", form);
    assertEquals(303, sent.status(), () -> sent.status() + "");
  }

  @Test
  void noPageClaimsThatAMailWasSentWhereNoneCanBe() {
    Answer form = page(program, "/password/forgotten");
    assertEquals(200, form.status());
    assertTrue(form.body().contains("Ask an administrator"), form::toString);
    assertFalse(form.body().contains("name=\"email\""), form::toString);
    Map<String, String> fields = Map.of("email", user + "@example.org");
    Answer asked = program.postForm("/password/forgotten", fields);
    Answer askedByProgram =
        program.sendJson(
            "POST", "/password/forgotten", "{\"email\":\"" + fields.get("email") + "\"}");
    for (Answer answer : List.of(asked, askedByProgram)) {
      assertEquals(403, answer.status(), answer::toString);
      assertTrue(answer.body().contains("Ask an administrator"), answer::toString);
      assertFalse(answer.body().contains("on its way"), answer::toString);
    }
  }

  @Test
  void theMostDelicatePagesAskForANewLogin() throws JoseException {
    long old = Instant.now().getEpochSecond() - 3600;
    String token = reissued(Map.of("auth_time", Json.createValue(old)));
    String bearer = "Bearer " + token;
    assertEquals(200, program.get("/account", "Authorization", bearer).status());
    Answer change =
        program.sendJson(
            "POST",
            "/account/password",
            "{\"current_password\":\"" + PASSWORD + "\",\"new_password\":\"another engine\"}",
            "Authorization",
            bearer);
    assertEquals(401, change.status());
    String challenge = change.header("WWW-Authenticate").orElseThrow();
    assertTrue(challenge.contains("error=\"insufficient_user_authentication\""), challenge);
    assertTrue(challenge.contains("max_age=\"600\""), challenge);
  }

  /** A token of this user with other claims, signed as the server would. */
  private String reissued(Map<String, JsonValue> claims) throws JoseException {
    Answer login =
        program.sendJson(
            "POST", "/login", "{\"username\":\"" + user + "\",\"password\":\"" + PASSWORD + "\"}");
    return reissued(login.json().getString("access_token"), claims);
  }

  private static String reissued(String token, Map<String, JsonValue> claims) throws JoseException {
    String payload = token.split("\\.")[1];
    String json = new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8);
    JsonObject issued = Json.createReader(new StringReader(json)).readObject();
    var changed = Json.createObjectBuilder(issued);
    claims.forEach(changed::add);
    JsonWebSignature jws = new JsonWebSignature();
    jws.setHeader("typ", TokenIssuer.TYPE);
    jws.setKeyIdHeaderValue("hs256");
    jws.setAlgorithmHeaderValue("HS256");
    jws.setKey(new HmacKey(SECRET.getBytes(StandardCharsets.UTF_8)));
    jws.setPayload(changed.build().toString());
    return jws.getCompactSerialization();
  }

  private Answer logIn(HttpApi who, Map<String, String> more) {
    Map<String, String> form = new LinkedHashMap<>(more);
    form.put("username", user);
    form.put("password", PASSWORD);
    return who.postForm("/login", form);
  }

  private static Answer asJson(HttpApi who, String json, String csrf) {
    return who.sendJson(
        "POST", "/blogs", json, SameOrigin.HEADER, csrf, "Accept", "application/json");
  }

  private static Map<String, String> post(String title, String csrf) {
    return Map.of("title", title, "body", "b", "status", "published", "csrf", csrf);
  }

  private static Answer page(HttpApi who, String path) {
    return who.get(path, "Accept", "text/html");
  }

  private static String csrf(HttpApi who) {
    return value(page(who, "/blogs/new").body(), "csrf");
  }

  private static String value(String page, String field) {
    Matcher matcher = Pattern.compile("name=\"" + field + "\" value=\"([^\"]*)\"").matcher(page);
    assertTrue(matcher.find(), page);
    return matcher.group(1);
  }
}
