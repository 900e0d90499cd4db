package org.inkgate.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.inkgate.testing.Answer;
import org.inkgate.testing.HttpApi;
import org.inkgate.testing.InkgateArchive;
import org.inkgate.testing.ServerLog;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions, passwords and personal access tokens over HTTP. */
@ExtendWith(ArquillianExtension.class)
class AccountIT {

  private static final String PASSWORD = "analytical engine";
  private static final String NEW_PASSWORD = "difference engine";
  private static final GreenMail MAIL = new GreenMail(new ServerSetup(0, "0.0.0.0", "smtp"));
  private static final AtomicInteger USERS = new AtomicInteger();
  private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

  @ArquillianResource private URL url;

  private HttpApi program;

  @Deployment(testable = false)
  static WebArchive inkgate() {
    MAIL.start();
    // An address that reaches this machine, but is not taken for it: a password needs STARTTLS.
    String url = "smtp://postman:" + PASSWORD.replace(" ", "%20") + "@0.0.0.0:";
    return InkgateArchive.with(Map.of("SMTP_URL", url + MAIL.getSmtp().getPort()));
  }

  @AfterAll
  static void stopMail() {
    MAIL.stop();
  }

  /** The first account is the administrator's; no test here wants to be one by chance. */
  @BeforeEach
  void connect() throws URISyntaxException {
    program = HttpApi.program(base());
    if (USERS.getAndIncrement() == 0) {
      register("founder", PASSWORD);
    }
  }

  private URI base() throws URISyntaxException {
    return url.toURI();
  }

  // Sessions

  @Test
  @DisplayName("security 10: revocation goes by the session, not by the token's text")
  void revocationGoesByTheSessionNotByTheTokensText() {
    Tokens first = logIn(newUser());
    Tokens second = refresh(first);
    assertNotEquals(first.access(), second.access());
    assertEquals(
        200, program.send("POST", "/logout", BodyPublishers.noBody(), first.bearer()).status());
    assertInvalidToken(program.get("/account", first.bearer()));
    assertInvalidToken(program.get("/account", second.bearer()));
  }

  @Test
  @DisplayName("security 14: a password change ends every session")
  void aPasswordChangeEndsEverySession() {
    String user = newUser();
    Tokens one = logIn(user);
    Tokens other = logIn(user);
    Answer changed = changePassword(one, PASSWORD, NEW_PASSWORD);
    assertEquals(200, changed.status(), changed::toString);
    assertInvalidToken(program.get("/account", one.bearer()));
    assertInvalidToken(program.get("/account", other.bearer()));
    assertInvalidGrant(tryRefresh(one.refresh()));
    assertInvalidGrant(tryRefresh(other.refresh()));

    Tokens goesOn = Tokens.of(changed.json());
    assertEquals(200, program.get("/account", goesOn.bearer()).status());
    assertEquals(200, program.get("/account", refresh(goesOn).bearer()).status());
    assertEquals(401, tryLogIn(user, PASSWORD).status());
    assertEquals(200, tryLogIn(user, NEW_PASSWORD).status());
  }

  @Test
  @DisplayName("security 86: signing all other devices out ends personal access tokens too")
  void signingAllOtherDevicesOutEndsPersonalAccessTokensToo() {
    Tokens tokens = logIn(newUser());
    JsonObject made = makeToken(tokens, "blog:read");
    assertEquals(200, drafts(made).status());
    assertEquals(204, delete("/account/sessions", tokens).status());
    assertInvalidToken(drafts(made));
    assertEquals(200, program.get("/account", tokens.bearer()).status());
  }

  @Test
  @DisplayName("security 86: a password change ends personal access tokens unless they are kept")
  void aPasswordChangeEndsPersonalAccessTokensUnlessTheyAreKept() throws URISyntaxException {
    String user = newUser();
    Tokens tokens = logIn(user);
    JsonObject made = makeToken(tokens, "blog:read");
    JsonObject keeping =
        Json.createObjectBuilder(passwords(PASSWORD, NEW_PASSWORD))
            .add("personal_tokens", "keep")
            .build();
    Answer changed = program.postJson("/account/password", keeping, tokens.bearer());
    assertEquals(200, changed.status(), changed::toString);
    assertEquals(200, drafts(made).status());

    Tokens next = Tokens.of(changed.json());
    Answer page =
        HttpApi.program(base())
            .get("/account/password", next.bearer()[0], next.bearer()[1], "Accept", "text/html");
    assertTrue(
        page.body().contains("name=\"personal_tokens\" value=\"revoke\" checked"), page::body);
    assertEquals(200, changePassword(next, NEW_PASSWORD, PASSWORD).status());
    assertInvalidToken(drafts(made));
  }

