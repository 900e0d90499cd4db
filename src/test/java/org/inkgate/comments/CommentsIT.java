package org.inkgate.comments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.inkgate.testing.Answer;
import org.inkgate.testing.DeployedInkgate;
import org.inkgate.testing.HttpApi;
import org.inkgate.testing.Member;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Comments over HTTP, by JSON and by form: written, threaded, moderated, and all of it at once. */
class CommentsIT extends DeployedInkgate {

  private static final AtomicInteger NAMES = new AtomicInteger();
  private static final String CHIEF = "comments-chief";
  private static final String[] HTML = {"Accept", "text/html"};

  @BeforeEach
  void connect() {
    // The first account becomes the administrator; the tests want ordinary users.
    program.postJson("/register", Member.registration(CHIEF));
  }

  // Writing

  @Test
  void aCommentIsWrittenReadEditedAndDeleted() {
    String post = newMember().path(Member.draft("t", "b"));
    Member reader = newMember();
    Answer written = comment(reader, post, "Some **words**");
    assertEquals(201, written.status(), written::toString);
    JsonObject comment = written.json();
    String path = written.header("Location").orElseThrow();
    assertEquals(path, comment.getString("url"));
    assertEquals(reader.name(), comment.getString("author"));
    assertEquals("<p>Some <strong>words</strong></p>", comment.getString("html").strip());
    assertFalse(comment.getBoolean("edited"));
    assertEquals("Some **words**", program.get(path).json().getString("body"));

    Answer edited = reader.send("PATCH", path, body("Other words"));
    assertEquals(200, edited.status(), edited::toString);
    assertTrue(edited.json().getBoolean("edited"));
    assertEquals(comment.getString("created_at"), edited.json().getString("created_at"));
    assertTrue(program.get(post, HTML).body().contains("Other words"));

    assertEquals(204, reader.delete(path).status());
    assertEquals(404, program.get(path).status());
    assertEquals(0, list(post).getInt("total"));
  }

  @Test
  void whatDoesNotValidateIsRefusedByField() {
    String post = newMember().path(Member.draft("t", "b"));
    Member reader = newMember();
    String otherPost = newMember().path(Member.draft("t", "b"));
    long elsewhere = comment(reader, otherPost, "x").json().getInt("id");
    assertErrors(Set.of("body"), comment(reader, post, ""));
    assertErrors(Set.of("body"), comment(reader, post, " \n"));
    assertErrors(Set.of("body"), comment(reader, post, "x".repeat(10_001)));
    assertErrors(Set.of("body"), comment(reader, post, "a\0b"));
    assertErrors(Set.of("parent"), answer(reader, post, "x", elsewhere));
    assertErrors(Set.of("parent"), answer(reader, post, "x", 999_999_999));
    assertErrors(
        Set.of("parent"), reader.send("POST", post + "/comments", body("x").add("parent", "one")));
    assertEquals(201, comment(reader, post, "x".repeat(10_000)).status());
    assertEquals(404, comment(reader, "/blogs/no-such-post", "x").status());
    assertEquals(401, program.postJson(post + "/comments", body("x").build()).status());
    assertEquals(405, reader.delete(post + "/comments").status());
  }

  @Test
  void anAnswerToAnAnswerGoesToTheSameThread() {
    String post = newMember().path(Member.draft("t", "b"));
    Member reader = newMember();
    int first = comment(reader, post, "first").json().getInt("id");
    int second = answer(reader, post, "second", first).json().getInt("id");
    JsonObject third = answer(reader, post, "third", second).json();
    assertEquals(first, third.getInt("parent"));
    JsonObject listed = list(post);
    assertEquals(1, listed.getInt("total"));
    JsonObject thread = listed.getJsonArray("comments").getJsonObject(0);
    assertEquals(2, thread.getJsonArray("replies").size());

    assertEquals(204, reader.delete("/comments/" + first).status());
    JsonObject place = list(post).getJsonArray("comments").getJsonObject(0);
    assertEquals("deleted", place.getString("status"));
    assertEquals("", place.getString("author") + place.getString("body"));
    assertTrue(program.get(post, HTML).body().contains("This comment was deleted."));
    assertEquals(404, reader.send("PATCH", "/comments/" + first, body("again")).status());
    reader.delete("/comments/" + second);
    reader.delete("/comments/" + third.getInt("id"));
    assertEquals(0, list(post).getInt("total"), "the place goes with the last answer");
  }

