package org.inkgate.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.inkgate.testing.Answer;
import org.inkgate.testing.HttpApi;
import org.inkgate.testing.ServerLog;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Uniform login errors, throttling, and what is logged of refusals. */
class LoginLimitsIT extends AdminTestBase {

  @Test
  @DisplayName("security 42: uniform errors differ neither in text nor in time")
  void uniformErrorsDifferNeitherInTextNorInTime() {
    List<Long> unknown = new ArrayList<>();
    List<Long> wrong = new ArrayList<>();
    String text = null;
    for (int i = 0; i < 7; i++) {
      String name = register();
      for (boolean exists : new boolean[] {true, false}) {
        long start = System.nanoTime();
        Answer answer =
            http.postJson("/login", credentials(exists ? name : name(), "not the password"));
        (exists ? wrong : unknown).add(System.nanoTime() - start);
        assertEquals(401, answer.status());
        String same = answer.body().replaceAll("\"request_id\":\"[0-9a-f]+\"", "");
        text = text == null ? same : text;
        assertEquals(text, same);
      }
    }
    double ratio = (double) median(unknown) / median(wrong);
    assertTrue(ratio > 0.5 && ratio < 2, "unknown takes " + ratio + " of wrong");
  }

  @Test
  @DisplayName("security 43: many failures wait and others are unaffected")
  void manyFailuresWaitAndOthersAreUnaffected() throws Exception {
    String name = register();
    for (int i = 0; i < 5; i++) {
      assertEquals(401, http.postJson("/login", credentials(name, "wrong " + i)).status());
    }
    Answer waits =
        http.postJson(
            "/login", credentials(name, PASSWORD), "X-Forwarded-For", "203.0.113." + name.length());
    assertEquals(429, waits.status(), waits::toString);
    int seconds = Integer.parseInt(waits.header("Retry-After").orElseThrow());
    assertTrue(seconds >= 1 && seconds <= 60, seconds + " s");

    Answer form =
        HttpApi.browser(base).postForm("/login", Map.of("username", name, "password", PASSWORD));
    assertEquals(429, form.status());
    assertTrue(form.body().contains("value=\"" + name + "\""), "the form comes back");

    logIn(register(), PASSWORD);
    assertEquals(200, logInFrom("127.0.0.2", name), "another address is not locked out");
  }

  @Test
  @DisplayName("security 44: there are no default accounts")
  void thereAreNoDefaultAccounts() {
    for (String name : List.of("admin", "root", "inkgate", "test", "guest")) {
      assertEquals(401, http.postJson("/login", credentials(name, name)).status(), name);
    }
    Answer all = http.get("/admin/users?size=100", bearer(admin));
    all.json().getJsonArray("users").getValuesAs(JsonObject.class).stream()
        .map(user -> user.getString("username"))
        .forEach(name -> assertTrue(name.startsWith("it-"), name));
  }

