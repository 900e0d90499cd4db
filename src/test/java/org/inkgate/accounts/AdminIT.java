package org.inkgate.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.inkgate.testing.Answer;
import org.inkgate.testing.HttpApi;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Roles and the administration of users over HTTP. */
class AdminIT extends AdminTestBase {

  @Test
  @DisplayName("security 14: a disabled user is refused at once and comes back only when enabled")
  void aDisabledUserIsRefusedAtOnceAndComesBackOnlyWhenEnabled() {
    String name = register();
    Tokens tokens = logIn(name, PASSWORD);
    assertEquals(201, write(tokens.access()).status());

    Answer disabled = act(name, "disable");
    assertEquals(200, disabled.status(), disabled::toString);
    assertFalse(disabled.json().getBoolean("enabled"));

    assertRefused("invalid_token", write(tokens.access()));
    assertEquals(400, refresh(tokens).status());
    Answer login = http.postJson("/login", credentials(name, PASSWORD));
    assertEquals(403, login.status());
    assertEquals("Account disabled", login.json().getString("Message"));

    assertEquals(200, act(name, "enable").status());
    assertEquals(201, write(logIn(name, PASSWORD).access()).status());
    assertEquals(400, refresh(tokens).status());
  }

  @Test
  @DisplayName("security 14: an administrator signs a user out everywhere")
  void anAdministratorSignsAUserOutEverywhere() {
    String name = register();
    Tokens one = logIn(name, PASSWORD);
    Tokens other = logIn(name, PASSWORD);
    assertEquals(200, act(name, "end-sessions").status());
    assertRefused("invalid_token", write(one.access()));
    assertRefused("invalid_token", write(other.access()));
    assertEquals(400, refresh(one).status());
    assertEquals(201, write(logIn(name, PASSWORD).access()).status());
  }

  @Test
  @DisplayName("security 86: a reset and ending all sessions end personal access tokens too")
  void aResetAndEndingAllSessionsEndPersonalAccessTokensToo() {
    String name = register();
    String first = makeToken(name, PASSWORD);
    assertEquals(201, write(first).status());
    assertEquals(200, act(name, "end-sessions").status());
    assertRefused("invalid_token", write(first));

    String second = makeToken(name, PASSWORD);
    String link = token(act(name, "reset-link").json().getString("reset_link"));
    assertEquals(201, write(second).status());
    assertEquals(200, reset(link, NEW_PASSWORD).status());
    assertRefused("invalid_token", write(second));
  }

  @Test
  @DisplayName("security 86: an administrator lists and revokes a user's tokens")
  void anAdministratorListsAndRevokesAUsersTokens() {
    String name = register();
    String token = makeToken(name, PASSWORD);
    String path = "/admin/users/" + id(name) + "/tokens";
    JsonArray listed = http.get(path, bearer(admin)).json().getJsonArray("tokens");
    assertEquals(1, listed.size(), listed::toString);
    assertEquals("script", listed.getJsonObject(0).getString("name"));
    assertFalse(listed.toString().contains(token));
    String one = path + "/" + listed.getJsonObject(0).getInt("id");

    assertEquals(403, http.get(path, bearer(token)).status());
    String other = "/admin/users/" + id(register()) + "/tokens/" + one.replaceAll(".*/", "");
    assertEquals(404, delete(other).status());
    assertEquals(201, write(token).status());

    assertEquals(204, delete(one).status());
    assertRefused("invalid_token", write(token));
    assertEquals(404, delete(one).status());
  }

  @Test
  @DisplayName("security 86: an administrator revokes a user's token by the page")
  void anAdministratorRevokesAUsersTokenByThePage() {
    String name = register();
    String token = makeToken(name, PASSWORD);
    String page = "/admin/users/" + id(name);
    HttpApi browser = browser(CHIEF);
    Answer shown = browser.get(page, "Accept", "text/html");
    assertTrue(shown.body().contains("script"), shown::body);
    Matcher action = Pattern.compile(page + "/tokens/\\d+/revoke").matcher(shown.body());
    assertTrue(action.find(), shown::body);
    Answer revoked = browser.postForm(action.group(), Map.of("csrf", csrf(shown)));
    assertEquals(303, revoked.status(), revoked::toString);
    assertRefused("invalid_token", write(token));
  }