  @Test
  void sixtyThreadsMakeTwoPages() {
    String post = newMember().path(Member.draft("t", "b"));
    int last = 0;
    for (int i = 0; i < 6; i++) {
      Member reader = newMember();
      for (int j = 0; j < 10; j++) {
        last = comment(reader, post, "number " + (i * 10 + j) + ".").json().getInt("id");
      }
    }
    String page = program.get(post, HTML).body();
    assertTrue(page.contains("number 0.") && page.contains("number 49."), page);
    assertFalse(page.contains("number 50."));
    assertTrue(page.contains("Comments: 60"));
    assertTrue(page.contains(post + "?comments=2#comments"));
    assertTrue(program.get(post + "?comments=2", HTML).body().contains("number 59."));
    assertEquals(
        post + "?comments=2#comment-" + last,
        program.get("/comments/" + last, HTML).header("Location").orElseThrow());
    assertEquals(2, list(post).getInt("pages"));
    assertEquals(400, program.get(post + "/comments?page=0").status());
    assertEquals(400, program.get(post + "?comments=x", HTML).status());
    assertTrue(program.get(post + "?comments=9", HTML).body().contains("no such page"));
  }

  // In a browser

  @Test
  void aFormWritesAnswersEditsAndDeletes() {
    String post = newMember().path(Member.draft("t", "b"));
    assertTrue(program.get(post, HTML).body().contains("/login?next=%2Fblogs%2F"));
    HttpApi browser = browser(newMember().name());
    String page = browser.get(post, HTML).body();
    Answer sent = browser.postForm(post + "/comments", form(page, "body", "By <form>"));
    assertEquals(303, sent.status(), sent::toString);
    String address = sent.header("Location").orElseThrow();
    assertTrue(address.matches(Pattern.quote(post) + "#comment-\\d+"), address);
    String id = address.replaceFirst(".*-", "");
    page = browser.get(post + "?reply=" + id, HTML).body();
    assertTrue(page.contains("By &lt;form&gt;"), page);
    Map<String, String> answer = form(page, "body", "An answer");
    assertEquals(id, answer.get("parent"));
    assertEquals(303, browser.postForm(post + "/comments", answer).status());

    page = browser.get("/comments/" + id + "/edit", HTML).body();
    assertTrue(page.contains("By &lt;form>") || page.contains("By &lt;form&gt;"), page);
    assertEquals(
        303, browser.postForm("/comments/" + id + "/edit", form(page, "body", "New")).status());
    assertTrue(browser.get(post, HTML).body().contains("<span>edited</span>"));
    page = browser.get("/comments/" + id + "/delete", HTML).body();
    assertEquals(
        303, browser.postForm("/comments/" + id + "/delete", form(page, "x", "")).status());
    assertEquals(404, program.get("/comments/" + id).status());
  }

  @Test
  @DisplayName("security 70: a form sent again makes one comment, which says what was sent last")
  void aFormSentAgainMakesOneComment() {
    String post = newMember().path(Member.draft("t", "b"));
    HttpApi browser = browser(newMember().name());
    Map<String, String> typed = form(browser.get(post, HTML).body(), "body", "Said onec.");
    String first = sent(browser, post, typed);
    assertEquals(first, sent(browser, post, typed));
    typed.put("body", "Said once.");
    assertEquals(first, sent(browser, post, typed));
    // The page was loaded anew, and has another key.
    typed.put("idempotency_key", "another-key");
    assertEquals(first, sent(browser, post, typed));
    assertEquals(1, list(post).getInt("total"));
    assertEquals(
        "Said once.", list(post).getJsonArray("comments").getJsonObject(0).getString("body"));

    typed.put("body", "Something else.");
    assertNotEquals(first, sent(browser, post, typed));
    typed.put("body", "Said once.");
    typed.put("idempotency_key", "a-third-key");
    assertNotEquals(first, sent(browser, post, typed), "said again after something else");
    assertEquals(3, list(post).getInt("total"));
  }

