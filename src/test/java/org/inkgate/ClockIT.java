package org.inkgate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.inkgate.testing.Answer;
import org.inkgate.testing.HttpApi;
import org.inkgate.testing.InkgateArchive;
import org.inkgate.testing.InkgateProcess;
import org.inkgate.testing.Member;
import org.inkgate.testing.Pictures;
import org.inkgate.testing.WrongClock;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What holds when the clock is set back, or ahead and back again: no credential is valid for
 * longer, no user is locked out for long, nothing is lost.
 */
@ExtendWith(ArquillianExtension.class)
class ClockIT {

  private static final Path DATA = InkgateProcess.newDataFolder();
  private static final Duration HOUR = Duration.ofHours(1);

  @ArquillianResource private URL url;

  private HttpApi program;

  @Deployment(testable = false)
  static WebArchive inkgate() {
    return InkgateArchive.with(Map.of("DATA_DIR", DATA.toString())).addClass(WrongClock.class);
  }

  @BeforeEach
  void connect() throws Exception {
    program = HttpApi.program(url.toURI());
    program.postJson("/register", Member.registration("administrator"));
  }

  @AfterEach
  void setRight() {
    WrongClock.set(DATA, Duration.ZERO);
  }

  @Test
  void setBackItMakesPeopleRenewTheirTokensAndNothingElse() throws Exception {
    Member member = Member.register(program, "member");
    HttpApi browser = browser("member");
    assertEquals(200, member.get("/account").status());
    String before = member.path(Member.draft("Before", "b"));
    String due =
        member.path(
            Member.draft("Due", "b")
                .add("status", "scheduled")
                .add("publish_at", Instant.now().minusSeconds(1800).toString()));
    assertEquals(200, program.get(due).status());

    WrongClock.set(DATA, HOUR.negated());
    // Issued in the future: it is refused, even if it was accepted before.
    assertEquals(401, member.get("/account").status());
    Member renewed = refreshed(member);
    assertEquals(200, renewed.get("/account").status());
    assertEquals(200, browser.get("/account", "Accept", "text/html").status());
    assertEquals(200, browser.get("/account", "Accept", "text/html").status());
    // When the password was given nobody can know, so what needs that to be lately asks for it.
    assertEquals(401, newToken(renewed).status());
    assertEquals(201, newToken(Member.logIn(program, "member")).status());

    String after = renewed.path(Member.draft("After", "b"));
    assertEquals(200, renewed.send("PUT", before, Member.draft("Before", "c")).status());
    assertEquals(404, program.get(due).status(), "its time has not come");
    // In the lists, what was published in the hour to come waits for it, as what is scheduled does.
    assertEquals(List.of(after), listed());
    assertEquals(200, program.get(before).status());

    WrongClock.set(DATA, Duration.ZERO);
    // A change, after which no list is kept from before.
    assertEquals(200, member.send("PUT", before, Member.draft("Before", "d")).status());
    assertEquals(List.of(before, due, after), listed());
    assertEquals("d", program.get(before).json().getString("body"));
    assertEquals(200, member.get("/account").status());
    assertEquals(401, renewed.get("/account").status(), "expired");
    assertEquals(200, browser.get("/account", "Accept", "text/html").status());
  }

  @Test
  void aheadAndBackAgainItOpensNothingThatWasClosed() throws Exception {
    Member member = Member.register(program, "ahead");
    HttpApi browser = browser("ahead");
    Member left = Member.logIn(program, "ahead");
    assertEquals(
        200, program.send("POST", "/logout", BodyPublishers.noBody(), left.with()).status());
    assertEquals(401, left.get("/account").status());

    WrongClock.set(DATA, HOUR);
    assertEquals(401, member.get("/account").status(), "expired");
    Member renewed = refreshed(member);
    assertEquals(200, browser.get("/account", "Accept", "text/html").status());
    String early = renewed.path(Member.draft("Early", "b"));
    // Logging out forgets the revocations of tokens that have expired by now.
    program.send("POST", "/logout", BodyPublishers.noBody(), Member.logIn(program, "ahead").with());

    WrongClock.set(DATA, Duration.ZERO);
    assertEquals(401, left.get("/account").status(), "logged out");
    assertEquals(401, renewed.get("/account").status(), "issued in an hour");
    assertEquals(200, refreshed(renewed).get("/account").status());
    assertEquals(200, browser.get("/account", "Accept", "text/html").status());
    assertEquals(200, program.get(early).status());
  }

