package org.inkgate.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.inkgate.testing.Answer;
import org.inkgate.testing.HttpApi;
import org.junit.jupiter.api.Test;

/** Registering by invitation. */
class InvitationIT extends AdminTestBase {

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
}
