package org.inkgate.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.inkgate.testing.Answer;
import org.inkgate.testing.HttpApi;
import org.inkgate.testing.InkgateProcess;
import org.inkgate.testing.Postgres;
import org.junit.jupiter.api.Test;

/** What was ended stays ended, and what was given stays good: after a restart, on every node. */
class AccountNodesIT {

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

  @Test
  void whatEndsOnOneNodeIsRefusedByTheOther() {
    Map<String, String> settings = new HashMap<>(Postgres.newDatabase().settings());
    settings.putAll(PUBLIC);
    settings.put("SECRET_KEY", "two nodes that share one secret key");
    CompletableFuture<InkgateProcess> beside =
        CompletableFuture.supplyAsync(
            () -> InkgateProcess.start(InkgateProcess.newDataFolder(), settings));
    try (InkgateProcess one = InkgateProcess.start(InkgateProcess.newDataFolder(), settings);
        InkgateProcess two = beside.join()) {
      HttpApi here = HttpApi.program(one.uri());
      HttpApi there = HttpApi.program(two.uri());
      assertEquals(201, here.postJson("/register", account()).status());

      JsonObject tokens = here.postJson("/login", account()).json();
      String access = tokens.getString("access_token");
      assertEquals(200, there.get("/account", bearer(access)).status());
      assertEquals(1, refreshAtOnce(tokens.getString("refresh_token"), here, there).size());

      JsonObject personal = makeToken(here, access);
      String[] bearer = bearer(personal.getString("token"));
      assertEquals(200, there.get("/blogs?status=draft", bearer).status());
      here.send(
          "DELETE",
          "/account/tokens/" + personal.getInt("id"),
          BodyPublishers.noBody(),
          bearer(access));
      assertEquals(401, there.get("/blogs?status=draft", bearer).status());

      JsonObject post = Json.createObjectBuilder().add("title", "t").add("body", "zebra").build();
      Answer written = here.postJson("/blogs", post, bearer(access));
      awaitFound(1, there);
      String path = written.header("Location").orElseThrow();
      here.send("DELETE", path, BodyPublishers.noBody(), bearer(access));
      awaitFound(0, there);

      here.send("POST", "/logout", BodyPublishers.noBody(), bearer(access));
      assertTimeoutPreemptively(
          Duration.ofSeconds(2),
          () -> {
            while (there.get("/account", bearer(access)).status() != 401) {
              Thread.onSpinWait();
            }
          });
    }
  }

  /** A node looks once a second for what others wrote. */
  private static void awaitFound(int posts, HttpApi node) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          while (node.get("/blogs?q=zebra").json().getInt("total") != posts) {
            Thread.onSpinWait();
          }
        });
  }

  /** The refresh tokens that twenty refreshes at once, ten on each node, get for one. */
  private static Set<String> refreshAtOnce(String refreshToken, HttpApi... nodes) {
    JsonObject request = Json.createObjectBuilder().add("refresh_token", refreshToken).build();
    List<CompletableFuture<Answer>> answers =
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> nodes[i % nodes.length].postJson("/token/refresh", request),
                        command -> new Thread(command).start()))
            .toList();
    return answers.stream()
        .map(CompletableFuture::join)
        .map(answer -> answer.json().getString("refresh_token"))
        .collect(Collectors.toSet());
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
        Json.createObjectBuilder()
            .add("name", "script")
            .add("scopes", Json.createArrayBuilder().add("blog:read"))
            .build();
    return program.postJson("/account/tokens", wanted, bearer(access)).json();
  }

  private static String[] bearer(String token) {
    return new String[] {"Authorization", "Bearer " + token};
  }
}