  private static String sent(HttpApi browser, String post, Map<String, String> form) {
    Answer answer = browser.postForm(post + "/comments", form);
    assertEquals(303, answer.status(), answer::toString);
    return answer.header("Location").orElseThrow();
  }

  @Test
  void nothingTypedIsLost() {
    String post = newMember().path(Member.draft("t", "b"));
    Member reader = newMember();
    HttpApi browser = browser(reader.name());
    String page = browser.get(post, HTML).body();
    String words = "kept words " + "x".repeat(10_000);
    Map<String, String> typed = form(page, "body", words);
    Answer failed = browser.postForm(post + "/comments", typed);
    assertEquals(400, failed.status());
    assertTrue(failed.body().contains(words));
    assertTrue(failed.body().contains(typed.get("idempotency_key")));

    typed.put("body", "short words");
    Map<String, String> forged = new HashMap<>(typed);
    forged.put("csrf", "wrong");
    Answer refused = browser.postForm(post + "/comments", forged);
    assertEquals(403, refused.status());
    assertTrue(refused.body().contains("short words"));

    // The session ends, the form is sent, the login page carries it.
    browser.cookies().getCookieStore().removeAll();
    Answer login = browser.postForm(post + "/comments", typed);
    assertEquals(401, login.status());
    Map<String, String> credentials = hidden(login.body());
    credentials.put("username", reader.name());
    credentials.put("password", Member.PASSWORD);
    Answer resumed = browser.postForm("/login", credentials);
    assertTrue(resumed.body().contains("short words"), resumed::toString);
    assertEquals(
        303,
        browser.postForm(post + "/comments", form(resumed.body(), "body", "short words")).status());
    assertEquals(1, list(post).getInt("total"));
  }

