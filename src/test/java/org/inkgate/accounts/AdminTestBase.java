package org.inkgate.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.inkgate.testing.Answer;
import org.inkgate.testing.HttpApi;
import org.inkgate.testing.InkgateArchive;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A deployed server by invitation only, with uniform errors, a mailbox and an administrator. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
abstract class AdminTestBase {

  static final String PASSWORD = "a quiet river bends";
  static final String NEW_PASSWORD = "seven grey herons wait";
  static final String CHIEF = "it-chief";
  static final Pattern LINK = Pattern.compile("/password/reset\\?token=([\\w-]{43})");
  static final GreenMail MAIL = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));

  @ArquillianResource private URL url;

  URI base;
  HttpApi http;
  String admin;

  /** A pair of tokens. */
  record Tokens(String access, String refresh) {}

  @Deployment(testable = false)
  static WebArchive war() {
    MAIL.start();
    return InkgateArchive.with(
        Map.of(
            "LOGIN_ERRORS", "uniform",
            "REGISTRATION", "invite",
            "SMTP_URL", "smtp://127.0.0.1:" + MAIL.getSmtp().getPort(),
            "SMTP_FROM", "blog@example.org"));
  }

  @AfterAll
  static void stopMail() {
    MAIL.stop();
  }

  @BeforeEach
  void logInAsAdministrator() throws Exception {
    base = url.toURI();
    http = HttpApi.program(base);
    // The first test creates the first account, which becomes the administrator's.
    http.postJson("/register", registration(CHIEF));
    admin = logIn(CHIEF, PASSWORD).access();
  }

  static String name() {
    return "it-" + UUID.randomUUID().toString().substring(0, 12);
  }

  static String address(String name) {
    return name + "@example.org";
  }

  static JsonObject registration(String name) {
    return Json.createObjectBuilder(credentials(name, PASSWORD))
        .add("email", address(name))
        .build();
  }

  static JsonObject invited(String name, String invite) {
    return Json.createObjectBuilder(registration(name)).add("invite", invite).build();
  }

  Answer makeInvitation(String role) {
    Answer made =
        http.postJson(
            "/admin/invitations",
            Json.createObjectBuilder().add("role", role).add("note", "for a friend").build(),
            bearer(admin));
    assertEquals(201, made.status(), made::toString);
    return made;
  }

  /** The secret of a new invitation. */
  String invite(String role) {
    String link = makeInvitation(role).json().getString("link");
    return link.substring(link.indexOf('=') + 1);
  }

  static JsonObject credentials(String name, String password) {
    JsonObjectBuilder json = Json.createObjectBuilder();
    return json.add("username", name).add("password", password).build();
  }

  String register() {
    String name = name();
    Answer answer = http.postJson("/register", invited(name, invite("author")));
    assertEquals(201, answer.status(), answer::toString);
    return name;
  }

  Tokens logIn(String name, String password) {
    Answer answer = http.postJson("/login", credentials(name, password));
    assertEquals(200, answer.status(), answer::toString);
    return new Tokens(
        answer.json().getString("access_token"), answer.json().getString("refresh_token"));
  }

  HttpApi browser(String name) {
    HttpApi browser = HttpApi.browser(base);
    Answer answer = browser.postForm("/login", Map.of("username", name, "password", PASSWORD));
    assertEquals(303, answer.status(), answer::toString);
    return browser;
  }

  static String csrf(Answer page) {
    Matcher csrf = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"").matcher(page.body());
    assertTrue(csrf.find(), page::toString);
    return csrf.group(1);
  }

  static String[] bearer(String token) {
    return new String[] {"Authorization", "Bearer " + token};
  }

  Answer refresh(Tokens tokens) {
    return http.postJson(
        "/token/refresh",
        Json.createObjectBuilder().add("refresh_token", tokens.refresh()).build());
  }

  static JsonObject post() {
    return Json.createObjectBuilder().add("title", "Herons").add("body", "They wait.").build();
  }

  Answer write(String token) {
    return http.postJson("/blogs", post(), bearer(token));
  }

  static void assertRefused(String error, Answer answer) {
    assertEquals(401, answer.status(), answer::toString);
    String challenge = answer.header("WWW-Authenticate").orElse("");
    assertTrue(challenge.contains("error=\"" + error + "\""), challenge);
  }

  JsonObject user(String name) {
    Answer found = http.get("/admin/users?q=" + name, bearer(admin));
    assertEquals(200, found.status(), found::toString);
    return found.json().getJsonArray("users").getJsonObject(0);
  }

  String id(String name) {
    return user(name).getString("id");
  }

  Answer act(String name, String what) {
    return http.postJson(
        "/admin/users/" + id(name) + "/" + what, JsonObject.EMPTY_JSON_OBJECT, bearer(admin));
  }

  void giveRole(String name, String role) {
    Answer answer = role(admin, name, role);
    assertEquals(200, answer.status(), answer::toString);
    assertEquals(role, answer.json().getString("role"));
  }

  Answer role(String token, String name, String role) {
    return roleById(token, id(name), role);
  }

  Answer roleById(String token, String id, String role) {
    return http.postJson(
        "/admin/users/" + id + "/role",
        Json.createObjectBuilder().add("role", role).build(),
        bearer(token));
  }

  Answer reset(String token, String password) {
    return http.postJson(
        "/password/reset",
        Json.createObjectBuilder().add("token", token).add("new_password", password).build());
  }

  static String token(String text) {
    Matcher link = LINK.matcher(text.replace("=\r\n", "").replace("=3D", "="));
    assertTrue(link.find(), text);
    return link.group(1);
  }

  static List<Answer> atOnce(List<Callable<Answer>> calls) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(calls.size());
    try {
      List<Answer> answers = new ArrayList<>();
      for (Future<Answer> answer : threads.invokeAll(calls)) {
        answers.add(answer.get());
      }
      return answers;
    } finally {
      threads.shutdown();
    }
  }
}