  @Test
  @DisplayName("security 16: a refresh token works once and reuse ends its family")
  void aRefreshTokenWorksOnceAndReuseEndsItsFamily() {
    Tokens first = logIn(newUser());
    Tokens second = refresh(first);
    Tokens third = refresh(second);
    assertInvalidGrant(tryRefresh(first.refresh()));
    assertInvalidGrant(tryRefresh(third.refresh()));
    assertInvalidToken(program.get("/account", third.bearer()));
  }

  @Test
  @DisplayName("security 91: a refresh whose answer was lost gets the same answer again")
  void aRefreshWhoseAnswerWasLostGetsTheSameAnswerAgain() {
    Tokens first = logIn(newUser());
    Tokens lost = refresh(first);
    Tokens again = refresh(first);
    assertEquals(lost.refresh(), again.refresh());
    assertEquals(200, program.get("/account", again.bearer()).status());
    assertEquals(200, program.get("/account", refresh(again).bearer()).status());
    assertInvalidGrant(tryRefresh(first.refresh()));
  }

  @Test
  @DisplayName("security 17: twenty refreshes at once make one refresh token and the session lives")
  void twentyRefreshesAtOnceMakeOneRefreshTokenAndTheSessionLives() {
    Tokens first = logIn(newUser());
    List<Answer> answers =
        IntStream.range(0, 20)
            .mapToObj(i -> inBackground(() -> tryRefresh(first.refresh())))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();
    assertTrue(answers.stream().allMatch(answer -> answer.status() == 200), answers::toString);
    Set<String> next =
        answers.stream()
            .map(answer -> Tokens.of(answer.json()).refresh())
            .collect(Collectors.toSet());
    assertEquals(1, next.size());
    Tokens goesOn = refresh(Tokens.of(answers.get(0).json()));
    assertEquals(200, program.get("/account", goesOn.bearer()).status());
  }

  @Test
  @DisplayName("security 27: another's session can't be ended")
  void anothersSessionCanNotBeEnded() {
    Tokens victim = logIn(newUser());
    String id = sessions(victim).get(0).getString("id");
    Tokens attacker = logIn(newUser());
    assertEquals(404, delete("/account/sessions/" + id, attacker).status());
    assertEquals(
        404,
        program
            .send(
                "POST",
                "/account/sessions/" + id + "/end",
                BodyPublishers.noBody(),
                attacker.bearer())
            .status());
    assertEquals(204, delete("/account/sessions", attacker).status());
    assertEquals(200, program.get("/account", victim.bearer()).status());
  }

  @Test
  @DisplayName("security 27: another's personal access token can't be seen or revoked")
  void anothersPersonalAccessTokenCanNotBeSeenOrRevoked() {
    Tokens victim = logIn(newUser());
    JsonObject made = makeToken(victim, "blog:read");
    Tokens attacker = logIn(newUser());
    assertEquals(404, delete("/account/tokens/" + made.getInt("id"), attacker).status());
    assertEquals(List.of(), tokens(attacker));
    assertEquals(200, drafts(made).status());
  }

  @Test
  @DisplayName("security 36: a login ends the session it was sent with")
  void aLoginEndsTheSessionItWasSentWith() throws URISyntaxException {
    String user = newUser();
    Tokens first = logIn(user);
    Answer again = program.postJson("/login", credentials(user, PASSWORD), first.bearer());
    assertEquals(200, again.status());
    assertInvalidToken(program.get("/account", first.bearer()));
    assertInvalidGrant(tryRefresh(first.refresh()));

    HttpApi browser = browser(user);
    String before = cookie(browser, "inkgate_access");
    logIn(browser, user);
    assertNotEquals(before, cookie(browser, "inkgate_access"));
    assertInvalidToken(program.get("/account", "Authorization", "Bearer " + before));
  }

  @Test
  @DisplayName("security 37: logout clears the cookies and revokes")
  void logoutClearsTheCookiesAndRevokes() throws URISyntaxException {
    HttpApi browser = browser(newUser());
    String access = cookie(browser, "inkgate_access");
    String refresh = cookie(browser, "inkgate_refresh");
    Answer out = browser.postForm("/logout", Map.of("csrf", csrf(browser)));
    assertEquals(303, out.status());
    assertEquals("\"cache\", \"storage\"", out.header("Clear-Site-Data").orElseThrow());
    assertEquals(List.of(), browser.cookies().getCookieStore().getCookies());
    assertInvalidToken(program.get("/account", "Authorization", "Bearer " + access));
    assertInvalidGrant(tryRefresh(refresh));
  }

