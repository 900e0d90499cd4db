package org.inkgate.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.HttpCookie;
import java.net.URISyntaxException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.inkgate.testing.Answer;
import org.inkgate.testing.HttpApi;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions over HTTP: devices, refreshing, revoking and logging out. */
class SessionsIT extends AccountTestBase {

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

  private List<JsonObject> sessions(Tokens tokens) {
    return listed("/account/sessions", "sessions", tokens);
  }

  private static JsonObject only(List<JsonObject> objects, Predicate<JsonObject> which) {
    List<JsonObject> found = objects.stream().filter(which).toList();
    assertEquals(1, found.size(), objects::toString);
    return found.get(0);
  }

  private static void assertInvalidGrant(Answer answer) {
    assertEquals(400, answer.status(), answer::toString);
    assertEquals("invalid_grant", answer.json().getString("error"));
  }

  private static CompletableFuture<Answer> inBackground(Supplier<Answer> request) {
    return CompletableFuture.supplyAsync(request, command -> new Thread(command).start());
  }
}