  @Test
  @DisplayName("security 15: a role change holds from the next request")
  void aRoleChangeHoldsFromTheNextRequest() {
    String name = register();
    Tokens author = logIn(name, PASSWORD);
    HttpApi browser = browser(name);
    assertEquals(200, browser.get("/blogs/new", "Accept", "text/html").status());

    giveRole(name, "reader");

    assertRefused("invalid_token", write(author.access()));
    Answer renewed = refresh(author);
    assertEquals(200, renewed.status(), renewed::toString);
    Answer refused = write(renewed.json().getString("access_token"));
    assertEquals(403, refused.status());
    Answer page = browser.get("/blogs/new", "Accept", "text/html");
    assertEquals(403, page.status(), "the browser stays signed in, with the new role");
    assertEquals(200, browser.get("/", "Accept", "text/html").status());

    giveRole(name, "author");
    assertEquals(200, browser.get("/blogs/new", "Accept", "text/html").status());
  }

  @Test
  @DisplayName("security 22: a reader is told which scope is missing")
  void aReaderIsToldWhichScopeIsMissing() {
    String name = register();
    giveRole(name, "reader");
    Answer refused = write(logIn(name, PASSWORD).access());
    assertEquals(403, refused.status());
    String challenge = refused.header("WWW-Authenticate").orElse("");
    assertTrue(challenge.contains("error=\"insufficient_scope\""), challenge);
    assertTrue(challenge.contains("scope=\"blog:write\""), challenge);
  }

  @Test
  @DisplayName("security 22: authors change their own posts, editors and administrators all posts")
  void authorsChangeTheirOwnPostsEditorsAndAdministratorsEverybodys() {
    String author = register();
    String slug = write(logIn(author, PASSWORD).access()).json().getString("slug");

    String other = register();
    assertEquals(403, rewrite(slug, logIn(other, PASSWORD).access()).status());
    giveRole(other, "editor");
    assertEquals(200, rewrite(slug, logIn(other, PASSWORD).access()).status());
    assertEquals(200, rewrite(slug, admin).status());
    assertEquals(200, rewrite(slug, logIn(author, PASSWORD).access()).status());
  }

  @Test
  @DisplayName("security 22: only administrators administer")
  void onlyAdministratorsAdminister() {
    String name = register();
    giveRole(name, "editor");
    String editor = logIn(name, PASSWORD).access();
    for (String path :
        List.of(
            "/admin", "/admin/users", "/admin/users/1", "/admin/invitations", "/admin/refusals")) {
      Answer refused = http.get(path, bearer(editor));
      assertEquals(403, refused.status(), path);
      String challenge = refused.header("WWW-Authenticate").orElse("");
      assertTrue(challenge.contains("scope=\"admin\""), challenge);
      assertEquals(401, http.get(path).status(), path);
      assertEquals(200, http.get(path, bearer(admin)).status(), path);
    }
    Answer refused =
        http.postJson(
            "/admin/users/" + id(name) + "/role",
            Json.createObjectBuilder().add("role", "admin").build(),
            bearer(editor));
    assertEquals(403, refused.status());
  }

  @Test
  @DisplayName("security 28: a role in a body changes nothing")
  void aRoleInABodyChangesNothing() {
    String name = name();
    Answer registered =
        http.postJson(
            "/register",
            Json.createObjectBuilder(invited(name, invite("author")))
                .add("role", "admin")
                .add("id", "1")
                .add("enabled", "false")
                .add("created_at", "1970-01-01T00:00:00Z")
                .build());
    assertEquals(201, registered.status(), registered::toString);
    JsonObject user = user(name);
    assertEquals("author", user.getString("role"));
    assertNotEquals("1", user.getString("id"));
    assertTrue(user.getBoolean("enabled"));
    assertFalse(user.getString("created_at").startsWith("1970"));
  }

  @Test
  void usersAreListedByPagesAndFound() {
    String name = register();
    Answer found = http.get("/admin/users?q=" + name.toUpperCase(), bearer(admin));
    assertEquals(1, found.json().getInt("total"), found::toString);
    assertEquals(0, http.get("/admin/users?q=%25_", bearer(admin)).json().getInt("total"));
    assertEquals(400, http.get("/admin/users?q=%00", bearer(admin)).status());
    assertEquals(400, http.get("/admin/users?page=0", bearer(admin)).status());
    Answer page = http.get("/admin/users?size=1&page=1", bearer(admin));
    assertEquals(1, page.json().getJsonArray("users").size());
    assertEquals(404, http.get("/admin/users/x", bearer(admin)).status());
    assertEquals(404, http.get("/admin/users/999999", bearer(admin)).status());
    assertFalse(found.body().contains("argon2"), found::toString);
  }