  @Test
  void devicesAreListedAndEnded() {
    String user = newUser();
    Tokens here = logIn(user);
    String firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
    Tokens there =
        Tokens.of(
            program.postJson("/login", credentials(user, PASSWORD), "User-Agent", firefox).json());
    List<JsonObject> listed = sessions(here);
    assertEquals(2, listed.size());
    JsonObject current = only(listed, session -> session.getBoolean("current"));
    JsonObject other = only(listed, session -> !session.getBoolean("current"));
    assertEquals("Firefox on Linux", other.getString("device"));
    assertTrue(current.getString("device").startsWith("Java-http-client/"));

    assertEquals(204, delete("/account/sessions/" + other.getString("id"), here).status());
    assertInvalidToken(program.get("/account", there.bearer()));
    assertInvalidGrant(tryRefresh(there.refresh()));
    assertEquals(1, sessions(here).size());
    assertEquals(404, delete("/account/sessions/" + other.getString("id"), here).status());
  }

  @Test
  void allOtherDevicesAreEndedAtOnce() {
    String user = newUser();
    Tokens here = logIn(user);
    List<Tokens> others = List.of(logIn(user), logIn(user));
    assertEquals(204, delete("/account/sessions", here).status());
    others.forEach(other -> assertInvalidToken(program.get("/account", other.bearer())));
    assertEquals(200, program.get("/account", here.bearer()).status());
  }

  @Test
  void aBrowserEndsDevicesByForms() throws URISyntaxException {
    String user = newUser();
    HttpApi browser = browser(user);
    Tokens other = logIn(user);
    Answer page = browser.get("/account/sessions", "Accept", "text/html");
    assertEquals(200, page.status());
    assertTrue(page.body().contains("This device"), page::body);
    String id = only(sessions(other), session -> session.getBoolean("current")).getString("id");
    Answer ended =
        browser.postForm("/account/sessions/" + id + "/end", Map.of("csrf", csrf(browser)));
    assertEquals(303, ended.status(), ended::toString);
    assertInvalidToken(program.get("/account", other.bearer()));

    Tokens third = logIn(user);
    browser.postForm("/account/sessions/end-others", Map.of("csrf", csrf(browser)));
    assertInvalidToken(program.get("/account", third.bearer()));
    assertEquals(200, browser.get("/account", "Accept", "text/html").status());
  }

  // Refresh and revocation

  @Test
  void aBrowserRefreshesByCookieWithItsCsrfValueOnly() throws URISyntaxException {
    HttpApi browser = browser(newUser());
    String csrf = csrf(browser);
    String before = cookie(browser, "inkgate_refresh");
    assertEquals(403, browser.send("POST", "/token/refresh", BodyPublishers.noBody()).status());
    assertEquals(
        403,
        browser
            .send(
                "POST",
                "/token/refresh",
                BodyPublishers.noBody(),
                "X-CSRF-Token",
                csrf,
                "Origin",
                "https://evil.example")
            .status());
    assertEquals(before, cookie(browser, "inkgate_refresh"));

    Answer renewed =
        browser.send("POST", "/token/refresh", BodyPublishers.noBody(), "X-CSRF-Token", csrf);
    assertEquals(200, renewed.status(), renewed::toString);
    assertNotEquals(before, cookie(browser, "inkgate_refresh"));
    assertFalse(renewed.body().contains("token"), renewed::body);
    assertEquals(303, browser.postForm("/token/refresh", Map.of("csrf", csrf)).status());
  }

  @Test
  void aRefusedRefreshSaysWhyInOAuthsWords() {
    assertInvalidGrant(tryRefresh("nonsense"));
    Answer none = program.postJson("/token/refresh", JsonValue.EMPTY_JSON_OBJECT);
    assertEquals("invalid_request", none.json().getString("error"));
    Answer grant =
        program.postJson(
            "/token/refresh", Json.createObjectBuilder().add("grant_type", "password").build());
    assertEquals(400, grant.status());
    assertEquals("unsupported_grant_type", grant.json().getString("error"));
  }

  @Test
  void revokingARefreshTokenEndsItsSession() {
    Tokens tokens = logIn(newUser());
    assertEquals(200, revoke(tokens.refresh()).status());
    assertInvalidToken(program.get("/account", tokens.bearer()));
    assertInvalidGrant(tryRefresh(tokens.refresh()));
  }

