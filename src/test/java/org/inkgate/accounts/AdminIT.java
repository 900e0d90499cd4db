package org.inkgate.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
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
import org.inkgate.testing.ServerLog;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Roles, administration, forgotten passwords, throttling: over HTTP, and mail over SMTP. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class AdminIT {

  private static final String PASSWORD = "a quiet river bends";
  private static final String NEW_PASSWORD = "seven grey herons wait";
  private static final String CHIEF = "it-chief";
  private static final Pattern LINK = Pattern.compile("/password/reset\\?token=([\\w-]{43})");
  private static final Pattern CONFIRM = Pattern.compile("/account/email\\?token=([\\w-]{43})");
  private static final GreenMail MAIL = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));

  @ArquillianResource private URL url;

  private URI base;
  private HttpApi http;
  private String admin;

  /** A pair of tokens. */
  private record Tokens(String access, String refresh) {}

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
    // Whichever test comes first makes the first account, which is the administrator's.
    http.postJson("/register", registration(CHIEF));
    admin = logIn(CHIEF, PASSWORD).access();
  }

  // Tokens

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
  @DisplayName(
      "security 22: authors change their own posts, editors and administrators everybody's")
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

  // Administration

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

  // Invitations

  @Test
  void withoutAnInvitationNobodyRegisters() {
    Answer refused = http.postJson("/register", registration(name()));
    assertEquals(403, refused.status());
    assertEquals("Registration by invitation", refused.json().getString("Message"));
    Answer page = http.get("/register", "Accept", "text/html");
    assertEquals(403, page.status());
    assertTrue(page.body().contains("by invitation only"), page::body);
    for (String nonsense : List.of("nonsense", "A".repeat(43), "ö")) {
      Answer invalid = http.postJson("/register", invited(name(), nonsense));
      assertEquals(403, invalid.status());
      assertEquals("This invitation opens nothing", invalid.json().getString("Message"));
    }
  }

  @Test
  void anInvitationWorksOnceAndGivesItsRole() {
    JsonObject made = makeInvitation("editor").json();
    String link = made.getString("link");
    HttpApi browser = HttpApi.browser(base);
    String path = link.substring(link.indexOf("/register"));
    String invite = path.substring(path.indexOf('=') + 1);
    Answer form = browser.get(path, "Accept", "text/html");
    assertEquals(200, form.status());
    assertEquals("no-store", form.header("Cache-Control").orElse(""));
    String name = name();
    Map<String, String> weak =
        Map.of("username", name, "email", address(name), "password", "short", "invite", invite);
    Answer again = browser.postForm("/register", weak);
    assertEquals(400, again.status());
    assertTrue(again.body().contains("name=\"invite\" value=\"" + invite + "\""), again::body);
    Map<String, String> good = new HashMap<>(weak);
    good.put("password", PASSWORD);
    assertEquals(303, browser.postForm("/register", good).status());
    assertEquals("editor", user(name).getString("role"));

    assertEquals(403, browser.get(path, "Accept", "text/html").status());
    assertEquals(403, http.postJson("/register", invited(name(), invite)).status());
    JsonObject used = invitation(made.getInt("id"));
    assertEquals(name, used.getString("used_by"));
    assertEquals("for a friend", used.getString("note"));
    assertFalse(used.getBoolean("open"));
    assertFalse(used.toString().contains(invite));
  }

  @Test
  void ofTenWhoComeByOneInvitationAtOnceOneGetsIn() throws Exception {
    String invite = invite("author");
    List<Callable<Answer>> registrations = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      String name = name();
      names.add(name);
      registrations.add(() -> http.postJson("/register", invited(name, invite)));
    }
    List<Integer> statuses = atOnce(registrations).stream().map(Answer::status).sorted().toList();
    assertEquals(201, statuses.get(0), statuses::toString);
    assertTrue(statuses.subList(1, 10).stream().allMatch(it -> it == 403), statuses::toString);
    long exist =
        names.stream()
            .filter(
                name ->
                    http.get("/admin/users?q=" + name, bearer(admin)).json().getInt("total") == 1)
            .count();
    assertEquals(1, exist);
  }

  @Test
  void anInvitationCanBeTakenBack() {
    JsonObject made = makeInvitation("author").json();
    String path = "/admin/invitations/" + made.getInt("id");
    Answer revoked = http.send("DELETE", path, BodyPublishers.noBody(), bearer(admin));
    assertEquals(204, revoked.status());
    String invite = made.getString("link").split("=")[1];
    assertEquals(403, http.postJson("/register", invited(name(), invite)).status());
    assertEquals(404, http.send("DELETE", path, BodyPublishers.noBody(), bearer(admin)).status());
    assertEquals(404, http.postJson(path + "0x/revoke", post(), bearer(admin)).status());
  }

  @Test
  void invitationsAreMadeAndTakenBackByForms() {
    HttpApi browser = browser(CHIEF);
    String page = "/admin/invitations";
    assertTrue(browser.get("/admin", "Accept", "text/html").body().contains(page));
    String csrf = csrf(browser.get(page, "Accept", "text/html", "Accept-Language", "de"));
    Answer wrong =
        browser.postForm(
            page, Map.of("csrf", csrf, "note", "Ada <3", "role", "god", "expires_in_days", "91"));
    assertEquals(400, wrong.status());
    assertTrue(wrong.body().contains("Ada &lt;3"), wrong::body);
    assertTrue(
        wrong.body().contains("must be reader, contributor, author, editor or admin"), wrong::body);
    assertTrue(wrong.body().contains("expires_in_days-errors"), wrong::body);
    Answer made =
        browser.postForm(page, Map.of("csrf", csrf, "note", "Ada", "expires_in_days", ""));
    assertEquals(201, made.status(), made::toString);
    Matcher link = Pattern.compile("/register\\?invite=([\\w-]{43})").matcher(made.body());
    assertTrue(link.find(), made::body);
    String listed = browser.get(page, "Accept", "text/html").body();
    assertFalse(listed.contains(link.group(1)), "shown once");
    Matcher revoke = Pattern.compile(page + "/\\d+/revoke").matcher(listed);
    assertTrue(revoke.find(), listed);
    assertEquals(303, browser.postForm(revoke.group(), Map.of("csrf", csrf)).status());
    assertEquals(403, http.get("/register?invite=" + link.group(1)).status());
  }

  // Forgotten passwords

  @Test
  @DisplayName("security 14: a link by mail sets a new password once and ends all sessions")
  void aLinkByMailSetsANewPasswordOnceAndEndsAllSessions() throws Exception {
    String name = register();
    Tokens before = logIn(name, PASSWORD);
    confirmAddress(name);
    HttpApi browser = HttpApi.browser(base);
    assertTrue(browser.get("/login", "Accept", "text/html").body().contains("/password/forgotten"));
    Answer asked = browser.postForm("/password/forgotten", Map.of("email", address(name)));
    assertEquals(202, asked.status(), asked::toString);

    MimeMessage mail = mailTo(address(name), "/password/reset");
    assertEquals("blog@example.org", mail.getFrom()[0].toString());
    String token = token(GreenMailUtil.getBody(mail));
    Answer form = browser.get("/password/reset?token=" + token, "Accept", "text/html");
    assertEquals(200, form.status(), form::toString);
    assertEquals("no-store", form.header("Cache-Control").orElse(""));
    assertEquals(1, form.body().split(token, -1).length - 1, "the secret is in the form alone");

    Answer weak =
        browser.postForm("/password/reset", Map.of("token", token, "new_password", "short"));
    assertEquals(400, weak.status());
    assertTrue(weak.body().contains(token), "the form comes back and still works");
    Answer done =
        browser.postForm("/password/reset", Map.of("token", token, "new_password", NEW_PASSWORD));
    assertEquals(303, done.status(), done::toString);
    Answer told = browser.get(done.header("Location").orElseThrow(), "Accept", "text/html");
    assertTrue(told.body().contains("Your password is changed"), told::toString);

    assertRefused("invalid_token", write(before.access()));
    assertEquals(400, refresh(before).status());
    assertEquals(401, http.postJson("/login", credentials(name, PASSWORD)).status());
    assertEquals(201, write(logIn(name, NEW_PASSWORD).access()).status());
    assertEquals(400, reset(token, "yet another password").status());
    assertEquals(400, browser.get("/password/reset?token=" + token).status());
  }

  @Test
  @DisplayName("security 87: a new address counts when it is confirmed, and the old one is told")
  void aNewAddressCountsWhenItIsConfirmedAndTheOldOneIsTold() throws Exception {
    String name = register();
    confirmAddress(name);
    String wanted = "new-" + address(name);
    String reset = token(act(name, "reset-link").json().getString("reset_link"));
    Answer asked = changeEmail(name, wanted);
    assertEquals(200, asked.status(), asked::toString);
    assertEquals(address(name), asked.json().getString("email"));

    mailTo(address(name), "another email address");
    Matcher link = CONFIRM.matcher(GreenMailUtil.getBody(mailTo(wanted, "/account/email")));
    assertTrue(link.find());
    JsonObject own = http.get("/account", bearer(logIn(name, PASSWORD).access())).json();
    assertEquals(wanted, own.getString("pending_email"));
    assertEquals(401, logInByEmail(wanted).status());
    assertEquals(200, logInByEmail(address(name)).status());

    HttpApi other = HttpApi.browser(base);
    Answer page = other.get(link.group(), "Accept", "text/html");
    assertEquals(200, page.status(), page::toString);
    assertEquals(401, logInByEmail(wanted).status(), "a mail scanner only looked");
    Answer confirmed = other.postForm("/account/email", Map.of("token", link.group(1)));
    assertEquals(303, confirmed.status(), confirmed::toString);
    assertEquals(200, logInByEmail(wanted).status());
    assertEquals(401, logInByEmail(address(name)).status());
    assertEquals(400, other.get(link.group(), "Accept", "text/html").status(), "once");
    assertEquals(400, reset(reset, NEW_PASSWORD).status(), "links to the old address are closed");
  }

  /** Opens the link that registering sent. */
  private void confirmAddress(String name) throws Exception {
    Matcher link = CONFIRM.matcher(GreenMailUtil.getBody(mailTo(address(name), "/account/email")));
    assertTrue(link.find());
    JsonObject token = Json.createObjectBuilder().add("token", link.group(1)).build();
    assertEquals(200, http.postJson("/account/email", token).status());
  }

  @Test
  @DisplayName(
      "security 87: the address given at registration is used for no login and no reset before it"
          + " is confirmed")
  void anAddressIsNotUsedBeforeItIsConfirmed() throws Exception {
    String name = register();
    JsonObject own = http.get("/account", bearer(logIn(name, PASSWORD).access())).json();
    assertEquals(address(name), own.getString("pending_email"));
    Answer login = logInByEmail(address(name));
    assertEquals(403, login.status(), login::toString);
    assertEquals(401, logInByEmail(address(name), "not the password").status());

    mailTo(address(name), "/account/email");
    assertEquals(202, forgotten(address(name)).status());
    // Instead of a way in, another link to confirm the address, which ends the first.
    List<MimeMessage> mails = mailsTo(address(name), 2);
    for (MimeMessage mail : mails) {
      assertFalse(GreenMailUtil.getBody(mail).contains("/password/reset"));
    }
    Matcher first = CONFIRM.matcher(GreenMailUtil.getBody(mails.get(0)));
    Matcher second = CONFIRM.matcher(GreenMailUtil.getBody(mails.get(1)));
    assertTrue(first.find() && second.find());
    assertEquals(400, http.get("/account/email?token=" + first.group(1)).status());
    JsonObject token = Json.createObjectBuilder().add("token", second.group(1)).build();
    assertEquals(200, http.postJson("/account/email", token).status());

    assertEquals(200, logInByEmail(address(name)).status());
    own = http.get("/account", bearer(logIn(name, PASSWORD).access())).json();
    assertFalse(own.containsKey("pending_email"), own::toString);
    assertEquals(202, forgotten(address(name)).status());
    mailTo(address(name), "/password/reset");
  }

  @Test
  void savingTheSameAddressSendsTheLinkAgain() throws Exception {
    String name = register();
    mailsTo(address(name), 1);
    assertEquals(200, changeEmail(name, address(name)).status());
    mailsTo(address(name), 2);
    assertEquals(403, logInByEmail(address(name)).status());
  }

  @Test
  @DisplayName("security 87: PUT /api/user tells the old address of a new one")
  void theRealWorldApiTellsTheOldAddress() throws Exception {
    String name = register();
    confirmAddress(name);
    JsonObjectBuilder user = Json.createObjectBuilder().add("email", "api-" + address(name));
    Answer changed =
        http.sendJson(
            "PUT",
            "/api/user",
            Json.createObjectBuilder().add("user", user).build().toString(),
            bearer(logIn(name, PASSWORD).access()));
    assertEquals(200, changed.status(), changed::toString);
    assertEquals(address(name), changed.json().getJsonObject("user").getString("email"));
    mailTo(address(name), "another email address");
    mailTo("api-" + address(name), "/account/email");
    assertEquals(401, logInByEmail("api-" + address(name)).status());
  }

  @Test
  @DisplayName("security 76: changing an address does not tell who has an account")
  void changingAnAddressDoesNotTellWhoHasAnAccount() {
    String name = register();
    String known = address(register());
    Answer taken = changeEmail(name, known);
    Answer free = changeEmail(name, "nobody-" + known);
    assertEquals(200, taken.status(), taken::toString);
    assertEquals(known, taken.json().getString("pending_email"));
    assertEquals(free.body().replace("nobody-" + known, known), taken.body());
    int status = 200;
    for (int i = 0; i < 10 && status == 200; i++) {
      status = changeEmail(name, i + known).status();
    }
    assertEquals(429, status);
  }

  private Answer changeEmail(String name, String email) {
    JsonObject change =
        Json.createObjectBuilder().add("email", email).add("current_password", PASSWORD).build();
    return http.postJson("/account", change, bearer(logIn(name, PASSWORD).access()));
  }

  private Answer logInByEmail(String email) {
    return logInByEmail(email, PASSWORD);
  }

  private Answer logInByEmail(String email, String password) {
    JsonObjectBuilder user =
        Json.createObjectBuilder().add("email", email).add("password", password);
    return http.postJson("/api/users/login", Json.createObjectBuilder().add("user", user).build());
  }

  @Test
  void aForgottenAddressThatNobodyHasIsAnsweredAlike() {
    String name = register();
    Answer known = forgotten(address(name));
    Answer unknown = forgotten("nobody-" + UUID.randomUUID() + "@example.org");
    assertEquals(202, known.status());
    assertEquals(known.status(), unknown.status());
    assertEquals(known.body(), unknown.body());
    assertEquals(400, forgotten("no address").status());
  }

  @Test
  void anAdministratorsLinkWorksOnceEvenForTwentyAtOnce() throws Exception {
    String name = register();
    Answer made = act(name, "reset-link");
    assertEquals(201, made.status());
    assertEquals("no-store", made.header("Cache-Control").orElse(""));
    assertEquals(3600, made.json().getInt("expires_in"));
    String token = token(made.json().getString("reset_link"));
    List<Callable<Answer>> resets = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      String password = NEW_PASSWORD + i;
      resets.add(() -> reset(token, password));
    }
    List<Answer> answers = atOnce(resets);
    assertEquals(
        1, answers.stream().filter(answer -> answer.status() == 200).count(), answers::toString);
    int winner = answers.indexOf(answers.stream().filter(a -> a.status() == 200).findFirst().get());
    logIn(name, NEW_PASSWORD + winner);
  }

  @Test
  void aPasswordChangeClosesTheLinksThatWereMadeBefore() {
    String name = register();
    String token = token(act(name, "reset-link").json().getString("reset_link"));
    Answer changed =
        http.postJson(
            "/account/password",
            Json.createObjectBuilder()
                .add("current_password", PASSWORD)
                .add("new_password", NEW_PASSWORD)
                .build(),
            bearer(logIn(name, PASSWORD).access()));
    assertEquals(200, changed.status(), changed::toString);
    assertEquals(400, reset(token, "yet another password").status());
    logIn(name, NEW_PASSWORD);
  }

  // Logging in

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

  // Refusals and the log

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
        "The token was altered or signed by somebody else: check where the client got it.",
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

  // What the tests above speak in

  private static String name() {
    return "it-" + UUID.randomUUID().toString().substring(0, 12);
  }

  private static String address(String name) {
    return name + "@example.org";
  }

  private static JsonObject registration(String name) {
    return Json.createObjectBuilder(credentials(name, PASSWORD))
        .add("email", address(name))
        .build();
  }

  private static JsonObject invited(String name, String invite) {
    return Json.createObjectBuilder(registration(name)).add("invite", invite).build();
  }

  private Answer makeInvitation(String role) {
    Answer made =
        http.postJson(
            "/admin/invitations",
            Json.createObjectBuilder().add("role", role).add("note", "for a friend").build(),
            bearer(admin));
    assertEquals(201, made.status(), made::toString);
    return made;
  }

  /** The secret of a new invitation. */
  private String invite(String role) {
    String link = makeInvitation(role).json().getString("link");
    return link.substring(link.indexOf('=') + 1);
  }

  private JsonObject invitation(int id) {
    return http
        .get("/admin/invitations", bearer(admin))
        .json()
        .getJsonArray("invitations")
        .getValuesAs(JsonObject.class)
        .stream()
        .filter(one -> one.getInt("id") == id)
        .findFirst()
        .orElseThrow();
  }

  private static JsonObject credentials(String name, String password) {
    JsonObjectBuilder json = Json.createObjectBuilder();
    return json.add("username", name).add("password", password).build();
  }

  private String register() {
    String name = name();
    Answer answer = http.postJson("/register", invited(name, invite("author")));
    assertEquals(201, answer.status(), answer::toString);
    return name;
  }

  private Tokens logIn(String name, String password) {
    Answer answer = http.postJson("/login", credentials(name, password));
    assertEquals(200, answer.status(), answer::toString);
    return new Tokens(
        answer.json().getString("access_token"), answer.json().getString("refresh_token"));
  }

  private HttpApi browser(String name) {
    HttpApi browser = HttpApi.browser(base);
    Answer answer = browser.postForm("/login", Map.of("username", name, "password", PASSWORD));
    assertEquals(303, answer.status(), answer::toString);
    return browser;
  }

  private static String csrf(Answer page) {
    Matcher csrf = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"").matcher(page.body());
    assertTrue(csrf.find(), page::toString);
    return csrf.group(1);
  }

  private static String[] bearer(String token) {
    return new String[] {"Authorization", "Bearer " + token};
  }

  private Answer refresh(Tokens tokens) {
    return http.postJson(
        "/token/refresh",
        Json.createObjectBuilder().add("refresh_token", tokens.refresh()).build());
  }

  private static JsonObject post() {
    return Json.createObjectBuilder().add("title", "Herons").add("body", "They wait.").build();
  }

  private Answer write(String token) {
    return http.postJson("/blogs", post(), bearer(token));
  }

  private Answer rewrite(String slug, String token) {
    return http.sendJson("PUT", "/blogs/" + slug, post().toString(), bearer(token));
  }

  private static void assertRefused(String error, Answer answer) {
    assertEquals(401, answer.status(), answer::toString);
    String challenge = answer.header("WWW-Authenticate").orElse("");
    assertTrue(challenge.contains("error=\"" + error + "\""), challenge);
  }

  private JsonObject user(String name) {
    Answer found = http.get("/admin/users?q=" + name, bearer(admin));
    assertEquals(200, found.status(), found::toString);
    return found.json().getJsonArray("users").getJsonObject(0);
  }

  private String id(String name) {
    return user(name).getString("id");
  }

  private Answer act(String name, String what) {
    return http.postJson(
        "/admin/users/" + id(name) + "/" + what, JsonObject.EMPTY_JSON_OBJECT, bearer(admin));
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

  private void giveRole(String name, String role) {
    Answer answer = role(admin, name, role);
    assertEquals(200, answer.status(), answer::toString);
    assertEquals(role, answer.json().getString("role"));
  }

  private Answer role(String token, String name, String role) {
    return roleById(token, id(name), role);
  }

  private Answer roleById(String token, String id, String role) {
    return http.postJson(
        "/admin/users/" + id + "/role",
        Json.createObjectBuilder().add("role", role).build(),
        bearer(token));
  }

  private Answer forgotten(String email) {
    return http.postJson(
        "/password/forgotten", Json.createObjectBuilder().add("email", email).build());
  }

  private Answer reset(String token, String password) {
    return http.postJson(
        "/password/reset",
        Json.createObjectBuilder().add("token", token).add("new_password", password).build());
  }

  private static String token(String text) {
    Matcher link = LINK.matcher(text.replace("=\r\n", "").replace("=3D", "="));
    assertTrue(link.find(), text);
    return link.group(1);
  }

  /** A mail to this address that says so. */
  private static MimeMessage mailTo(String address, String text) throws Exception {
    for (int mails = 1; MAIL.waitForIncomingEmail(20_000, mails); mails++) {
      for (MimeMessage mail : mailsTo(address)) {
        if (GreenMailUtil.getBody(mail).contains(text)) {
          return mail;
        }
      }
    }
    throw new AssertionError("No mail to " + address + " with " + text);
  }

  /** As many mails to this address, in the order in which they came. */
  private static List<MimeMessage> mailsTo(String address, int count) throws Exception {
    for (int mails = count; MAIL.waitForIncomingEmail(20_000, mails); mails++) {
      if (mailsTo(address).size() == count) {
        return mailsTo(address);
      }
    }
    throw new AssertionError(mailsTo(address).size() + " mails to " + address);
  }

  private static List<MimeMessage> mailsTo(String address) throws Exception {
    List<MimeMessage> found = new ArrayList<>();
    for (MimeMessage mail : MAIL.getReceivedMessages()) {
      if (mail.getAllRecipients()[0].toString().equals(address)) {
        found.add(mail);
      }
    }
    return found;
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

  private static List<Answer> atOnce(List<Callable<Answer>> calls) throws Exception {
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
