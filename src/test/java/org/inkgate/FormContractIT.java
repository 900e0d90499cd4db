package org.inkgate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.inkgate.testing.Answer;
import org.inkgate.testing.HttpApi;
import org.inkgate.testing.Member;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Accounts and posts by the forms of a browser without JavaScript. */
class FormContractIT extends ContractTestBase {

  @Test
  void aBrowserRegistersWritesEditsAndDeletes() {
    HttpApi browser = HttpApi.browser(base);
    String name = newName();
    Answer registered =
        browser.postForm(
            "/register",
            Map.of("username", name, "email", name + "@example.org", "password", Member.PASSWORD));
    assertSentTo("/", registered);
    String cookies = String.join("\n", registered.headers("Set-Cookie"));
    assertTrue(cookies.contains("HttpOnly") && cookies.contains("SameSite=Lax"), cookies);

    Answer form = browser.get("/blogs/new", HTML);
    assertEquals("no-store", form.header("Cache-Control").orElseThrow());
    Map<String, String> post = fields(form);
    post.putAll(
        Map.of("title", "By form", "body", "one\r\ntwo", "tags", "a, b", "status", "draft"));
    Answer created = browser.postForm("/blogs", post);
    assertEquals(303, created.status(), created::toString);
    String path = created.header("Location").orElseThrow();
    // The same form a second time makes no second post.
    assertSentTo(path, browser.postForm("/blogs", post));
    assertTrue(browser.get(path, HTML).body().contains("By form"));
    assertEquals(404, program.get(path).status());

    Map<String, String> edit = fields(browser.get(path + "/edit", HTML));
    edit.putAll(Map.of("title", "Changed", "body", "three", "tags", "", "status", "published"));
    assertSentTo(path, browser.postForm(path + "/edit", edit));
    JsonObject json = program.get(path).json();
    assertEquals("Changed", json.getString("title"));
    assertEquals("published", json.getString("status"));
    // A form opened before another change does not overwrite it.
    edit.put("title", "Too late");
    Answer late = browser.postForm(path + "/edit", edit);
    assertEquals(412, late.status());
    assertTrue(late.body().contains("value=\"Too late\""), late::toString);

    Map<String, String> csrf = Map.of("csrf", edit.get("csrf"));
    assertSentTo(path, browser.postForm(path + "/unpublish", csrf));
    assertEquals(404, program.get(path).status());
    assertSentTo(path, browser.postForm(path + "/publish", csrf));
    assertSentTo("/", browser.postForm(path + "/delete", csrf));
    assertEquals(404, browser.get(path, HTML).status());

    Answer out = browser.postForm("/logout", csrf);
    assertSentTo("/", out);
    assertEquals(303, browser.get("/blogs/new", HTML).status());
  }

  @Test
  void aScheduledPostIsPublishedByItsForm() {
    Member author = newMember();
    String path = author.path(scheduled("2999-01-01T00:00:00Z"));
    HttpApi browser = loggedIn(author.name());
    Map<String, String> edit = fields(browser.get(path + "/edit", HTML));
    edit.putAll(Map.of("title", "Now", "body", "b", "tags", "", "status", "published"));
    assertSentTo(path, browser.postForm(path + "/edit", edit));
    assertEquals(200, program.get(path).status());
  }

  @Test
  void aFormComesBackWithErrorsAndWhatWasTyped() {
    HttpApi browser = loggedIn(newMember().name());
    Map<String, String> post = fields(browser.get("/blogs/new", HTML));
    post.putAll(Map.of("title", " ", "body", "\n<b>typed</b> & kept", "tags", "x\"y"));
    Answer answer = browser.postForm("/blogs", post);
    assertEquals(400, answer.status());
    assertTrue(answer.body().contains("id=\"title-errors\""), answer::toString);
    assertTrue(answer.body().contains("must not be blank"));
    assertTrue(answer.body().contains("&lt;b&gt;typed&lt;/b&gt; &amp; kept"));
    assertTrue(answer.body().contains("x&#34;y"));
    assertEquals(post.get("idempotency_key"), fields(answer).get("idempotency_key"));

    HttpApi stranger = HttpApi.browser(base);
    Answer login =
        stranger.postForm(
            "/login", Map.of("username", "no\"body", "password", "pass-typed", "next", "/blogs"));
    assertEquals(404, login.status());
    assertTrue(login.body().contains("no&#34;body"));
    assertFalse(login.body().contains("pass-typed"));
    assertEquals("/blogs", fields(login).get("next"));

    Answer register =
        stranger.postForm(
            "/register", Map.of("username", "x", "email", "y", "password", "pass-typed"));
    assertEquals(400, register.status());
    assertTrue(register.body().contains("id=\"username-errors\""));
    assertTrue(register.body().contains("id=\"email-errors\""));
    assertFalse(register.body().contains("pass-typed"));
  }

  @ParameterizedTest
  @CsvSource({
    "/blogs/new, /blogs/new",
    "'', /",
    "https://evil.example/, /",
    "//evil.example, /",
    "/\\evil.example, /",
    "javascript:alert(1), /",
  })
  void nextLeadsToOwnPathsOnly(String next, String expected) {
    Answer answer =
        HttpApi.browser(base)
            .postForm(
                "/login",
                Map.of("username", newMember().name(), "password", Member.PASSWORD, "next", next));
    assertSentTo(expected, answer);
  }

  @Test
  @DisplayName("security 56: input can't forge a header")
  void nextTakesNoLineBreaks() {
    Answer answer =
        HttpApi.browser(base)
            .postForm(
                "/login",
                Map.of(
                    "username",
                    newMember().name(),
                    "password",
                    Member.PASSWORD,
                    "next",
                    "/a\r\nX-Forged: yes"));
    assertSentTo("/", answer);
    assertTrue(answer.header("X-Forged").isEmpty());
  }

  private HttpApi loggedIn(String name) {
    HttpApi browser = HttpApi.browser(base);
    assertSentTo(
        "/", browser.postForm("/login", Map.of("username", name, "password", Member.PASSWORD)));
    return browser;
  }

  /** The hidden fields of a page's forms. */
  private static Map<String, String> fields(Answer page) {
    Matcher hidden =
        Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")
            // Below the content there is the form of the language.
            .matcher(page.body().replaceFirst("(?s)</main>.*", ""));
    Map<String, String> fields = new HashMap<>();
    while (hidden.find()) {
      fields.put(hidden.group(1), hidden.group(2));
    }
    return fields;
  }

  private static void assertSentTo(String path, Answer answer) {
    assertEquals(303, answer.status(), answer::toString);
    assertEquals(path, answer.header("Location").orElseThrow());
  }
}