  @Test
  void revokingAnAccessTokenEndsItsSession() {
    Tokens tokens = logIn(newUser());
    Answer revoked =
        program.postForm(
            "/token/revoke", Map.of("token", tokens.access(), "token_type_hint", "refresh_token"));
    assertEquals(200, revoked.status());
    assertInvalidToken(program.get("/account", tokens.bearer()));
    assertInvalidGrant(tryRefresh(tokens.refresh()));
  }

  @Test
  void revokingAPersonalAccessTokenEndsItAlone() {
    Tokens tokens = logIn(newUser());
    JsonObject made = makeToken(tokens, "blog:read");
    assertEquals(200, revoke(made.getString("token")).status());
    assertInvalidToken(drafts(made));
    assertEquals(200, program.get("/account", tokens.bearer()).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "a.b.c", "ink_pat_nonsense", "ö"})
  void revokingWhatNobodyKnowsSucceeds(String token) {
    assertEquals(200, revoke(token).status());
  }

  @Test
  void revokingNothingIsAnInvalidRequest() {
    Answer answer = program.postJson("/token/revoke", JsonValue.EMPTY_JSON_OBJECT);
    assertEquals(400, answer.status());
    assertEquals("invalid_request", answer.json().getString("error"));
  }

  // Passwords

  @Test
  @DisplayName("security 39: eight characters at least and nothing is truncated")
  void eightCharactersAtLeastAndNothingIsTruncated() {
    assertRefused("😀".repeat(7), "must have at least 8 characters");
    assertRefused("é".repeat(1025), "must have at most 1024 characters");
    for (String password :
        List.of("😀".repeat(7) + "a", "x y\"<&>'\\%ü", "ab".repeat(64), "éa".repeat(512))) {
      String user = newName();
      assertEquals(201, register(user, password).status(), password);
      assertEquals(200, tryLogIn(user, password).status(), password);
    }
    String user = newName();
    String longer = "0123456789ab".repeat(6) + "and more";
    register(user, longer);
    assertEquals(401, tryLogIn(user, longer.substring(0, 72)).status());
    assertEquals(200, tryLogIn(user, longer).status());
  }

  @ParameterizedTest
  @DisplayName("security 40: a common password is refused at registration and change")
  @ValueSource(strings = {"password1", "QwertyUiop", "iloveyou", "1qaz2wsx", "football1"})
  void aCommonPasswordIsRefusedAtRegistrationAndChange(String common) {
    String rule = "is one of the most common passwords";
    assertRefused(common, rule);
    Answer changed = changePassword(logIn(newUser()), PASSWORD, common);
    assertEquals(400, changed.status());
    assertEquals(rule, error(changed, "new_password"));
  }

  @Test
  @DisplayName("security 41: a change needs the current password")
  void aChangeNeedsTheCurrentPassword() {
    Tokens tokens = logIn(newUser());
    Answer wrong = changePassword(tokens, "not my password", NEW_PASSWORD);
    assertEquals(400, wrong.status());
    assertEquals("is not your password", error(wrong, "current_password"));
    Answer without =
        program.postJson(
            "/account/password",
            Json.createObjectBuilder().add("new_password", NEW_PASSWORD).build(),
            tokens.bearer());
    assertEquals(400, without.status());
    assertEquals("must not be blank", error(without, "current_password"));
    assertEquals(200, program.get("/account", tokens.bearer()).status());
  }

  @Test
  void whereStartTlsIsRequiredAndNotOfferedNoMailIsSentAndTheLogSaysSo() {
    Answer asked =
        program.postJson(
            "/password/forgotten",
            Json.createObjectBuilder().add("email", newUser() + "@example.org").build());
    assertEquals(202, asked.status(), asked::toString);
    String failed =
        "event=reset.mail_failed request_id=" + asked.header("X-Request-Id").orElseThrow();
    Waiting.until(() -> ServerLog.lines().stream().anyMatch(line -> line.contains(failed)));
    assertEquals(0, MAIL.getReceivedMessages().length);
    assertTrue(ServerLog.lines().stream().noneMatch(line -> line.contains(PASSWORD)));
  }