  @Test
  @DisplayName("security 45: two hundred logins at once are served or told to come back")
  void twoHundredLoginsAtOnceAreServedOrToldToComeBack() throws Exception {
    String name = register();
    List<Callable<Answer>> logins = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      logins.add(() -> http.postJson("/login", credentials(name, PASSWORD)));
    }
    for (Answer answer : atOnce(logins)) {
      if (answer.status() == 503) {
        assertTrue(answer.header("Retry-After").isPresent(), answer::toString);
      } else {
        assertEquals(200, answer.status(), answer::toString);
      }
    }
    logIn(name, PASSWORD);
  }

  @Test
  void anAdministratorLearnsWhichCheckFailedAndNobodyElse() {
    String token = logIn(register(), PASSWORD).access();
    String altered = token.substring(0, token.length() - 4) + "AAAA";
    Answer refused = write(altered);
    assertRefused("invalid_token", refused);
    JsonObject why = refusal(refused);
    assertEquals("invalid-token", why.getString("check"));
    assertTrue(why.getString("reason").startsWith("SIGNATURE"), why::toString);
    assertEquals("POST", why.getString("method"));
    assertEquals("/blogs", why.getString("path"));
    assertEquals(401, why.getInt("status"));
    assertEquals(
        "The token was altered or signed with another key: check where the client got it.",
        why.getString("advice"));

    String name = name();
    Answer unknown = http.postJson("/login", credentials(name, PASSWORD));
    assertEquals("unknown user name", refusal(unknown).getString("reason"));
    assertFalse(unknown.body().contains("unknown user name"), unknown::toString);

    Answer forged =
        HttpApi.browser(base)
            .postForm("/login", Map.of("username", name), "Sec-Fetch-Site", "cross-site");
    assertEquals(
        "cross-site-request",
        refusal(forged.header("X-Request-Id").orElseThrow()).getString("check"));

    Answer leaked = http.get("/account/" + token + "?token=" + token);
    JsonObject masked = refusal(leaked);
    assertEquals("/account/[token]", masked.getString("path"));

    Answer page =
        browser(CHIEF)
            .get(
                "/admin/refusals?request_id=" + refused.json().getString("request_id"),
                "Accept",
                "text/html");
    assertTrue(page.body().contains("SIGNATURE"), page::toString);
    Answer none = http.get("/admin/refusals?request_id=none", bearer(admin));
    assertEquals(0, none.json().getJsonArray("refusals").size());
    assertEquals(
        2,
        http.get("/admin/refusals?size=2", bearer(admin)).json().getJsonArray("refusals").size());
  }

  @Test
  @DisplayName("security 65: the log tells who did what and holds no secret")
  void theLogTellsWhoDidWhatAndHoldsNoSecret() throws Exception {
    String name = register();
    Tokens tokens = logIn(name, PASSWORD);
    Answer failed = http.postJson("/login", credentials(name, "not the password 65"));
    giveRole(name, "editor");
    write(tokens.access());
    Answer link = act(name, "reset-link");
    String secret = token(link.json().getString("reset_link"));
    assertEquals(200, reset(secret, NEW_PASSWORD).status());

    String last = "event=password.reset";
    ServerLog.await(ServerLog::lines, it -> it.contains(last) && it.contains(name));
    String log = String.join("\n", ServerLog.lines());
    assertLogged(log, "event=login.succeeded", "user=\"" + name + "\"");
    assertLogged(
        log,
        "event=login.failed",
        "request_id=" + failed.json().getString("request_id"),
        "address=127.0.0.1",
        "user=\"" + name + "\"");
    assertLogged(
        log,
        "event=user.role_changed",
        "by=\"" + id(CHIEF) + "\"",
        "user=\"" + name + "\"",
        "from=\"author\"",
        "to=\"editor\"");
    assertLogged(log, "event=request.refused", "reason=\"REVOKED");
    assertLogged(log, "event=user.reset_link_made", "user=\"" + name + "\"");
    for (String hidden :
        List.of(tokens.access(), tokens.refresh(), secret, "not the password 65", NEW_PASSWORD)) {
      assertFalse(log.contains(hidden), "the log holds " + hidden);
    }
  }

  private static void assertLogged(String log, String... words) {
    assertTrue(
        log.lines().anyMatch(line -> Arrays.stream(words).allMatch(line::contains)),
        () -> "no line of the log has " + Arrays.toString(words));
  }

  private JsonObject refusal(Answer refused) {
    return refusal(refused.json().getString("request_id"));
  }

  private JsonObject refusal(String requestId) {
    Answer found = http.get("/admin/refusals?request_id=" + requestId, bearer(admin));
    assertEquals(200, found.status(), found::toString);
    return found.json().getJsonArray("refusals").getJsonObject(0);
  }

  /** Logs in over a connection that comes from another address of this machine. */
  private int logInFrom(String address, String name) throws IOException {
    byte[] body = credentials(name, PASSWORD).toString().getBytes(StandardCharsets.UTF_8);
    String head =
        "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Connection: close\r\nContent-Length: "
            + body.length
            + "\r\n\r\n";
    try (Socket socket =
        new Socket(
            InetAddress.getByName("127.0.0.1"),
            base.getPort(),
            InetAddress.getByName(address),
            0)) {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(body);
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      return Integer.parseInt(answer.split(" ", 3)[1]);
    }
  }

  private static long median(List<Long> times) {
    return times.stream().sorted().toList().get(times.size() / 2);
  }
}
