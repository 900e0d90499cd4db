package org.inkgate.tokens;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.SignedJWT;
import jakarta.json.Json;
import jakarta.json.JsonObject;
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
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.inkgate.testing.Answer;
import org.inkgate.testing.HttpApi;
import org.inkgate.testing.InkgateArchive;
import org.inkgate.testing.Member;
import org.inkgate.testing.OtherServer;
import org.inkgate.testing.ServerLog;
import org.inkgate.testing.ShownForm;
import org.inkgate.testing.TypedForms;
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

  /** More than these tests make from one address, except the one that tests the limit. */
  private static final int REGISTRATIONS = 200;

  /** More than any limit that a test can reach. */
  private static final int MOST_TRIES = REGISTRATIONS + 10;

  private static final AtomicInteger USERS = new AtomicInteger();

  @ArquillianResource private URL url;

  private HttpApi program;
  private HttpApi browser;
  private String user;

  @Deployment(testable = false)
  static WebArchive inkgate() {
    return InkgateArchive.with(
        Map.of(
            "JWT_SECRET_KEY",
            SECRET,
            "TRUSTED_PROXIES",
            "127.0.0.1, ::1",
            "CORS_ORIGINS",
            "*",
            "LIMIT_REGISTRATIONS",
            String.valueOf(REGISTRATIONS)));
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
    String wrong =
        """
        {"username": "%s", "password": "not it at all"}
        """
            .formatted(user);
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
  @DisplayName("security 35: a foreign form can't log a user in")
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
    INVALID(400),
    NO_CSRF(403),
    OTHER_CSRF(403),
    TOO_LONG(413),
    SESSION_OVER(401),
    LOGIN_TOO_OLD(401);

    private final int status;

    Failure(int status) {
      this.status = status;
    }

    boolean concerns(TypedForms.Form form) {
      return switch (this) {
        case INVALID -> !form.wrong().isEmpty();
        // A browser sends no more than the 500 characters that the field takes.
        case TOO_LONG -> !form.upload();
        case LOGIN_TOO_OLD -> form.delicate();
        default -> true;
      };
    }

    boolean needsLogin() {
      return this == SESSION_OVER || this == LOGIN_TOO_OLD;
    }
  }

  @ParameterizedTest
  @EnumSource(Failure.class)
  void whatWasTypedIsInAFormAgainWhateverFailed(Failure failure) throws Exception {
    String contributor = user;
    user = "writer1";
    HttpApi signedIn = HttpApi.browser(url.toURI());
    logIn(signedIn, Map.of());
    List<Executable> all = new ArrayList<>();
    for (TypedForms.Form form :
        TypedForms.of(member(user), contributor, PASSWORD, "typed" + USERS.get())) {
      if (failure.concerns(form)) {
        all.add(() -> assertKept(failure, form, signedIn));
      }
    }
    assertAll(all);
  }

  private void assertKept(Failure failure, TypedForms.Form form, HttpApi signedIn)
      throws Exception {
    Map<String, String> typed = new LinkedHashMap<>(form.fields());
    String first = form.first();
    switch (failure) {
      case INVALID -> typed.put(first, form.wrong());
      case TOO_LONG -> typed.put(first, "x".repeat(1024 * 1024 + 1));
      default -> {}
    }
    Map<String, String> sent = new LinkedHashMap<>(typed);
    sent.putAll(form.unseen());
    sent.putAll(form.secrets());
    switch (failure) {
      case NO_CSRF -> {}
      case OTHER_CSRF -> sent.put("csrf", "altered");
      default -> sent.put("csrf", csrf(signedIn));
    }
    HttpApi sender = signedIn;
    String[] headers = {};
    if (failure == Failure.SESSION_OVER) {
      sender = HttpApi.browser(url.toURI());
    } else if (failure == Failure.LOGIN_TOO_OLD) {
      sender = program;
      headers = new String[] {"Cookie", cookiesOfAnHourAgo(signedIn)};
    }
    Answer answer = form.send(sender, form.path(), sent, headers);
    assertEquals(failure.status, answer.status(), form + " " + answer.status());
    assertFalse(answer.body().contains(PASSWORD), form + " shows the password");
    String page = answer.body();
    if (failure.needsLogin()) {
      sender = HttpApi.browser(url.toURI());
      Map<String, String> login = ShownForm.with("password", page).sent();
      login.put("username", user);
      login.put("password", PASSWORD);
      page = sender.postForm("/login", login).body();
    }
    ShownForm shown = ShownForm.with(first, page);
    typed.forEach((name, text) -> assertEquals(text, shown.value(name), form + " " + name));
    // What is invalid is mended on the form's own page, which the preview shares with the post.
    boolean previewed = failure == Failure.INVALID && form.path().equals("/preview");
    assertEquals(previewed ? "/blogs" : form.path(), shown.action());
    form.secrets().keySet().forEach(name -> assertEquals("", shown.value(name), form + " " + name));
    // Comments have a pace, of which five rounds of them are more.
    boolean paced = form.path().contains("/comments") && failure != Failure.SESSION_OVER;
    boolean sendable = failure != Failure.TOO_LONG && failure != Failure.INVALID;
    if (sendable && !paced) {
      Map<String, String> again = new HashMap<>(shown.sent());
      again.remove("file");
      again.putAll(form.secrets());
      Answer stored = form.send(sender, shown.action(), again);
      assertTrue(List.of(200, 201, 303).contains(stored.status()), form + ": " + stored);
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
  void anotherAccountCanOnlyCopyWhatWasTyped() throws URISyntaxException {
    Map<String, String> form = post("Written as another", csrf(browser));
    HttpApi stale = HttpApi.browser(url.toURI());
    logIn(stale, Map.of());
    String kept = keptWithOwner(stale, form);
    user = "writer1";
    Answer shown = logIn(HttpApi.browser(url.toURI()), Map.of("kept", kept));
    assertEquals(200, shown.status(), shown::toString);
    assertEquals(
        "Written as another",
        Jsoup.parse(shown.body()).selectFirst("main #typed-title[readonly]").wholeText().strip());
    assertEquals("", Jsoup.parse(shown.body()).select("main form").outerHtml());
  }

  /**
   * A form that was sent with the refresh token of a session, whose access token needs a renewal.
   */
  private String keptWithOwner(HttpApi owner, Map<String, String> form) throws URISyntaxException {
    String refresh =
        owner.cookies().getCookieStore().getCookies().stream()
            .filter(cookie -> cookie.getName().endsWith("refresh"))
            .map(cookie -> cookie.getName() + "=" + cookie.getValue())
            .findFirst()
            .orElseThrow();
    owner.postForm("/logout", Map.of("csrf", csrf(owner)));
    return value(program.postForm("/blogs", form, "Cookie", refresh).body(), "kept");
  }

  @Test
  void whatIsTakenOrWasChangedSinceComesBackInTheForm() throws Exception {
    String chief = "writer1";
    String other = user;
    user = chief;
    HttpApi signedIn = HttpApi.browser(url.toURI());
    logIn(signedIn, Map.of());
    List<TypedForms.Form> forms =
        TypedForms.of(member(chief), other, PASSWORD, "taken" + USERS.get());
    assertRefused(409, signedIn, form(forms, "/admin/pages"), Map.of("slug", "typed"));
    String taken = member(chief).path(Member.draft("Taken", "b")).substring("/blogs/".length());
    assertRefused(409, signedIn, form(forms, "/blogs"), Map.of("slug", taken));
    assertRefused(409, signedIn, form(forms, "/blogs/{slug}/edit"), Map.of("slug", taken));
    assertRefused(409, signedIn, form(forms, "/account"), Map.of("email", other + "@example.org"));
    assertRefused(412, signedIn, form(forms, "/blogs/{slug}/edit"), Map.of("version", "1-v0"));
    assertRefused(412, signedIn, form(forms, "/admin/pages/{slug}"), Map.of("version", "1-v99"));
    assertRefused(
        412, signedIn, form(forms, "/admin/pending/{slug}/return"), Map.of("version", "1-v0"));
  }

  private static TypedForms.Form form(List<TypedForms.Form> forms, String route) {
    return forms.stream().filter(it -> it.route().equals(route)).findFirst().orElseThrow();
  }

  /** Sends a form with other values; the refusal shows all that was typed. */
  private static void assertRefused(
      int status, HttpApi sender, TypedForms.Form form, Map<String, String> changed) {
    Map<String, String> sent = new LinkedHashMap<>(form.fields());
    sent.putAll(form.secrets());
    sent.put("csrf", csrf(sender));
    sent.putAll(changed);
    Answer answer = form.send(sender, form.path(), sent);
    assertEquals(status, answer.status(), form + " " + answer);
    assertTyped(form.fields().keySet(), sent, answer);
  }

  private static void assertTyped(Set<String> names, Map<String, String> sent, Answer answer) {
    ShownForm shown = ShownForm.with(names.iterator().next(), answer.body());
    names.forEach(name -> assertEquals(sent.get(name), shown.value(name), name));
    assertFalse(answer.body().contains(PASSWORD), answer::toString);
  }

  @Test
  void whoMustWaitFindsWhatWasTypedInTheForm() throws Exception {
    String slug = member("writer1").path(Member.draft("Busy", "b"));
    Map<String, String> comment = new LinkedHashMap<>(Map.of("csrf", csrf(browser)));
    assertWaits(
        Set.of("body"),
        comment,
        number -> comment.put("body", "word " + number),
        sent -> browser.postForm(slug + "/comments", sent));

    Map<String, String> address = new LinkedHashMap<>(Map.of("csrf", csrf(browser)));
    address.put("current_password", PASSWORD);
    assertWaits(
        Set.of("email"),
        address,
        number -> address.put("email", user + "." + number + "@example.org"),
        sent -> browser.postForm("/account", sent));

    String[] from = {"X-Forwarded-For", "192.0.2.77"};
    HttpApi stranger = HttpApi.browser(url.toURI());
    Map<String, String> login = new LinkedHashMap<>(Map.of("password", "not it " + PASSWORD));
    assertWaits(
        Set.of("username"),
        login,
        number -> login.put("username", user),
        sent -> stranger.postForm("/login", sent, from));

    Map<String, String> newcomer = new LinkedHashMap<>(Map.of("password", PASSWORD));
    newcomer.put("username", "writer1");
    assertWaits(
        Set.of("email", "username"),
        newcomer,
        number -> newcomer.put("email", number + "@example.org"),
        sent -> stranger.postForm("/register", sent, from));
  }

  /** Sends a form until its sender must wait. */
  private static void assertWaits(
      Set<String> names,
      Map<String, String> fields,
      IntConsumer change,
      Function<Map<String, String>, Answer> send) {
    for (int number = 0; number < MOST_TRIES; number++) {
      change.accept(number);
      Answer answer = send.apply(fields);
      if (answer.status() == 429) {
        assertTyped(names, fields, answer);
        return;
      }
    }
    throw new AssertionError("Nothing limits " + fields);
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
            """
            {"current_password": "%s", "new_password": "another engine"}
            """
                .formatted(PASSWORD),
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
            "POST",
            "/login",
            """
            {"username": "%s", "password": "%s"}
            """
                .formatted(user, PASSWORD));
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