  @Test
  void aBrowserChangesItsPasswordAndStaysSignedIn() throws URISyntaxException {
    String user = newUser();
    HttpApi browser = browser(user);
    Tokens other = logIn(user);
    String csrf = csrf(browser, "/account/password");
    Answer wrong =
        browser.postForm(
            "/account/password",
            Map.of(
                "csrf", csrf, "current_password", "not mine at all", "new_password", NEW_PASSWORD));
    assertEquals(400, wrong.status());
    assertTrue(wrong.body().contains("is not your password"), wrong::body);
    assertFalse(wrong.body().contains(NEW_PASSWORD), wrong::body);

    Answer changed =
        browser.postForm(
            "/account/password",
            Map.of("csrf", csrf, "current_password", PASSWORD, "new_password", NEW_PASSWORD));
    assertEquals(303, changed.status(), changed::toString);
    assertEquals(200, browser.get("/account", "Accept", "text/html").status());
    assertInvalidToken(program.get("/account", other.bearer()));
    assertEquals(200, tryLogIn(user, NEW_PASSWORD).status());
  }

  // The account itself

  @Test
  void everybodySeesTheirOwnAccount() {
    String user = newUser();
    Answer own = program.get("/account", logIn(user).bearer());
    assertEquals(user, own.json().getString("username"));
    assertEquals(user + "@example.org", own.json().getString("email"));
    assertEquals("author", own.json().getString("role"));
    assertTrue(own.json().getString("created_at").endsWith("Z"));
    assertEquals("no-store", own.header("Cache-Control").orElseThrow());
  }

  @Test
  @DisplayName("security 87: an address change needs the current password")
  void anAddressChangeNeedsTheCurrentPassword() throws URISyntaxException {
    String user = newUser();
    Tokens tokens = logIn(user);
    JsonObject email = Json.createObjectBuilder().add("email", user + "@example.net").build();
    Answer without = program.postJson("/account", email, tokens.bearer());
    assertEquals(400, without.status());
    assertEquals("must not be blank", error(without, "current_password"));
    Answer wrong = changeEmail(tokens, user + "@example.net", "not my password");
    assertEquals(400, wrong.status());
    assertEquals("is not your password", error(wrong, "current_password"));
    assertEquals(400, changeEmail(tokens, "no address", PASSWORD).status());
    Answer unmailable = changeEmail(tokens, "š" + user + "@example.net", PASSWORD);
    assertEquals(
        "must have ASCII characters only before the @, and a domain name after it",
        error(unmailable, "email"));

    HttpApi browser = browser(user);
    Answer form =
        browser.postForm(
            "/account",
            Map.of("csrf", csrf(browser), "email", "no <address>", "current_password", PASSWORD));
    assertEquals(400, form.status());
    assertTrue(form.body().contains("no &lt;address"), form::body);
    assertFalse(form.body().contains(PASSWORD), form::body);
  }

  @Test
  void anotherSpellingOfTheAddressCountsAtOnce() {
    String user = newUser();
    Answer changed = changeEmail(logIn(user), user.toUpperCase() + "@EXAMPLE.org", PASSWORD);
    assertEquals(200, changed.status(), changed::toString);
    assertEquals(user.toUpperCase() + "@EXAMPLE.org", changed.json().getString("email"));
  }

  // Personal access tokens

  @Test
  void aPersonalAccessTokenIsShownOnceAndWorksAtOnce() {
    Tokens tokens = logIn(newUser());
    JsonObject made = makeToken(tokens, "blog:read", "blog:write");
    assertTrue(made.getString("token").startsWith("ink_pat_"));
    assertEquals(200, drafts(made).status());

    JsonObject listed = tokens(tokens).get(0);
    assertFalse(listed.containsKey("token"));
    assertEquals("script", listed.getString("name"));
    assertEquals(made.getJsonArray("scopes"), listed.getJsonArray("scopes"));
    assertNotEquals(JsonValue.NULL, listed.get("last_used_at"));
    assertEquals(
        Duration.ofDays(90),
        Duration.between(
            Instant.parse(listed.getString("created_at")),
            Instant.parse(listed.getString("expires_at"))));

    assertEquals(204, delete("/account/tokens/" + made.getInt("id"), tokens).status());
    assertInvalidToken(drafts(made));
    assertEquals(List.of(), tokens(tokens));
  }

  @Test
  void aPersonalAccessTokenDoesWhatItsScopesSayAndNoMore() {
    Tokens tokens = logIn(newUser());
    JsonObject reader = makeToken(tokens, "blog:read");
    assertInsufficientScope("blog:write", post(reader, "draft"));
    JsonObject writer = makeToken(tokens, "blog:write");
    assertInsufficientScope("blog:publish", post(writer, "published"));
    Answer draft = post(writer, "draft");
    assertEquals(201, draft.status(), draft::toString);
    assertEquals(404, program.get(path(draft), bearer(writer)).status());
    assertEquals(200, program.get(path(draft), bearer(reader)).status());
    assertInsufficientScope("blog:read", drafts(writer));
  }

