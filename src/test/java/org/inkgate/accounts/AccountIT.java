package org.inkgate.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import org.inkgate.testing.Answer;
import org.inkgate.testing.HttpApi;
import org.inkgate.testing.ServerLog;
import org.inkgate.testing.Waiting;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Passwords and the account itself over HTTP. */
class AccountIT extends AccountTestBase {

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

  private void assertRefused(String password, String rule) {
    Answer refused = register(newName(), password);
    assertEquals(400, refused.status());
    assertEquals(rule, error(refused, "password"));
  }

  private Answer changeEmail(Tokens tokens, String email, String password) {
    JsonObject change =
        Json.createObjectBuilder().add("email", email).add("current_password", password).build();
    return program.postJson("/account", change, tokens.bearer());
  }
}
