package org.inkgate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.inkgate.testing.Answer;
import org.inkgate.testing.Member;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logging in, registering, refreshing and logging out by JSON. */
class AccountContractIT extends ContractTestBase {

  @Test
  void logInAnswersWithTokens() {
    String name = newMember().name();
    Answer answer = program.postJson("/login", Member.credentials(name, Member.PASSWORD));
    assertEquals(200, answer.status());
    assertEquals("no-store", answer.header("Cache-Control").orElseThrow());
    assertTrue(answer.header("Content-Type").orElseThrow().startsWith("application/json"));
    JsonObject json = answer.json();
    assertEquals(
        Set.of("access_token", "token_type", "expires_in", "refresh_token"), json.keySet());
    assertEquals("Bearer", json.getString("token_type"));
    assertEquals(1800, json.getInt("expires_in"));
    assertEquals(3, json.getString("access_token").split("\\.").length);
    assertEquals(List.of(), answer.headers("Set-Cookie"));
  }

  @Test
  void logInOfAnUnknownUser() {
    Answer answer = program.postJson("/login", Member.credentials("nobody", "whatever"));
    assertProblem(404, answer);
    assertEquals("User not found", answer.json().getString("Message"));
  }

  @Test
  void logInWithAWrongPassword() {
    Answer answer = program.postJson("/login", Member.credentials(newMember().name(), "wrong"));
    assertProblem(401, answer);
    assertEquals("Incorrect password", answer.json().getString("Message"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          username=x; request
          {; request
          []; request
          null; request
          {}; username password
          {"username":"x"}; password
          {"password":"x"}; username
          {"username":"","password":"x"}; username
          {"username":null,"password":"x"}; username
          {"username":1,"password":true}; username password
          """)
  void logInWithWhatIsNoJsonOrLacksAMember(String body, String fields) {
    Answer answer = program.sendJson("POST", "/login", body);
    assertProblem(400, answer);
    assertEquals(Set.of(fields.split(" ")), errors(answer).keySet());
  }

  @Test
  void register() {
    String name = newName();
    Answer answer = program.postJson("/register", Member.registration(name));
    assertEquals(201, answer.status());
    assertEquals(name, answer.json().getString("username"));
    assertEquals("author", answer.json().getString("role"));
    assertFalse(answer.body().contains(Member.PASSWORD));
    Answer again = program.postJson("/register", Member.registration(name.toUpperCase()));
    assertProblem(409, again);
    assertEquals(Set.of("username", "email"), errors(again).keySet());
  }

  @ParameterizedTest
  @DisplayName("security 47: each field of a registration that breaks a rule is named")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          {}; username email password
          {"username":"ab","email":"a@b.example","password":"long enough"}; username
          {"username":"a b c","email":"a@b.example","password":"long enough"}; username
          {"username":"abc","email":"nowhere","password":"long enough"}; email
          {"username":"abc","email":"a@b.example","password":"short"}; password
          """)
  void registerWithFieldsThatDoNotValidate(String body, String fields) {
    Answer answer = program.sendJson("POST", "/register", body);
    assertProblem(400, answer);
    assertEquals(Set.of(fields.split(" ")), errors(answer).keySet());
  }

  @Test
  void refreshTokensWorkOnceEach() {
    Member member = newMember();
    Answer json =
        program.postJson(
            "/token/refresh",
            Json.createObjectBuilder().add("refresh_token", member.refreshToken()).build());
    assertEquals(200, json.status());
    assertEquals("no-store", json.header("Cache-Control").orElseThrow());
    String next = json.json().getString("refresh_token");
    assertNotEquals(member.refreshToken(), next);
    Answer form =
        program.postForm(
            "/token/refresh",
            Map.of("grant_type", "refresh_token", "refresh_token", next),
            "Accept",
            "application/json");
    assertEquals(200, form.status());
    for (String wrong : List.of("", "x", next + "x")) {
      Answer refused =
          program.postJson(
              "/token/refresh", Json.createObjectBuilder().add("refresh_token", wrong).build());
      assertProblem(400, refused);
    }
  }

  @Test
  void logOutEndsTheSession() {
    Member member = newMember();
    Answer out = program.send("POST", "/logout", BodyPublishers.noBody(), member.with());
    assertEquals(200, out.status());
    assertEquals("\"cache\", \"storage\"", out.header("Clear-Site-Data").orElseThrow());
    Answer after = member.write("t", "b");
    assertProblem(401, after);
    assertTrue(after.header("WWW-Authenticate").orElseThrow().contains("invalid_token"));
    assertProblem(
        400,
        program.postJson(
            "/token/refresh",
            Json.createObjectBuilder().add("refresh_token", member.refreshToken()).build()));
  }

  @Test
  void twoCredentialsAreARequestGoneWrong() {
    Member member = newMember();
    Answer answer = member.get("/blogs/new", "Cookie", "inkgate_access=" + member.token());
    assertProblem(400, answer);
    assertTrue(answer.header("WWW-Authenticate").orElseThrow().contains("invalid_request"));
    assertEquals(401, program.get("/logout?access_token=" + member.token()).status());
  }
}