  @Test
  void aTokenForDraftsOnlyChangesNothingThatIsPublished() {
    Tokens tokens = logIn(newUser());
    JsonObject writer = makeToken(tokens, "blog:read", "blog:write");
    String published = path(post(tokens.access(), "published", "news"));
    String body = "{\"status\":\"draft\"}";
    assertInsufficientScope(
        "blog:publish", program.sendJson("PATCH", published, body, bearer(writer)));
    assertInsufficientScope(
        "blog:publish", program.send("DELETE", published, BodyPublishers.noBody(), bearer(writer)));
    assertInsufficientScope(
        "blog:publish",
        program.send("POST", published + "/unpublish", BodyPublishers.noBody(), bearer(writer)));
    assertEquals(200, program.get(published).status());
  }

  @Test
  void aTokenLimitedToATagWritesPostsWithThatTagOnly() {
    Tokens tokens = logIn(newUser());
    JsonObject wanted =
        wanted("blog:read", "blog:write", "blog:publish").add("tag", "news").build();
    JsonObject limited = program.postJson("/account/tokens", wanted, tokens.bearer()).json();
    assertEquals("news", limited.getString("tag"));
    String token = limited.getString("token");
    assertEquals(403, post(token, "published", "olds").status());
    String mine = path(post(token, "published", "news"));
    String other = path(post(tokens.access(), "draft", "olds"));
    for (String change : List.of("{\"tags\":[\"news\"]}", "{\"title\":\"Mine now\"}")) {
      assertEquals(403, program.sendJson("PATCH", other, change, bearer(limited)).status());
    }
    assertEquals(
        403, program.sendJson("PATCH", mine, "{\"tags\":[\"olds\"]}", bearer(limited)).status());
    assertEquals(
        403, program.send("DELETE", other, BodyPublishers.noBody(), bearer(limited)).status());
    assertEquals(
        200, program.sendJson("PATCH", mine, "{\"title\":\"Better\"}", bearer(limited)).status());
    assertEquals(
        204, program.send("DELETE", mine, BodyPublishers.noBody(), bearer(limited)).status());
  }

  @Test
  void aHundredPersonalAccessTokensAreEnough() {
    Tokens owner = logIn(newUser());
    for (int i = 0; i < 100; i++) {
      makeToken(owner, "blog:read");
    }
    Answer refused =
        program.postJson(
            "/account/tokens",
            Json.createObjectBuilder()
                .add("name", "one more")
                .add("scopes", Json.createArrayBuilder().add("blog:read"))
                .build(),
            owner.bearer());
    assertEquals(507, refused.status(), refused::toString);
    assertEquals(100, tokens(owner).size());
  }

  @Test
  void aPersonalAccessTokenNeverTouchesTheAccount() {
    JsonObject made =
        makeToken(
            logIn(newUser()),
            "blog:read",
            "blog:write",
            "blog:publish",
            "comment:write",
            "media:write");
    String[] bearer = bearer(made);
    assertInsufficientScope("account", program.get("/account", bearer));
    assertInsufficientScope("account", program.get("/account/sessions", bearer));
    assertInsufficientScope("account", program.get("/account/tokens", bearer));
    assertInsufficientScope(
        "account", program.postJson("/account/tokens", wanted("blog:read").build(), bearer));
    assertInsufficientScope(
        "account",
        program.postJson("/account/password", passwords(PASSWORD, NEW_PASSWORD), bearer));
    assertInsufficientScope(
        "account", program.send("POST", "/logout", BodyPublishers.noBody(), bearer));
    assertTrue(Set.of(401, 403, 404).contains(program.get("/admin/users", bearer).status()));
  }