  @Test
  void theSameFormTwentyTimesAtOnceMakesOneComment() throws Exception {
    String post = newMember().path(Member.draft("t", "b"));
    HttpApi browser = browser(newMember().name());
    Map<String, String> form = form(browser.get(post, HTML).body(), "body", "once");
    List<Answer> answers = atOnce(20, () -> browser.postForm(post + "/comments", form));
    Set<String> addresses = new HashSet<>();
    for (Answer answer : answers) {
      assertEquals(303, answer.status(), answer::toString);
      addresses.add(answer.header("Location").orElseThrow());
    }
    assertEquals(1, addresses.size());
    assertEquals(1, list(post).getInt("total"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "![x](https://x/y.png)",
        "<a href='https://x' onclick=alert(1)>x</a>",
        "# heading",
      })
  void aPageCarriesNoScriptOfAComment(String body) {
    String post = newMember().path(Member.draft("t", "b"));
    assertEquals(201, comment(newMember(), post, body).status());
    String page = program.get(post, HTML).body();
    String section = page.substring(page.indexOf("id=\"comments\""));
    assertFalse(
        Pattern.compile("<script|<img|<[^>]*(onerror|onclick)|href=\"javascript|<h1")
            .matcher(section)
            .find(),
        section);
  }

  // Whose it is

  @Test
  void statement27_anothersCommentIsNotChangedByAnybodyElse() {
    Member author = newMember();
    String post = author.path(Member.draft("t", "b"));
    Member reader = newMember();
    Member other = newMember();
    String path = comment(reader, post, "mine").json().getString("url");
    assertEquals(403, other.send("PATCH", path, body("x")).status());
    assertEquals(403, other.delete(path).status());
    assertEquals(403, moderate(other, path, "hide").status());
    assertEquals(403, moderate(reader, path, "hide").status());
    assertEquals(403, other.get(path + "/edit").status());
    assertEquals(403, author.send("PATCH", path, body("x")).status());
    assertEquals(401, program.sendJson("DELETE", path, "").status());
    assertEquals("mine", program.get(path).json().getString("body"));
    assertEquals(403, rule(other, post, "closed").status());
    assertEquals(204, author.delete(path).status());
  }

  @Test
  void statement28_whatABodySaysAboutAuthorAndStatusChangesNothing() {
    String post = newMember().path(Member.draft("t", "b"));
    Member reader = newMember();
    JsonObject comment =
        reader
            .send(
                "POST",
                post + "/comments",
                body("x").add("author", CHIEF).add("id", 1).add("status", "hidden"))
            .json();
    assertEquals(reader.name(), comment.getString("author"));
    assertEquals("approved", comment.getString("status"));
  }

  @Test
  void aTokenWithoutTheScopeOrForAnotherTagDoesNotComment() {
    Member author = newMember();
    String post = author.path(Member.draft("t", "b"));
    String tagged =
        author.path(Member.draft("t", "b").add("tags", Json.createArrayBuilder().add("tea")));
    Member reading = withToken(author, "blog:read", null);
    Answer refused = comment(reading, post, "x");
    assertEquals(403, refused.status());
    assertTrue(refused.header("WWW-Authenticate").orElseThrow().contains("comment:write"));
    Member limited = withToken(author, "comment:write", "tea");
    assertEquals(403, comment(limited, post, "x").status());
    assertEquals(201, comment(limited, tagged, "x").status());
  }

  // Moderation

  @Test
  void whatIsHeldIsSeenByItsAuthorAndModeratorsOnly() {
    Member author = newMember();
    String post = author.path(Member.draft("t", "b"));
    assertEquals(200, rule(author, post, "all_held").status());
    Member reader = newMember();
    Member other = newMember();
    JsonObject held = comment(reader, post, "patience").json();
    String path = held.getString("url");
    assertEquals("held", held.getString("status"));
    assertEquals(404, program.get(path).status());
    assertEquals(404, other.get(path).status());
    assertEquals(404, other.delete(path).status());
    assertFalse(program.get(post, HTML).body().contains("patience"));
    assertEquals(200, reader.get(path).status());
    String own = browser(reader.name()).get(post, HTML).body();
    assertTrue(own.contains("patience") && own.contains("Waiting for approval"), own);

    assertTrue(queue(author, "held").contains("patience"));
    assertTrue(queue(Member.logIn(program, CHIEF), "held").contains("patience"));
    assertFalse(queue(other, "held").contains("patience"));

    assertEquals(200, moderate(author, path, "approve").status());
    assertEquals(200, program.get(path).status());
    assertFalse(queue(author, "held").contains("patience"));
    assertEquals("held", reader.send("PATCH", path, body("rewritten")).json().getString("status"));
    assertEquals(200, moderate(author, path, "hide").status());
    assertEquals(404, reader.get(path).status());
    assertTrue(queue(author, "hidden").contains("rewritten"));
  }

  @Test
  void theQueueIsWorkedThroughByForm() {
    Member author = newMember();
    String post = author.path(Member.draft("Queued", "b"));
    rule(author, post, "all_held");
    comment(newMember(), post, "decide on me");
    HttpApi browser = browser(author.name());
    String page = browser.get("/admin/comments", HTML).body();
    assertTrue(page.contains("decide on me") && page.contains("Queued"), page);
    Matcher action = Pattern.compile("/comments/\\d+/approve").matcher(page);
    assertTrue(action.find());
    Answer approved = browser.postForm(action.group(), form(page, "from", "queue"));
    assertEquals(303, approved.status(), approved::toString);
    assertEquals("/admin/comments", approved.header("Location").orElseThrow());
    assertTrue(program.get(post, HTML).body().contains("decide on me"));
  }

  @Test
  void theFirstCommentOfAPersonIsHeldAndTheNextIsNot() {
    Member author = newMember();
    String post = author.path(Member.draft("t", "b"));
    rule(author, post, "first_held");
    Member reader = newMember();
    JsonObject first = comment(reader, post, "one").json();
    assertEquals("held", first.getString("status"));
    assertEquals("held", comment(reader, post, "two").json().getString("status"));
    moderate(author, first.getString("url"), "approve");
    assertEquals("approved", comment(reader, post, "three").json().getString("status"));
    assertEquals("approved", comment(author, post, "my own").json().getString("status"));
  }

  @Test
  @DisplayName("security 72: whose comments appeared without a decision is not known by that")
  void onlyAnotherPersonsApprovalCounts() {
    Member author = newMember();
    String own = author.path(Member.draft("t", "b"));
    String other = newMember().path(Member.draft("t", "b"));
    Member chief = Member.logIn(program, CHIEF);
    assertEquals(200, rule(chief, other, "first_held").status());
    // Below their own post nothing is held, and they may approve it.
    JsonObject mine = comment(author, own, "mine").json();
    assertEquals("approved", mine.getString("status"));
    assertEquals(200, moderate(author, mine.getString("url"), "approve").status());
    assertEquals("held", comment(author, other, "one").json().getString("status"));
    // An accomplice's word counts below the accomplice's posts only.
    Member accomplice = newMember();
    String theirs = accomplice.path(Member.draft("t", "b"));
    assertEquals(200, rule(accomplice, theirs, "first_held").status());
    JsonObject there = comment(author, theirs, "two").json();
    assertEquals(200, moderate(accomplice, there.getString("url"), "approve").status());
    assertEquals("approved", comment(author, theirs, "three").json().getString("status"));
    JsonObject held = comment(author, other, "four").json();
    assertEquals("held", held.getString("status"));
    assertEquals(200, moderate(chief, held.getString("url"), "approve").status());
    assertEquals("approved", comment(author, other, "five").json().getString("status"));
  }

  @Test
  @DisplayName("security 72: by default, a reader's first comment waits for an editor")
  void aReadersFirstCommentWaits() {
    Member author = newMember();
    String post = author.path(Member.draft("t", "b"));
    Member chief = Member.logIn(program, CHIEF);
    assertEquals("approved", comment(author, post, "x").json().getString("status"));
    chief.send("PUT", "/admin/comments/settings", rule("new_held"));
    try {
      Member reader = newMember();
      assertEquals("approved", comment(reader, post, "an author").json().getString("status"));
      String users =
          chief.get("/admin/users?q=" + reader.name()).json().getJsonArray("users").toString();
      Matcher id = Pattern.compile("\"id\":\"(\\d+)\"").matcher(users);
      assertTrue(id.find(), users);
      String role = "/admin/users/" + id.group(1) + "/role";
      JsonObjectBuilder lower = Json.createObjectBuilder().add("role", "reader");
      assertEquals(200, chief.send("POST", role, lower).status());
      Member lowered = Member.logIn(program, reader.name());
      JsonObject held = comment(lowered, post, "a reader").json();
      assertEquals("held", held.getString("status"));
      moderate(chief, held.getString("url"), "approve");
      assertEquals("approved", comment(lowered, post, "again").json().getString("status"));
    } finally {
      chief.send("PUT", "/admin/comments/settings", rule("open"));
    }
  }

  @Test
  @DisplayName("security 72: an edited comment is held again where its author would be")
  void anEditedCommentIsHeldAgain() {
    String post = newMember().path(Member.draft("t", "b"));
    Member chief = Member.logIn(program, CHIEF);
    assertEquals(200, rule(chief, post, "first_held").status());
    Member reader = newMember();
    String path = comment(reader, post, "harmless").json().getString("url");
    moderate(chief, path, "approve");
    assertEquals("approved", status(reader.send("PATCH", path, body("harmless"))));
    assertEquals("held", status(reader.send("PATCH", path, body("buy pills"))));
    assertEquals(404, program.get(path).status());
    moderate(chief, path, "approve");
    String second = comment(reader, post, "second").json().getString("url");
    moderate(chief, second, "approve");
    // The second one still speaks for its author, until it says something else as well.
    assertEquals("approved", status(reader.send("PATCH", path, body("rewritten"))));
    assertEquals("held", status(reader.send("PATCH", second, body("rewritten"))));
  }

  @Test
  void onlyWhatWasReadIsApproved() {
    Member author = newMember();
    String post = author.path(Member.draft("t", "b"));
    rule(author, post, "all_held");
    Member reader = newMember();
    String path = comment(reader, post, "harmless").json().getString("url");
    HttpApi browser = browser(author.name());
    Map<String, String> read = form(browser.get("/admin/comments", HTML).body(), "from", "queue");
    reader.send("PATCH", path, body("buy pills"));
    Answer refused = browser.postForm(path + "/approve", read);
    assertEquals(409, refused.status(), refused::toString);
    assertEquals(404, program.get(path).status());
    read = form(browser.get("/admin/comments", HTML).body(), "from", "queue");
    assertEquals(303, browser.postForm(path + "/approve", read).status());
    assertEquals(200, program.get(path).status());
  }

  @Test
  void whatAnEditorHidItsAuthorDoesNotBringBack() {
    Member author = newMember();
    String post = author.path(Member.draft("t", "b"));
    String path = comment(author, post, "mine").json().getString("url");
    assertEquals(200, moderate(author, path, "hide").status());
    assertEquals(200, moderate(author, path, "approve").status());
    assertEquals(200, moderate(Member.logIn(program, CHIEF), path, "hide").status());
    assertEquals(403, moderate(author, path, "approve").status());
    assertEquals("hidden", status(author.send("PATCH", path, body("other words"))));
    assertEquals(403, moderate(author, path, "approve").status());
    assertEquals(404, program.get(path).status());
  }

  private static String status(Answer answer) {
    assertEquals(200, answer.status(), answer::toString);
    return answer.json().getString("status");
  }

  @Test
  void closedPostsTakeNoComments() {
    Member author = newMember();
    String post = author.path(Member.draft("t", "b"));
    Member reader = newMember();
    String path = comment(reader, post, "before").json().getString("url");
    assertEquals(200, rule(author, post, "closed").status());
    assertEquals(403, comment(reader, post, "after").status());
    assertEquals(403, reader.send("PATCH", path, body("after")).status());
    assertTrue(program.get(post, HTML).body().contains("Comments are closed."));
    assertEquals(200, rule(author, post, "site").status());
    assertEquals(201, comment(reader, post, "again").status());
    assertErrors(Set.of("moderation"), rule(author, post, "never"));
  }

  @Test
  void theSitesRuleIsTheAdministratorsAndYieldsToAPosts() {
    Member chief = Member.logIn(program, CHIEF);
    Member author = newMember();
    String post = author.path(Member.draft("t", "b"));
    String own = author.path(Member.draft("t", "b"));
    rule(author, own, "open");
    String settings = "/admin/comments/settings";
    JsonObjectBuilder closed = Json.createObjectBuilder().add("moderation", "closed");
    assertEquals(403, author.send("PUT", settings, closed).status());
    try {
      Answer changed = chief.send("PUT", settings, rule("closed"));
      assertEquals(200, changed.status(), changed::toString);
      assertEquals("closed", chief.get(settings).json().getString("moderation"));
      assertEquals(403, comment(newMember(), post, "x").status());
      assertEquals(201, comment(newMember(), own, "x").status());
    } finally {
      chief.send("PUT", settings, rule("open"));
    }
    assertEquals(201, comment(newMember(), post, "x").status());
  }

  // What may happen besides

  @Test
  void whoCommentsTooFastWaitsAndNobodyElse() {
    String post = newMember().path(Member.draft("t", "b"));
    Member reader = newMember();
    Answer last = null;
    for (int i = 0; i <= 12 && (last == null || last.status() == 201); i++) {
      last = comment(reader, post, "again");
    }
    assertEquals(429, last.status());
    assertTrue(Integer.parseInt(last.header("Retry-After").orElseThrow()) > 0);
    assertEquals(201, comment(newMember(), post, "once").status());
  }

  @Test
  void commentsGoWithTheirPostAndStayWithADisabledUser() {
    Member author = newMember();
    String post = author.path(Member.draft("t", "b"));
    Member reader = newMember();
    int first = comment(reader, post, "first").json().getInt("id");
    answer(author, post, "second", first);
    rule(author, post, "open");
    Member chief = Member.logIn(program, CHIEF);
    String found =
        chief.get("/admin/users?q=" + reader.name()).json().getJsonArray("users").toString();
    Matcher id = Pattern.compile("\"id\":\"(\\d+)\"").matcher(found);
    assertTrue(id.find(), found);
    assertEquals(
        200, chief.send("POST", "/admin/users/" + id.group(1) + "/disable", rule("x")).status());
    assertEquals(200, program.get("/comments/" + first).status());
    assertEquals(204, author.delete(post).status());
    assertEquals(404, program.get("/comments/" + first).status());
  }

  @Test
  void anAnswerIsNeverLostToADeletionAtTheSameMoment() throws Exception {
    Member author = newMember();
    String post = author.path(Member.draft("t", "b"));
    for (int round = 0; round < 5; round++) {
      int first = comment(author, post, "first").json().getInt("id");
      Member reader = newMember();
      AtomicInteger turn = new AtomicInteger();
      List<Answer> answers =
          atOnce(
              2,
              () ->
                  turn.getAndIncrement() == 0
                      ? answer(reader, post, "second", first)
                      : author.delete("/comments/" + first));
      for (Answer answer : answers) {
        if (answer.status() == 201) {
          assertEquals(200, program.get("/comments/" + answer.json().getInt("id")).status());
        } else {
          assertTrue(Set.of(204, 400, 409).contains(answer.status()), answer::toString);
        }
      }
    }
  }

  @Test
  void draftsHaveNoComments() {
    Member author = newMember();
    String draft = author.path(Member.draft("t", "b").add("status", "draft"));
    assertEquals(403, comment(author, draft, "x").status());
    assertEquals(404, comment(newMember(), draft, "x").status());
    assertEquals(404, program.get(draft + "/comments").status());
  }

  private Member newMember() {
    return Member.register(program, "reader-" + NAMES.incrementAndGet());
  }

  private Member withToken(Member member, String scope, String tag) {
    JsonObjectBuilder wanted =
        Json.createObjectBuilder()
            .add("name", UUID.randomUUID().toString())
            .add("scopes", Json.createArrayBuilder().add(scope))
            .add("expires_in_days", 1);
    if (tag != null) {
      wanted.add("tag", tag);
    }
    Answer made = member.send("POST", "/account/tokens", wanted);
    assertEquals(201, made.status(), made::toString);
    return new Member(program, member.name(), made.json().getString("token"), "");
  }

  private HttpApi browser(String name) {
    HttpApi browser = HttpApi.browser(base);
    Answer answer =
        browser.postForm("/login", Map.of("username", name, "password", Member.PASSWORD));
    assertEquals(303, answer.status(), answer::toString);
    return browser;
  }

  private static JsonObjectBuilder body(String text) {
    return Json.createObjectBuilder().add("body", text);
  }

  private static JsonObjectBuilder rule(String word) {
    return Json.createObjectBuilder().add("moderation", word);
  }

  private static Answer comment(Member member, String post, String text) {
    return member.send("POST", post + "/comments", body(text));
  }

  private static Answer answer(Member member, String post, String text, long parent) {
    return member.send("POST", post + "/comments", body(text).add("parent", parent));
  }

  private static Answer rule(Member member, String post, String word) {
    return member.send("PUT", post + "/comments/settings", rule(word));
  }

  private static Answer moderate(Member member, String path, String decision) {
    return member.send("POST", path + "/" + decision, Json.createObjectBuilder());
  }

  private static String queue(Member member, String status) {
    Answer answer = member.get("/admin/comments?status=" + status);
    assertEquals(200, answer.status(), answer::toString);
    return answer.body();
  }

  private JsonObject list(String post) {
    return program.get(post + "/comments").json();
  }

  private static void assertErrors(Set<String> fields, Answer answer) {
    assertEquals(400, answer.status(), answer::toString);
    assertEquals(fields, answer.json().getJsonObject("errors").keySet());
  }

  /**
   * The hidden fields of the form with a text area, or the first form, and one that is typed into
   * it.
   */
  private static Map<String, String> form(String page, String field, String value) {
    String main = page.substring(page.indexOf("<main"));
    int textarea = main.indexOf("<textarea");
    int start =
        textarea < 0 ? main.indexOf("<form") : main.substring(0, textarea).lastIndexOf("<form");
    Map<String, String> fields = hidden(main.substring(start, main.indexOf("</form>", start)));
    fields.put(field, value);
    return fields;
  }

  private static Map<String, String> hidden(String html) {
    Map<String, String> fields = new HashMap<>();
    Matcher input =
        Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")
            .matcher(html);
    while (input.find()) {
      fields.put(input.group(1), input.group(2));
    }
    return fields;
  }

  private static List<Answer> atOnce(int times, Callable<Answer> call) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(times);
    try {
      List<Callable<Answer>> calls = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        calls.add(call);
      }
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
