package org.inkgate.blog;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.inkgate.testing.Answer;
import org.inkgate.testing.Chromium;
import org.inkgate.testing.DeployedInkgate;
import org.inkgate.testing.Member;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an author does before and after publishing: addresses, revisions, review, the editor. */
class WritingIT extends DeployedInkgate {

  private static final AtomicInteger NAMES = new AtomicInteger();
  private static final String[] HTML = {"Accept", "text/html"};
  private static final String[] TYPING = {"Inkgate-Autosave", "?1"};

  private static Chromium chromium;

  private Member author;

  @BeforeEach
  void connect() {
    // The first account becomes the administrator; the tests want ordinary authors.
    program.postJson("/register", Member.registration("administrator"));
    author = Member.register(program, "writer-" + NAMES.incrementAndGet());
    if (chromium == null) {
      chromium = Chromium.start();
      PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
    }
  }

  @AfterAll
  static void close() {
    if (chromium != null) {
      chromium.close();
      chromium = null;
    }
  }

  // Addresses and summaries

  @Test
  void anOldAddressLeadsToTheNewOneAndBelongsToNobodyElse() {
    String first = unique("first");
    String second = unique("second");
    String path = author.path(Member.draft("Moving", "b").add("slug", first));
    assertEquals("/blogs/" + first, path);
    Answer moved = patch(path, "{\"slug\":\"" + second + "\"}");
    assertEquals(second, moved.json().getString("slug"));

    for (String[] representation : List.of(HTML, new String[] {"Accept", "application/json"})) {
      Answer old = program.get(path + "?page=1", representation);
      assertEquals(308, old.status());
      assertEquals("/blogs/" + second + "?page=1", old.header("Location").orElseThrow());
    }
    Member other = Member.register(program, "writer-" + NAMES.incrementAndGet());
    for (String taken : List.of(first, second)) {
      Answer refused = other.write(Member.draft("Mine", "b").add("slug", taken));
      assertEquals(409, refused.status());
      assertEquals(
          "[\"is taken by another post\"]",
          refused.json().getJsonObject("errors").get("slug").toString());
    }
    // An address that an old link leads to is not given away for a title either.
    String beside = other.write(first, "b").json().getString("slug");
    assertTrue(beside.startsWith(first + "-"), beside);

    assertEquals(200, patch("/blogs/" + second, "{\"slug\":\"" + first + "\"}").status());
    assertEquals(200, program.get("/blogs/" + first).status());
    assertEquals(308, program.get("/blogs/" + second).status());
    assertEquals(204, author.delete("/blogs/" + first).status());
    assertEquals(404, program.get("/blogs/" + second).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ä", "a b", "a--b", "new", "-"})
  void anAddressThatIsNoneIsRefused(String slug) {
    Answer answer = author.write(Member.draft("t", "b").add("slug", slug));
    assertEquals(400, answer.status());
    assertEquals(List.of("slug"), List.copyOf(answer.json().getJsonObject("errors").keySet()));
  }

  @Test
  void theAddressOfADraftThatWasBegunByTypingFollowsItsTitleUntilItIsPublished() {
    String word = unique("word");
    Answer begun =
        author.send("POST", "/blogs", Member.draft(word, "b").add("status", "draft"), TYPING);
    String path = begun.header("Location").orElseThrow();
    JsonObject published =
        patch(path, "{\"title\":\"Whole " + word + "\",\"status\":\"published\"}").json();
    assertEquals("whole-" + word, published.getString("slug"));
    assertEquals(308, program.get(path).status());
    patch("/blogs/whole-" + word, "{\"title\":\"Another\"}");
    assertEquals(200, program.get("/blogs/whole-" + word).status());
  }

  @Test
  void theAddressThatItsAuthorWasToldStays() {
    String path = author.path(Member.draft(unique("told"), "b").add("status", "draft"));
    patch(path, "{\"title\":\"Another\",\"status\":\"published\"}");
    assertEquals(200, program.get(path).status());
  }

  @Test
  void aSummaryIsTheAuthorsOrElseTheFirstWords() {
    String path = author.path(Member.draft("t", "First *words*.").add("summary", "Mine."));
    assertEquals("Mine.", program.get(path).json().getString("summary"));
    assertEquals("Mine.", patch(path, "{\"body\":\"Others.\"}").json().getString("summary"));
    assertEquals("Others.", patch(path, "{\"summary\":\"\"}").json().getString("summary"));
    assertEquals("More.", patch(path, "{\"body\":\"More.\"}").json().getString("summary"));
  }

  @Test
  void aTitleThatNobodyCanSeeIsBlank() {
    Answer answer = author.write(Member.draft("\u200B\u2060", "b"));
    assertEquals(
        "[\"must not be blank\"]", answer.json().getJsonObject("errors").get("title").toString());
  }

  @Test
  void theSameKeyWithAnotherTextIsOnePostWithThatText() {
    String key = unique("key");
    String path = author.path(Member.draft("One", "b").add("idempotency_key", key));
    JsonObject again =
        author.write(Member.draft("One", "changed").add("idempotency_key", key)).json();
    assertEquals(path, again.getString("url"));
    assertEquals("changed", program.get(path).json().getString("body"));
    assertEquals(1, program.get("/blogs?author=" + author.name()).json().getInt("total"));
    // Back, and sent once more: what was sent last stands, as nothing else changed the post.
    author.write(Member.draft("One", "b").add("idempotency_key", key));
    assertEquals("b", program.get(path).json().getString("body"));
    patch(path, "{\"body\":\"by another form\"}");
    Answer late = author.write(Member.draft("One", "changed").add("idempotency_key", key));
    assertEquals(412, late.status());
    assertEquals("by another form", program.get(path).json().getString("body"));
  }

  // Preview

  @Test
  void thePreviewIsWhatThePageShows() {
    String body = "# H\n\n**b** <script>x</script>\n\n| a |\n|---|\n| [l](javascript:x) |\n";
    String path = author.path(Member.draft("t", body));
    Answer preview = author.send("POST", "/preview", Json.createObjectBuilder().add("body", body));
    assertEquals(200, preview.status());
    assertEquals(program.get(path).json().getString("html"), preview.json().getString("html"));
    assertEquals(
        401,
        program.postJson("/preview", Json.createObjectBuilder().add("body", "x").build()).status());
  }

  // Revisions

  @Test
  void everyChangeIsKeptWithWhoMadeItAndCanBeBroughtBack() {
    String path = author.path(Member.draft("Ice", "one two three"));
    patch(path, "{\"body\":\"one 2 three\"}");
    patch(path, "{\"status\":\"draft\"}");
    JsonObject list = author.get(path + "/revisions").json();
    assertEquals(2, list.getInt("total"), "publishing is no change of the text");
    JsonObject newest = list.getJsonArray("revisions").getJsonObject(0);
    assertEquals(author.name(), newest.getString("author"));
    assertEquals(sid(author), newest.getString("session"));

    JsonArray diff = author.get(path + "/revisions/2").json().getJsonArray("diff");
    assertTrue(diff.toString().contains("{\"op\":\"deleted\",\"text\":\"two\"}"), diff.toString());
    assertTrue(diff.toString().contains("{\"op\":\"inserted\",\"text\":\"2\"}"), diff.toString());
    assertEquals(1, author.get(path + "/revisions/2?against=1").json().getInt("against"));
    assertEquals(404, author.get(path + "/revisions/3").status());
    assertEquals(404, author.get(path + "/revisions/x").status());

    Answer restored =
        author.send("POST", path + "/revisions/1/restore", Json.createObjectBuilder());
    assertEquals(200, restored.status());
    assertEquals("one two three", restored.json().getString("body"));
    JsonObject third = author.get(path + "/revisions/3").json();
    assertEquals(1, third.getInt("restored_from"));
  }

  @Test
  void revisionsAreTheAuthorsSecret() {
    String open = author.path(Member.draft("Open", "b"));
    String closed = author.path(Member.draft("Closed", "b").add("status", "draft"));
    Member other = Member.register(program, "writer-" + NAMES.incrementAndGet());
    for (String door : List.of("/revisions", "/revisions/1", "/review-links", "/working-copy")) {
      assertEquals(401, program.get(open + door).status(), door);
      assertEquals(403, other.get(open + door).status(), door);
      assertEquals(404, other.get(closed + door).status(), door);
    }
    assertEquals(
        403,
        other.send("POST", open + "/revisions/1/restore", Json.createObjectBuilder()).status());
  }

  @Test
  void typingIsOneRevision() {
    String path = author.path(Member.draft("Typing", "a").add("status", "draft"));
    for (String text : List.of("ab", "abc", "abcd")) {
      patch(path, "{\"body\":\"" + text + "\"}", TYPING);
    }
    JsonObject list = author.get(path + "/revisions").json();
    assertEquals(2, list.getInt("total"));
    assertTrue(list.getJsonArray("revisions").getJsonObject(0).getBoolean("autosaved"));
    assertEquals("abcd", author.get(path + "/revisions/2").json().getString("body"));
  }

  // Working copies

  @Test
  void whatIsTypedOverAPublishedPostWaitsBesideIt() {
    String path = author.path(Member.draft("Public", "as published"));
    Answer first = keep(path, "typed");
    assertEquals(200, first.status());
    String etag = first.header("ETag").orElseThrow();
    assertEquals("as published", program.get(path).json().getString("body"));
    // A tab that knows of no copy, and one that knows an old one, overwrite nothing.
    assertEquals(412, keep(path, "another tab").status());
    assertEquals(200, keep(path, "typed more", "If-Match", etag).status());
    assertEquals(412, keep(path, "too late", "If-Match", etag).status());
    assertEquals("typed more", author.get(path + "/working-copy").json().getString("body"));
    assertEquals(204, author.delete(path + "/working-copy").status());
    assertEquals(404, author.get(path + "/working-copy").status());
  }

  private Answer keep(String path, String body, String... headers) {
    return author.send(
        "PUT", path + "/working-copy", Member.draft("Public", body).add("version", 1), headers);
  }

  // Review links

  @Test
  void aReviewLinkShowsADraftUntilItIsRevoked() {
    String path = author.path(Member.draft("For Ada", "b").add("status", "draft"));
    Answer made =
        author.send(
            "POST",
            path + "/review-links",
            Json.createObjectBuilder().add("recipient", "Ada").add("expires_in_days", 3));
    assertEquals(201, made.status());
    assertEquals("no-store", made.header("Cache-Control").orElseThrow());
    String link = URI.create(made.json().getString("url")).getPath();

    Answer page = program.get(link, HTML);
    assertEquals(200, page.status());
    assertTrue(page.body().contains("For Ada"));
    assertEquals("no-store", page.header("Cache-Control").orElseThrow());
    assertTrue(page.header("X-Robots-Tag").orElseThrow().contains("noindex"));
    assertEquals("no-referrer", page.header("Referrer-Policy").orElseThrow());
    assertFalse(page.body().contains(link.substring("/review/".length())), "nowhere in the page");
    assertEquals(200, program.get(link).status());
    assertEquals(200, program.send("HEAD", link, BodyPublishers.noBody()).status());
    JsonObject listed =
        author.get(path + "/review-links").json().getJsonArray("review_links").getJsonObject(0);
    assertEquals(2, listed.getInt("opened"), "HEAD opens nothing");
    assertFalse(listed.containsKey("url"));

    // What opens a draft opens nothing else.
    String secret = link.substring("/review/".length());
    assertEquals(401, program.get("/blogs/new", "Authorization", "Bearer " + secret).status());
    assertEquals(404, program.get(path).status());
    assertEquals(404, program.get(link + "x").status());

    String revoke = path + "/review-links/" + made.json().getInt("id");
    assertEquals(204, author.delete(revoke).status());
    Answer gone = program.get(link, HTML);
    assertEquals(410, gone.status());
    assertFalse(gone.body().contains("For Ada"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "366", "\"soon\""})
  void aReviewLinkHasAnEnd(String days) {
    String path = author.path(Member.draft("t", "b").add("status", "draft"));
    Answer answer =
        program.sendJson(
            "POST", path + "/review-links", "{\"expires_in_days\":" + days + "}", author.with());
    assertEquals(400, answer.status());
    assertTrue(answer.json().getJsonObject("errors").containsKey("expires_in_days"));
  }

  // The editor with its script

  @Test
  void whatIsTypedIsShownAndSavedAsOneDraft() {
    Page page = signedIn(true);
    page.navigate("/blogs/new");
    page.getByLabel("Title").fill("Live " + author.name());
    Locator body = page.getByLabel("Body");
    body.fill("It was quiet");
    body.selectText();
    body.press("Control+b");
    assertThat(body).hasValue("**It was quiet**");
    assertThat(page.locator(".sight .prose strong")).hasText("It was quiet");
    assertThat(page.locator("#editor-state")).hasText("Draft saved.");
    assertThat(page).hasURL(Pattern.compile(".*/blogs/live-writer-[0-9]+/edit"));
    body.fill("# Head\n\nIt was **loud**.\n\n- gulls\n");
    assertThat(page.locator(".sight .prose li")).hasText("gulls");
    assertThat(page.locator("#editor-state")).hasText("Draft saved.");
    String shown = page.locator(".sight .prose").innerText();
    assertEquals(1, drafts());

    button(page, "Publish").click();
    assertThat(page.locator("article.post .prose li")).hasText("gulls");
    assertEquals(shown, page.locator("article.post .prose").innerText());
    assertEquals(0, drafts());
    assertEquals(1, program.get("/blogs?author=" + author.name()).json().getInt("total"));
  }

  @Test
  void imagesChosenAndPastedStandInTheTextThatIsSaved() {
    Page page = signedIn(true);
    page.navigate("/blogs/new");
    page.getByLabel("Title").fill("Pictures " + author.name());
    Locator body = page.getByLabel("Body");
    body.fill("Look: ");
    FileChooser chooser = page.waitForFileChooser(() -> button(page, "Image").click());
    chooser.setFiles(new FilePayload("gulls.png", "image/png", picture(40)));
    Locator shown = page.locator(".sight .prose img");
    assertThat(shown).hasAttribute("alt", "gulls");
    paste(body, picture(50));
    assertThat(shown).hasCount(2);
    assertThat(page.locator("#editor-state")).hasText("Draft saved.");
    assertThat(shown.last()).hasJSProperty("naturalWidth", 50);

    button(page, "Publish").click();
    assertThat(page.locator("article.post .prose img")).hasCount(2);
    assertEquals(2, author.get("/media").json().getInt("total"));
  }

  @Test
  void publishingWaitsForTheImagesOnTheirWay() {
    Page page = signedIn(true);
    page.navigate("/blogs/new");
    page.getByLabel("Title").fill("Hurry " + author.name());
    page.getByLabel("Body").fill("Look: ");
    List<Route> held = new ArrayList<>();
    page.route("**/media", held::add);
    FileChooser chooser = page.waitForFileChooser(() -> button(page, "Image").click());
    chooser.setFiles(new FilePayload("terns.png", "image/png", picture(60)));
    page.waitForCondition(() -> held.size() == 1);
    button(page, "Publish").click();
    held.remove(0).resume();
    assertThat(page.locator("article.post .prose img")).hasAttribute("alt", "terns");

    page.navigate("/blogs/new");
    page.getByLabel("Title").fill("No hurry " + author.name());
    page.getByLabel("Body").fill("Look: ");
    FileChooser again = page.waitForFileChooser(() -> button(page, "Image").click());
    again.setFiles(new FilePayload("terns.png", "image/png", picture(61)));
    page.waitForCondition(() -> held.size() == 1);
    button(page, "Publish").click();
    held.remove(0).abort();
    assertThat(page.locator("#editor-state")).hasText("Not saved: no connection. Trying again.");
    button(page, "Publish").click();
    assertThat(page.locator("article.post .prose")).hasText("Look:");
  }

  @Test
  void withoutAConnectionTheTextStaysInTheEditor() {
    Page page = signedIn(true);
    page.navigate("/blogs/new");
    page.getByLabel("Title").fill("In a tunnel " + author.name());
    page.getByLabel("Body").fill("All of it.");
    page.context().setOffline(true);
    button(page, "Publish").click();
    assertThat(page.locator("#editor-state")).hasText("Not saved: no connection. Trying again.");
    assertThat(page.getByLabel("Body")).hasValue("All of it.");
    page.context().setOffline(false);
    button(page, "Publish").click();
    assertThat(page.locator("article.post .prose")).hasText("All of it.");
  }

  @Test
  void whatIsNoImageIsRefusedInWords() {
    Page page = signedIn(true);
    page.navigate("/blogs/new");
    FileChooser chooser = page.waitForFileChooser(() -> button(page, "Image").click());
    chooser.setFiles(new FilePayload("gulls.png", "image/png", new byte[] {1, 2, 3}));
    assertThat(page.locator("#editor-state")).containsText("image");
    assertThat(page.getByLabel("Body")).hasValue("");
  }

  private static byte[] picture(int width) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(width, 30, BufferedImage.TYPE_INT_RGB), "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** As from the clipboard, which no test should touch. */
  private static void paste(Locator body, byte[] png) {
    body.evaluate(
        """
        (body, base64) => {
          const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
          const clipboardData = new DataTransfer();
          clipboardData.items.add(new File([bytes], "image.png", { type: "image/png" }));
          body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, cancelable: true }));
        }
        """,
        Base64.getEncoder().encodeToString(png));
  }

  @Test
  void anotherTabsNewerTextIsNotOverwritten() {
    String path = author.path(Member.draft("Tabs", "old").add("status", "draft"));
    Page page = signedIn(true);
    page.navigate(path + "/edit");
    patch(path, "{\"body\":\"from the other tab\"}");
    page.getByLabel("Body").fill("from this tab");
    assertThat(page.locator("#editor-state")).containsText("A newer version was saved elsewhere");
    assertThat(page.locator("#editor-state a")).hasAttribute("href", path);
    assertEquals("from the other tab", author.get(path).json().getString("body"));
    button(page, "Keep mine").click();
    assertThat(page.locator("#editor-state")).hasText("Draft saved.");
    assertEquals("from this tab", author.get(path).json().getString("body"));
    assertEquals(3, author.get(path + "/revisions").json().getInt("total"));
  }

  @Test
  void aPublishedPostIsTypedIntoACopyAndSavedByTheButton() {
    String path = author.path(Member.draft("Copy", "as published"));
    Page page = signedIn(true);
    page.navigate(path + "/edit");
    page.getByLabel("Body").fill("typed");
    assertThat(page.locator("#editor-state")).hasText("Kept, not published yet.");
    assertEquals("as published", program.get(path).json().getString("body"));
    page.reload();
    assertThat(page.getByLabel("Body")).hasValue("typed");
    assertThat(page.locator(".note")).containsText("not published yet");
    button(page, "Save").click();
    assertThat(page.locator("article.post .prose")).hasText("typed");
    assertEquals(404, author.get(path + "/working-copy").status());
  }

  // The editor without it

  @Test
  void withoutScriptThePreviewBringsTheFormAlong() {
    Page page = signedIn(false);
    page.navigate("/blogs/new");
    page.getByLabel("Title").fill("No script");
    page.getByLabel("Body").fill("Some **text**");
    page.getByLabel("Tags").fill("one, two");
    button(page, "Preview").click();
    assertThat(page.locator(".sight strong")).hasText("text");
    assertThat(page.getByLabel("Title")).hasValue("No script");
    assertThat(page.getByLabel("Tags")).hasValue("one, two");
    page.getByText("Publish later").click();
    page.getByLabel("Publish at").fill("2999-06-01T12:00");
    page.getByLabel("Time zone").fill("Europe/Berlin");
    button(page, "Schedule").click();
    assertThat(page.locator("h1")).hasText("No script");
    JsonObject post =
        author.get("/blogs?status=scheduled").json().getJsonArray("posts").getJsonObject(0);
    assertEquals("2999-06-01T10:00:00Z", post.getString("publish_at"));
    page.navigate("/blogs?status=scheduled");
    assertThat(page.locator(".entries h2")).hasText("No script");

    page.navigate("/blogs/no-script/edit");
    assertThat(page.getByLabel("Publish at")).hasValue("2999-06-01T10:00");
    page.getByLabel("Time zone").fill("Atlantis");
    button(page, "Schedule").click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("must be a time zone");
    button(page, "Publish now").click();
    assertEquals(200, program.get("/blogs/no-script").status());
  }

  @Test
  void withoutScriptARevisionIsReadAndRestored() {
    String path = author.path(Member.draft("Rev", "the old harbour"));
    patch(path, "{\"body\":\"the new harbour\"}");
    Page page = signedIn(false);
    page.navigate(path + "/revisions");
    page.getByText("Revision 2").click();
    assertThat(page.locator(".diff del")).hasText("old");
    assertThat(page.locator(".diff ins")).hasText("new");
    page.navigate(path + "/revisions/1");
    button(page, "Restore this revision").click();
    assertThat(page.locator("article.post .prose")).hasText("the old harbour");
    page.navigate(path + "/review-links");
    page.getByLabel("Who it is for").fill("Bea");
    button(page, "Make the link").click();
    assertThat(page.locator("#review-url")).containsText("/review/");
    button(page, "Revoke").click();
    assertThat(page.locator(".badge")).hasText("Revoked");
  }

  private Page signedIn(boolean javaScript) {
    Page page = javaScript ? chromium.open(base) : chromium.openWithoutJavaScript(base);
    page.navigate("/login");
    page.getByLabel("Username").fill(author.name());
    page.getByLabel("Password").fill(Member.PASSWORD);
    page.locator("main form button").click();
    page.locator("header .own").waitFor();
    return page;
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private int drafts() {
    return author.get("/blogs?status=draft").json().getInt("total");
  }

  private Answer patch(String path, String json, String... headers) {
    Answer answer = program.sendJson("PATCH", path, json, author.with(headers));
    assertEquals(200, answer.status(), answer::toString);
    return answer;
  }

  private static String unique(String word) {
    return word + NAMES.incrementAndGet();
  }

  private static String sid(Member member) {
    byte[] claims = Base64.getUrlDecoder().decode(member.token().split("\\.")[1]);
    String json = new String(claims, StandardCharsets.UTF_8);
    return Json.createReader(new StringReader(json)).readObject().getString("sid");
  }
}