  @Test
  void whoHasToWaitDoesNotWaitAnHourMore() {
    Member.register(program, "forgetful");
    Answer wrong = null;
    for (int i = 0; i <= 5; i++) {
      wrong = program.postJson("/login", Member.credentials("forgetful", "wrong"));
    }
    assertEquals(429, wrong.status());

    WrongClock.set(DATA, HOUR.negated());
    Answer stillWrong = program.postJson("/login", Member.credentials("forgetful", "wrong"));
    assertEquals(429, stillWrong.status());
    assertTrue(Integer.parseInt(stillWrong.header("Retry-After").orElseThrow()) <= 60);
    WrongClock.set(DATA, HOUR.negated().plusMinutes(1));
    assertEquals("forgetful", Member.logIn(program, "forgetful").name());
  }

  @Test
  @DisplayName("security 87: with an old login no path changes the password or the address")
  void withAnOldLoginNoPathChangesThePasswordOrTheAddress() {
    Member member = Member.register(program, "long-ago");
    WrongClock.set(DATA, Duration.ofMinutes(11));
    assertEquals(200, member.get("/account").status(), "the token is valid");
    for (JsonObjectBuilder change :
        List.of(
            Json.createObjectBuilder().add("password", "another fine battery"),
            Json.createObjectBuilder().add("email", "elsewhere@example.org"))) {
      JsonObjectBuilder user = Json.createObjectBuilder().add("user", change);
      assertTooOld(member.send("PUT", "/api/user", user));
    }
    assertTooOld(
        member.send(
            "POST",
            "/account/password",
            Json.createObjectBuilder()
                .add("current_password", Member.PASSWORD)
                .add("new_password", "another fine battery")));
    // Here the current password is asked for itself.
    JsonObjectBuilder email = Json.createObjectBuilder().add("email", "elsewhere@example.org");
    assertEquals(400, member.send("POST", "/account", email).status());
    assertTooOld(newToken(member));

    Member now = Member.logIn(program, "long-ago");
    assertEquals("long-ago@example.org", now.get("/account").json().getString("email"));
    JsonObjectBuilder password = Json.createObjectBuilder().add("password", "another fine battery");
    JsonObjectBuilder user = Json.createObjectBuilder().add("user", password);
    assertEquals(200, now.send("PUT", "/api/user", user).status());
  }

  @Test
  void withAnOldLoginNoSettingOfTheSiteIsChanged() {
    Member admin = Member.logIn(program, "administrator");
    WrongClock.set(DATA, Duration.ofMinutes(11));
    JsonObjectBuilder rule = Json.createObjectBuilder().add("moderation", "open");
    for (String path : List.of("/admin/comments/settings", "/admin/site")) {
      assertTooOld(admin.send("PUT", path, rule));
    }
    byte[] picture = Pictures.noise(9, 9);
    assertTooOld(program.postFile("/admin/site/logo", picture, "x.png", Map.of(), admin.with()));
    // Moderating needs no newer login.
    assertEquals(200, admin.get("/admin/comments").status());
  }

  private static void assertTooOld(Answer answer) {
    assertEquals(401, answer.status(), answer::toString);
    String challenge = answer.header("WWW-Authenticate").orElse("");
    assertTrue(challenge.contains("error=\"insufficient_user_authentication\""), challenge);
  }

  private Member refreshed(Member member) {
    Answer answer =
        program.postJson(
            "/token/refresh",
            Json.createObjectBuilder().add("refresh_token", member.refreshToken()).build());
    assertEquals(200, answer.status(), answer::toString);
    return new Member(
        program,
        member.name(),
        answer.json().getString("access_token"),
        answer.json().getString("refresh_token"));
  }

  private static Answer newToken(Member member) {
    return member.send(
        "POST",
        "/account/tokens",
        Json.createObjectBuilder()
            .add("name", "script")
            .add("scopes", Json.createArrayBuilder().add("blog:read")));
  }

  private HttpApi browser(String name) throws Exception {
    URI base = url.toURI();
    HttpApi browser = HttpApi.browser(base);
    Answer login =
        browser.postForm("/login", Map.of("username", name, "password", Member.PASSWORD));
    assertEquals(303, login.status());
    return browser;
  }

  private List<String> listed() {
    return program
        .get("/blogs?author=member&sort=-published_at")
        .json()
        .getJsonArray("posts")
        .getValuesAs(JsonObject.class)
        .stream()
        .map(post -> post.getString("url"))
        .toList();
  }
}
