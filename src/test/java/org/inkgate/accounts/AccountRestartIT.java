package org.inkgate.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Map;
import org.inkgate.testing.Answer;
import org.inkgate.testing.HttpApi;
import org.inkgate.testing.InkgateProcess;
import org.junit.jupiter.api.Test;

/** What was ended stays ended, and what was given stays good, when the server starts again. */
class AccountRestartIT {

  private static final String PASSWORD = "analytical engine";

  /** The port changes with the start, and with it would "iss". */
  private static final Map<String, String> PUBLIC = Map.of("PUBLIC_URL", "http://localhost:8080");

  @Test
  void revocationsAndPersonalAccessTokensSurviveARestart() {
    Path data = InkgateProcess.newDataFolder();
    String loggedOut;
    String beforeChange;
    String afterChange;
    String personal;
    String revoked;
    try (InkgateProcess first = InkgateProcess.start(data, PUBLIC)) {
      HttpApi program = HttpApi.program(first.uri());
      assertEquals(201, program.postJson("/register", account()).status());
      loggedOut = logIn(program);
      assertEquals(
          200,
          program.send("POST", "/logout", BodyPublishers.noBody(), bearer(loggedOut)).status());
      beforeChange = logIn(program);
      personal = makeToken(program, beforeChange).getString("token");
      JsonObject taken = makeToken(program, beforeChange);
      revoked = taken.getString("token");
      program.send(
          "DELETE",
          "/account/tokens/" + taken.getInt("id"),
          BodyPublishers.noBody(),
          bearer(beforeChange));
      JsonObject passwords =
          Json.createObjectBuilder()
              .add("current_password", PASSWORD)
              .add("new_password", "difference engine")
              .build();
      Answer changed = program.postJson("/account/password", passwords, bearer(beforeChange));
      afterChange = changed.json().getString("access_token");
      first.kill();
    }
    try (InkgateProcess second = InkgateProcess.start(data, PUBLIC)) {
      HttpApi program = HttpApi.program(second.uri());
      assertEquals(401, program.get("/account", bearer(loggedOut)).status());
      assertEquals(401, program.get("/account", bearer(beforeChange)).status());
      assertEquals(200, program.get("/account", bearer(afterChange)).status());
      assertEquals(200, program.get("/blogs?status=draft", bearer(personal)).status());
      assertEquals(401, program.get("/blogs?status=draft", bearer(revoked)).status());
    }
  }

  private static JsonObject account() {
    return Json.createObjectBuilder()
        .add("username", "ada")
        .add("email", "ada@example.org")
        .add("password", PASSWORD)
        .build();
  }

  private static String logIn(HttpApi program) {
    return program.postJson("/login", account()).json().getString("access_token");
  }

  private static JsonObject makeToken(HttpApi program, String access) {
    JsonObject wanted =
        Json.createObjectBuilder().add("name", "script").add("scopes", "blog:read").build();
    return program.postJson("/account/tokens", wanted, bearer(access)).json();
  }

  private static String[] bearer(String token) {
    return new String[] {"Authorization", "Bearer " + token};
  }
}