  @Test
  void whatNoPersonalAccessTokenMayBeIsRefusedByField() {
    Tokens tokens = logIn(newUser());
    JsonObject nothing = JsonValue.EMPTY_JSON_OBJECT;
    Answer empty = program.postJson("/account/tokens", nothing, tokens.bearer());
    assertEquals(Set.of("name", "scopes"), empty.json().getJsonObject("errors").keySet());
    for (String scope : List.of("account", "admin", "BLOG_READ", "everything")) {
      Answer refused = program.postJson("/account/tokens", wanted(scope).build(), tokens.bearer());
      assertEquals(400, refused.status());
      assertTrue(error(refused, "scopes").startsWith("must be of "), refused::toString);
    }
    for (String days : List.of("0", "-1", "366", "1e3", "1.5", "\"soon\"", "9".repeat(5000))) {
      Answer refused =
          program.sendJson(
              "POST",
              "/account/tokens",
              "{\"name\":\"x\",\"scopes\":[\"blog:read\"],\"expires_in_days\":" + days + "}",
              tokens.bearer());
      assertEquals(400, refused.status(), days);
      assertEquals(Set.of("expires_in_days"), refused.json().getJsonObject("errors").keySet());
    }
    assertEquals(List.of(), tokens(tokens));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ink_pat_",
        "ink_pat_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "ink_pat_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "INK_PAT_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      })
  void whatOnlyLooksLikeAPersonalAccessTokenIsAnInvalidToken(String token) {
    assertInvalidToken(program.get("/account", "Authorization", "Bearer " + token));
  }

  @Test
  void aBrowserMakesAndRevokesATokenByForms() throws URISyntaxException {
    String user = newUser();
    HttpApi browser = browser(user);
    String csrf = csrf(browser, "/account/tokens");
    Answer wrong = browser.postForm("/account/tokens", Map.of("csrf", csrf, "name", "from a form"));
    assertEquals(400, wrong.status());
    assertTrue(wrong.body().contains("value=\"from a form\""), wrong::body);
    Answer made =
        browser.send(
            "POST",
            "/account/tokens",
            BodyPublishers.ofString(
                "csrf="
                    + csrf
                    + "&name=from+a+form&scopes=blog:read&scopes=blog:write&tag=&expires_in_days=7"),
            "Content-Type",
            "application/x-www-form-urlencoded",
            "Accept",
            "text/html");
    assertEquals(201, made.status(), made::toString);
    assertEquals("no-store", made.header("Cache-Control").orElseThrow());
    Matcher shown =
        Pattern.compile("<code id=\"token\">(ink_pat_[^<]+)</code>").matcher(made.body());
    assertTrue(shown.find(), made::body);
    String[] bearer = {"Authorization", "Bearer " + shown.group(1)};
    assertEquals(200, program.get("/blogs?status=draft", bearer).status());
    assertFalse(
        browser.get("/account/tokens", "Accept", "text/html").body().contains(shown.group(1)));
    int id = tokens(logIn(user)).get(0).getInt("id");
    Answer revoked = browser.postForm("/account/tokens/" + id + "/revoke", Map.of("csrf", csrf));
    assertEquals(303, revoked.status());
    assertInvalidToken(program.get("/blogs?status=draft", bearer));
  }

  // What the tests above are made of

  private record Tokens(String access, String refresh) {

    static Tokens of(JsonObject answer) {
      return new Tokens(answer.getString("access_token"), answer.getString("refresh_token"));
    }

    String[] bearer() {
      return new String[] {"Authorization", "Bearer " + access};
    }
  }

  private static String newName() {
    return "user" + USERS.getAndIncrement();
  }

  private String newUser() {
    String name = newName();
    Answer answer = register(name, PASSWORD);
    assertEquals(201, answer.status(), answer::toString);
    return name;
  }

  private Answer register(String name, String password) {
    JsonObject registration =
        Json.createObjectBuilder()
            .add("username", name)
            .add("email", name + "@example.org")
            .add("password", password)
            .build();
    return program.postJson("/register", registration);
  }

  private void assertRefused(String password, String rule) {
    Answer refused = register(newName(), password);
    assertEquals(400, refused.status());
    assertEquals(rule, error(refused, "password"));
  }

  private static JsonObject credentials(String user, String password) {
    return Json.createObjectBuilder().add("username", user).add("password", password).build();
  }

  private static JsonObject passwords(String current, String wanted) {
    return Json.createObjectBuilder()
        .add("current_password", current)
        .add("new_password", wanted)
        .build();
  }

  private Answer tryLogIn(String user, String password) {
    return program.postJson("/login", credentials(user, password));
  }

  private Tokens logIn(String user) {
    return Tokens.of(tryLogIn(user, PASSWORD).json());
  }

  private static void logIn(HttpApi browser, String user) {
    Answer answer = browser.postForm("/login", Map.of("username", user, "password", PASSWORD));
    assertEquals(303, answer.status(), answer::toString);
  }

  private HttpApi browser(String user) throws URISyntaxException {
    HttpApi browser = HttpApi.browser(base());
    logIn(browser, user);
    return browser;
  }

  private static String csrf(HttpApi browser) {
    return csrf(browser, "/account");
  }

  private static String csrf(HttpApi browser, String path) {
    Answer page = browser.get(path, "Accept", "text/html");
    Matcher csrf = CSRF.matcher(page.body());
    assertTrue(csrf.find(), page::toString);
    return csrf.group(1);
  }

  private static String cookie(HttpApi browser, String name) {
    return browser.cookies().getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals(name))
        .map(HttpCookie::getValue)
        .findFirst()
        .orElseThrow();
  }

