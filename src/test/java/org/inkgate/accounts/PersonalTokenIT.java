package org.inkgate.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URISyntaxException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.inkgate.testing.Answer;
import org.inkgate.testing.HttpApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Personal access tokens over HTTP. */
class PersonalTokenIT extends AccountTestBase {

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
              """
              {"name": "x", "scopes": ["blog:read"], "expires_in_days": %s}
              """
                  .formatted(days),
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

  private static void assertInsufficientScope(String scope, Answer answer) {
    assertEquals(403, answer.status(), answer::toString);
    String challenge = answer.header("WWW-Authenticate").orElseThrow();
    assertTrue(challenge.contains("error=\"insufficient_scope\""), challenge);
    assertTrue(challenge.contains("scope=\"" + scope + "\""), challenge);
  }
}
