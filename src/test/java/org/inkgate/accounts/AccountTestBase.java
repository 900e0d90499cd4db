package org.inkgate.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.inkgate.testing.Answer;
import org.inkgate.testing.HttpApi;
import org.inkgate.testing.InkgateArchive;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A deployed server with a mailbox and an administrator, used by ordinary authors. */
@ExtendWith(ArquillianExtension.class)
abstract class AccountTestBase {

  static final String PASSWORD = "analytical engine";
  static final String NEW_PASSWORD = "difference engine";
  static final GreenMail MAIL = new GreenMail(new ServerSetup(0, "0.0.0.0", "smtp"));
  static final AtomicInteger USERS = new AtomicInteger();
  static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

  @ArquillianResource private URL url;

  HttpApi program;

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

  @BeforeEach
  void connect() throws URISyntaxException {
    program = HttpApi.program(base());
    // The first account becomes the administrator; the tests want ordinary authors.
    register("founder", PASSWORD);
  }

  URI base() throws URISyntaxException {
    return url.toURI();
  }

  record Tokens(String access, String refresh) {

    static Tokens of(JsonObject answer) {
      return new Tokens(answer.getString("access_token"), answer.getString("refresh_token"));
    }

    String[] bearer() {
      return new String[] {"Authorization", "Bearer " + access};
    }
  }

  static String newName() {
    return "user" + USERS.getAndIncrement();
  }

  String newUser() {
    String name = newName();
    Answer answer = register(name, PASSWORD);
    assertEquals(201, answer.status(), answer::toString);
    return name;
  }

  Answer register(String name, String password) {
    JsonObject registration =
        Json.createObjectBuilder()
            .add("username", name)
            .add("email", name + "@example.org")
            .add("password", password)
            .build();
    return program.postJson("/register", registration);
  }

  static JsonObject credentials(String user, String password) {
    return Json.createObjectBuilder().add("username", user).add("password", password).build();
  }

  static JsonObject passwords(String current, String wanted) {
    return Json.createObjectBuilder()
        .add("current_password", current)
        .add("new_password", wanted)
        .build();
  }

  Answer tryLogIn(String user, String password) {
    return program.postJson("/login", credentials(user, password));
  }

  Tokens logIn(String user) {
    return Tokens.of(tryLogIn(user, PASSWORD).json());
  }

  static void logIn(HttpApi browser, String user) {
    Answer answer = browser.postForm("/login", Map.of("username", user, "password", PASSWORD));
    assertEquals(303, answer.status(), answer::toString);
  }

  HttpApi browser(String user) throws URISyntaxException {
    HttpApi browser = HttpApi.browser(base());
    logIn(browser, user);
    return browser;
  }

  static String csrf(HttpApi browser) {
    return csrf(browser, "/account");
  }

  static String csrf(HttpApi browser, String path) {
    Answer page = browser.get(path, "Accept", "text/html");
    Matcher csrf = CSRF.matcher(page.body());
    assertTrue(csrf.find(), page::toString);
    return csrf.group(1);
  }

  Answer changePassword(Tokens tokens, String current, String wanted) {
    return program.postJson("/account/password", passwords(current, wanted), tokens.bearer());
  }

  Answer delete(String path, Tokens tokens) {
    return program.send("DELETE", path, BodyPublishers.noBody(), tokens.bearer());
  }

  List<JsonObject> tokens(Tokens tokens) {
    return listed("/account/tokens", "tokens", tokens);
  }

  List<JsonObject> listed(String path, String member, Tokens tokens) {
    Answer answer = program.get(path, tokens.bearer());
    assertEquals(200, answer.status(), answer::toString);
    return List.copyOf(answer.json().getJsonArray(member).getValuesAs(JsonObject.class));
  }

  static JsonObjectBuilder wanted(String... scopes) {
    return Json.createObjectBuilder()
        .add("name", "script")
        .add("scopes", Json.createArrayBuilder(Stream.of(scopes).toList()));
  }

  JsonObject makeToken(Tokens tokens, String... scopes) {
    Answer made = program.postJson("/account/tokens", wanted(scopes).build(), tokens.bearer());
    assertEquals(201, made.status(), made::toString);
    return made.json();
  }

  static String[] bearer(JsonObject personalToken) {
    return new String[] {"Authorization", "Bearer " + personalToken.getString("token")};
  }

  Answer drafts(JsonObject personalToken) {
    return program.get("/blogs?status=draft", bearer(personalToken));
  }

  static String error(Answer answer, String field) {
    return answer.json().getJsonObject("errors").getJsonArray(field).getString(0);
  }

  static void assertInvalidToken(Answer answer) {
    assertEquals(401, answer.status(), answer::toString);
    String challenge = answer.header("WWW-Authenticate").orElseThrow();
    assertTrue(challenge.contains("error=\"invalid_token\""), challenge);
  }
}