  private Answer tryRefresh(String refreshToken) {
    return program.postJson(
        "/token/refresh",
        Json.createObjectBuilder()
            .add("grant_type", "refresh_token")
            .add("refresh_token", refreshToken)
            .build());
  }

  private Tokens refresh(Tokens tokens) {
    return Tokens.of(tryRefresh(tokens.refresh()).json());
  }

  private Answer revoke(String token) {
    return program.postJson(
        "/token/revoke", Json.createObjectBuilder().add("token", token).build());
  }

  private Answer changePassword(Tokens tokens, String current, String wanted) {
    return program.postJson("/account/password", passwords(current, wanted), tokens.bearer());
  }

  private Answer changeEmail(Tokens tokens, String email, String password) {
    JsonObject change =
        Json.createObjectBuilder().add("email", email).add("current_password", password).build();
    return program.postJson("/account", change, tokens.bearer());
  }

  private Answer delete(String path, Tokens tokens) {
    return program.send("DELETE", path, BodyPublishers.noBody(), tokens.bearer());
  }

  private List<JsonObject> sessions(Tokens tokens) {
    return listed("/account/sessions", "sessions", tokens);
  }

  private List<JsonObject> tokens(Tokens tokens) {
    return listed("/account/tokens", "tokens", tokens);
  }

  private List<JsonObject> listed(String path, String member, Tokens tokens) {
    Answer answer = program.get(path, tokens.bearer());
    assertEquals(200, answer.status(), answer::toString);
    return List.copyOf(answer.json().getJsonArray(member).getValuesAs(JsonObject.class));
  }

  private static JsonObject only(List<JsonObject> objects, Predicate<JsonObject> which) {
    List<JsonObject> found = objects.stream().filter(which).toList();
    assertEquals(1, found.size(), objects::toString);
    return found.get(0);
  }

  private static JsonObjectBuilder wanted(String... scopes) {
    return Json.createObjectBuilder()
        .add("name", "script")
        .add("scopes", Json.createArrayBuilder(Stream.of(scopes).toList()));
  }

  private JsonObject makeToken(Tokens tokens, String... scopes) {
    Answer made = program.postJson("/account/tokens", wanted(scopes).build(), tokens.bearer());
    assertEquals(201, made.status(), made::toString);
    return made.json();
  }

  private static String[] bearer(JsonObject personalToken) {
    return new String[] {"Authorization", "Bearer " + personalToken.getString("token")};
  }

  private Answer drafts(JsonObject personalToken) {
    return program.get("/blogs?status=draft", bearer(personalToken));
  }

  private Answer post(JsonObject personalToken, String status) {
    return post(personalToken.getString("token"), status, "news");
  }

  private Answer post(String token, String status, String tag) {
    JsonObject post =
        Json.createObjectBuilder()
            .add("title", "On " + status + " engines")
            .add("body", "Text")
            .add("tags", Json.createArrayBuilder().add(tag))
            .add("status", status)
            .build();
    return program.postJson("/blogs", post, "Authorization", "Bearer " + token);
  }

  private static String path(Answer created) {
    return created.header("Location").orElseThrow(() -> new AssertionError(created));
  }

  private static String error(Answer answer, String field) {
    return answer.json().getJsonObject("errors").getJsonArray(field).getString(0);
  }

  private static void assertInvalidToken(Answer answer) {
    assertEquals(401, answer.status(), answer::toString);
    String challenge = answer.header("WWW-Authenticate").orElseThrow();
    assertTrue(challenge.contains("error=\"invalid_token\""), challenge);
  }

  private static void assertInvalidGrant(Answer answer) {
    assertEquals(400, answer.status(), answer::toString);
    assertEquals("invalid_grant", answer.json().getString("error"));
  }

  private static void assertInsufficientScope(String scope, Answer answer) {
    assertEquals(403, answer.status(), answer::toString);
    String challenge = answer.header("WWW-Authenticate").orElseThrow();
    assertTrue(challenge.contains("error=\"insufficient_scope\""), challenge);
    assertTrue(challenge.contains("scope=\"" + scope + "\""), challenge);
  }

  private static CompletableFuture<Answer> inBackground(Supplier<Answer> request) {
    return CompletableFuture.supplyAsync(request, command -> new Thread(command).start());
  }
}
