package org.inkgate.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMailUtil;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.inkgate.testing.Answer;
import org.inkgate.testing.HttpApi;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Password reset links and confirmed e-mail addresses: over HTTP, and mail over SMTP. */
class ForgottenPasswordIT extends AdminTestBase {

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
  @DisplayName("security 76: an address that another account did not confirm is free to its owner")
  void anUnconfirmedAddressIsFreeToItsOwner() throws Exception {
    String squatter = register();
    String address = address(squatter);
    mailsTo(address, 1);
    String owner = name();
    JsonObjectBuilder wanted =
        Json.createObjectBuilder(invited(owner, invite("author"))).add("email", address);
    Answer registered = http.postJson("/register", wanted.build());
    assertEquals(201, registered.status(), registered::toString);
    Matcher link = CONFIRM.matcher(GreenMailUtil.getBody(mailsTo(address, 2).get(1)));
    assertTrue(link.find());
    JsonObject token = Json.createObjectBuilder().add("token", link.group(1)).build();
    assertEquals(200, http.postJson("/account/email", token).status());
    assertEquals(200, logInByEmail(address).status());
    assertEquals(
        address,
        http.get("/account", bearer(logIn(owner, PASSWORD).access())).json().getString("email"));

    // The other account is there, without the address; and what is confirmed is taken.
    logIn(squatter, PASSWORD);
    Matcher late = CONFIRM.matcher(GreenMailUtil.getBody(mailsTo(address, 2).get(0)));
    assertTrue(late.find());
    token = Json.createObjectBuilder().add("token", late.group(1)).build();
    assertEquals(409, http.postJson("/account/email", token).status());
    JsonObjectBuilder third =
        Json.createObjectBuilder(invited(name(), invite("author"))).add("email", address);
    assertEquals(409, http.postJson("/register", third.build()).status());
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

  private static final Pattern CONFIRM = Pattern.compile("/account/email\\?token=([\\w-]{43})");

  /** Opens the link that registering sent. */
  private void confirmAddress(String name) throws Exception {
    Matcher link = CONFIRM.matcher(GreenMailUtil.getBody(mailTo(address(name), "/account/email")));
    assertTrue(link.find());
    JsonObject token = Json.createObjectBuilder().add("token", link.group(1)).build();
    assertEquals(200, http.postJson("/account/email", token).status());
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

  private Answer forgotten(String email) {
    return http.postJson(
        "/password/forgotten", Json.createObjectBuilder().add("email", email).build());
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
}