  @Test
  void anUnknownRoleIsRefusedByName() {
    Answer refused =
        http.postJson(
            "/admin/users/" + id(register()) + "/role",
            Json.createObjectBuilder().add("role", "god").build(),
            bearer(admin));
    assertEquals(400, refused.status());
    assertTrue(refused.json().getJsonObject("errors").containsKey("role"));
  }

  @Test
  void theLastAdministratorCanNeitherBeDemotedNorDisabled() {
    assertEquals(409, role(admin, CHIEF, "author").status());
    Answer disabled = act(CHIEF, "disable");
    assertEquals(409, disabled.status());
    assertEquals("The last administrator", disabled.json().getString("Message"));
    assertEquals(200, http.get("/admin", bearer(admin)).status());
  }

  @Test
  void twoAdministratorsWhoDemoteEachOtherAtOnceLeaveOne() throws Exception {
    for (int round = 0; round < 3; round++) {
      String rival = register();
      giveRole(rival, "admin");
      String rivals = logIn(rival, PASSWORD).access();
      admin = logIn(CHIEF, PASSWORD).access();
      String chiefId = id(CHIEF);
      String rivalId = id(rival);
      List<Answer> answers =
          atOnce(
              List.of(
                  () -> roleById(rivals, chiefId, "author"),
                  () -> roleById(admin, rivalId, "author")));
      long done = answers.stream().filter(answer -> answer.status() == 200).count();
      assertEquals(1, done, answers::toString);
      String rivalAgain = logIn(rival, PASSWORD).access();
      admin = logIn(CHIEF, PASSWORD).access();
      boolean chiefStayed = http.get("/admin", bearer(admin)).status() == 200;
      boolean rivalStayed = http.get("/admin", bearer(rivalAgain)).status() == 200;
      assertTrue(chiefStayed ^ rivalStayed);
      if (rivalStayed) {
        assertEquals(200, roleById(rivalAgain, chiefId, "admin").status());
        admin = logIn(CHIEF, PASSWORD).access();
        giveRole(rival, "author");
      }
    }
  }

  @Test
  void formsDoTheSameWithoutJavaScript() {
    String name = register();
    HttpApi browser = browser(CHIEF);
    Answer front = browser.get("/", "Accept", "text/html");
    assertTrue(front.body().contains("href=\"/admin\""), front::toString);
    assertTrue(browser.get("/admin", "Accept", "text/html").body().contains("/admin/keys"));
    Answer list = browser.get("/admin/users?q=" + name, "Accept", "text/html");
    String path = "/admin/users/" + id(name);
    assertTrue(list.body().contains(path), list::toString);
    String csrf = csrf(browser.get(path, "Accept", "text/html"));

    Answer changed = browser.postForm(path + "/role", Map.of("role", "reader", "csrf", csrf));
    assertEquals(303, changed.status(), changed::toString);
    assertEquals(path, changed.header("Location").orElse(""));
    assertEquals("reader", user(name).getString("role"));

    Answer link = browser.postForm(path + "/reset-link", Map.of("csrf", csrf));
    assertEquals(201, link.status());
    assertTrue(LINK.matcher(link.body()).find(), link::toString);
    assertFalse(LINK.matcher(browser.get(path, "Accept", "text/html").body()).find());

    Answer last =
        browser.postForm(
            "/admin/users/" + id(CHIEF) + "/role", Map.of("role", "author", "csrf", csrf));
    assertEquals(409, last.status());
    assertTrue(last.body().contains("The last administrator"), last::toString);
    assertEquals(403, browser.postForm(path + "/disable", Map.of()).status());
    assertEquals(303, browser.postForm(path + "/disable", Map.of("csrf", csrf)).status());
    assertFalse(user(name).getBoolean("enabled"));

    HttpApi author = browser(register());
    assertFalse(author.get("/", "Accept", "text/html").body().contains("href=\"/admin\""));
  }

  private Answer rewrite(String slug, String token) {
    return http.sendJson("PUT", "/blogs/" + slug, post().toString(), bearer(token));
  }

  private String makeToken(String name, String password) {
    JsonObject wanted =
        Json.createObjectBuilder()
            .add("name", "script")
            .add("scopes", Json.createArrayBuilder(List.of("blog:write", "blog:publish")))
            .build();
    Answer made = http.postJson("/account/tokens", wanted, bearer(logIn(name, password).access()));
    assertEquals(201, made.status(), made::toString);
    return made.json().getString("token");
  }

  private Answer delete(String path) {
    return http.send("DELETE", path, BodyPublishers.noBody(), bearer(admin));
  }
}
