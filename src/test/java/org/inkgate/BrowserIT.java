package org.inkgate;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.inkgate.testing.Chromium;
import org.inkgate.testing.InkgateArchive;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person sees and does in a real browser, mostly with JavaScript switched off. */
@ExtendWith(ArquillianExtension.class)
class BrowserIT {

  private static final String PASSWORD = "correct horse battery staple";
  private static final String ADMINISTRATOR = "founder";
  private static final AtomicInteger USERS = new AtomicInteger();

  private static Chromium chromium;
  private static List<String> firstNotes;

  @ArquillianResource private URL url;

  private final List<String> complaints = new CopyOnWriteArrayList<>();

  @Deployment(testable = false)
  static WebArchive inkgate() {
    return InkgateArchive.fresh();
  }

  /** Tests run in any order, so the first account is made before whichever runs first. */
  @BeforeEach
  void registerTheFirstUserOnce() {
    if (chromium == null) {
      chromium = Chromium.start();
      // Seconds are for an idle machine; a test should not fail because another one runs.
      PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
      Page page = open();
      page.navigate("/register");
      firstNotes = page.locator(".note").allInnerTexts();
      register(page, ADMINISTRATOR);
    }
  }

  @AfterEach
  void theBrowserHadNothingToComplainAbout() {
    assertEquals(List.of(), complaints);
  }

  @AfterAll
  static void close() {
    if (chromium != null) {
      chromium.close();
      chromium = null;
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aVisitorBecomesAnAuthor(boolean javaScript) {
    Page page = open(javaScript);
    String name = register(page);
    assertThat(navigation(page)).containsText(name);

    openOwnMenu(page);
    button(page, "Log out").click();
    assertThat(navigation(page)).not().containsText(name);
    logIn(page, name);
    assertThat(navigation(page)).containsText(name);

    link(page, "Write").click();
    String title = "The harbour of " + name;
    page.getByLabel("Title").fill(title);
    page.getByLabel("Body")
        .fill("It was **quiet**.\n\n- gulls\n- tide\n\n<script>alert(1)</script>");
    page.getByLabel("Tags").fill("sea, slow food");
    button(page, "Publish").click();

    assertThat(page).hasURL(Pattern.compile(".*/blogs/the-harbour-of-.*"));
    String address = page.url();
    assertThat(heading(page)).hasText(title);
    assertThat(page.locator(".prose strong")).hasText("quiet");
    assertThat(page.locator(".prose li")).hasText(new String[] {"gulls", "tide"});
    assertThat(page.locator(".prose script")).hasCount(0);
    assertThat(page.locator(".tags li")).hasText(new String[] {"sea", "slow food"});

    page.navigate("/");
    assertThat(page.locator(".entries h2").first()).hasText(title);
    link(page, title).click();
    assertThat(page).hasURL(address);

    link(page, "Edit").click();
    assertThat(page.getByLabel("Title")).hasValue(title);
    assertThat(page.getByLabel("Tags")).hasValue("sea, slow food");
    page.getByLabel("Body").fill("It was *loud*.");
    button(page, "Save").click();
    assertThat(page).hasURL(address);
    assertThat(page.locator(".prose em")).hasText("loud");

    link(page, "Delete").click();
    assertThat(heading(page)).hasText("Delete this post?");
    link(page, "Keep it").click();
    assertThat(page).hasURL(address);
    link(page, "Delete").click();
    button(page, "Delete this post").click();
    assertThat(page).hasURL(Pattern.compile(".*/"));
    assertEquals(404, page.navigate(address).status());
  }

  @Test
  void theFirstUserBecomesTheAdministrator() {
    assertEquals(1, firstNotes.size());
    Page author = open();
    author.navigate("/register");
    assertThat(author.locator(".note")).hasCount(0);
    register(author);
    String address = write(author, "Not the administrator's", "Publish");

    Page administrator = open();
    logIn(administrator, ADMINISTRATOR);
    administrator.navigate(address);
    assertThat(link(administrator, "Edit")).isVisible();

    Page other = open();
    register(other);
    other.navigate(address);
    assertThat(link(other, "Edit")).hasCount(0);
    assertEquals(403, other.navigate(address + "/edit").status());
  }

  @Test
  void aDraftIsItsAuthorsSecret() {
    Page author = open();
    register(author);
    String address = write(author, "Not yet", "Save as draft");
    assertThat(author.locator(".badge")).hasText("Draft");

    Page reader = open();
    assertEquals(404, reader.navigate(address).status());
    assertThat(heading(reader)).hasText("Not Found");
    reader.navigate("/");
    assertThat(reader.locator("main")).not().containsText("Not yet");
    register(reader);
    assertEquals(404, reader.navigate(address).status());

    openOwnMenu(author);
    link(author, "My drafts").click();
    link(author, "Not yet").click();
    button(author, "Publish").click();
    assertThat(author.locator(".badge")).hasCount(0);
    assertEquals(200, reader.navigate(address).status());

    button(author, "Unpublish").click();
    assertEquals(404, reader.navigate(address).status());
  }

  @Test
  void whatIsWrongStandsBesideItsFieldAndNothingIsLost() {
    Page page = open();
    register(page);
    page.navigate("/blogs/new");
    // The browser itself only asks that there is something; a space is.
    page.getByLabel("Title").fill(" ");
    page.getByLabel("Body").fill("\nFirst line is empty.\n\n  <b>&amp; “kept”\n");
    page.getByLabel("Tags").fill("one, two");
    Response answer = page.waitForNavigation(() -> button(page, "Publish").click());

    assertEquals(400, answer.status());
    Locator title = page.getByLabel("Title");
    assertThat(title).hasAttribute("aria-invalid", "true");
    assertThat(title).hasAccessibleDescription(Pattern.compile(".*must not be blank.*"));
    assertThat(page.locator("#title-errors")).hasText("must not be blank");
    assertThat(page.getByLabel("Body")).hasValue("\nFirst line is empty.\n\n  <b>&amp; “kept”\n");
    assertThat(page.getByLabel("Body")).not().hasAttribute("aria-invalid", "true");
    assertThat(page.getByLabel("Tags")).hasValue("one, two");
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("Title: must not be blank");
    assertThat(page).hasTitle(Pattern.compile("Error: New post.*"));

    title.fill("Now it has one");
    button(page, "Publish").click();
    assertThat(heading(page)).hasText("Now it has one");
  }

  @Test
  void nobodyOverwritesAChangeUnawares() {
    Page page = open();
    register(page);
    String address = write(page, "Two tabs", "Publish");
    Page other = page.context().newPage();
    other.navigate(address + "/edit");
    page.navigate(address + "/edit");
    page.getByLabel("Body").fill("The first.");
    button(page, "Save").click();
    assertThat(page.locator(".prose")).hasText("The first.");

    other.getByLabel("Body").fill("The second.");
    Response answer = other.waitForNavigation(() -> button(other, "Save").click());
    assertEquals(412, answer.status());
    assertThat(other.getByRole(AriaRole.ALERT)).containsText("This post was changed");
    assertThat(other.getByLabel("Body")).hasValue("The second.");
    button(other, "Save").click();
    assertThat(other.locator(".prose")).hasText("The second.");
  }

  @Test
  void aListShowsWordsAndNoMarkup() {
    Page page = open();
    String name = register(page);
    page.navigate("/blogs/new");
    page.getByLabel("Title").fill("Marked up");
    page.getByLabel("Body")
        .fill(
            "# One\n\n~~two~~ `three` [four](https://example.org) <b>five</b>\nsix\n\n"
                + "|seven|eight|\n|---:|---|\n|nine|ten|\n\n- [x] eleven\n\nשלום!");
    button(page, "Publish").click();
    assertThat(page.getByLabel("eleven")).isChecked();
    assertThat(page.locator("th").first()).hasCSS("text-align", Pattern.compile(".*right"));
    page.navigate("/blogs?author=" + name);
    assertThat(page.locator(".summary"))
        .hasText("One: two three four five six seven eight nine ten eleven שלום!");
  }

  @Test
  void registeringSaysWhatIsWrongAndKeepsWhatIsNoSecret() {
    Page page = open();
    page.navigate("/register");
    page.getByLabel("Username").fill(ADMINISTRATOR);
    page.getByLabel("Email").fill("somebody@example.org");
    page.getByLabel("Password").fill(PASSWORD);
    Response answer = page.waitForNavigation(() -> button(page, "Register").click());

    assertEquals(409, answer.status());
    assertThat(page.getByLabel("Username")).hasValue(ADMINISTRATOR);
    assertThat(page.getByLabel("Username")).hasAttribute("aria-invalid", "true");
    assertThat(page.getByLabel("Email")).hasValue("somebody@example.org");
    assertThat(page.getByLabel("Password")).hasValue("");
  }

  @Test
  void aWrongPasswordKeepsTheUserName() {
    Page page = open();
    page.navigate("/login");
    page.getByLabel("Username").fill(ADMINISTRATOR);
    page.getByLabel("Password").fill("wrong");
    Response answer = page.waitForNavigation(() -> button(page, "Log in").click());

    assertEquals(401, answer.status());
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("Password: is incorrect");
    assertThat(page.getByLabel("Password")).hasAttribute("aria-invalid", "true");
    assertThat(page.getByLabel("Password")).isFocused();
    assertThat(page.getByLabel("Username")).hasValue(ADMINISTRATOR);
    assertThat(page.getByLabel("Password")).hasValue("");

    page.getByLabel("Password").fill(PASSWORD);
    button(page, "Log in").click();
    assertThat(navigation(page)).containsText(ADMINISTRATOR);
  }

  @Test
  void loggingInLeadsBackToThePageAskedFor() {
    Page page = open();
    page.navigate("/blogs?status=draft&page=1");
    page.navigate("/blogs/new?from=here");
    assertThat(heading(page)).hasText("Log in");
    page.getByLabel("Username").fill(ADMINISTRATOR);
    page.getByLabel("Password").fill("wrong at first");
    button(page, "Log in").click();
    page.getByLabel("Password").fill(PASSWORD);
    button(page, "Log in").click();
    assertThat(page).hasURL(Pattern.compile(".*/blogs/new\\?from=here"));
    assertThat(heading(page)).hasText("New post");

    Page reader = open();
    reader.navigate("/blogs?author=" + ADMINISTRATOR + "&page=1");
    link(reader, "Log in").click();
    reader.getByLabel("Username").fill(ADMINISTRATOR);
    reader.getByLabel("Password").fill(PASSWORD);
    button(reader, "Log in").click();
    assertThat(reader).hasURL(Pattern.compile(".*/blogs\\?author=" + ADMINISTRATOR + "&page=1"));
  }

  @ParameterizedTest
  @CsvSource({
    "يوميات كاتب في المدينة القديمة, rtl",
    "שלום עולם, rtl",
    "日本の庭を歩く, ltr",
    "🎉 Über Straßen, ltr"
  })
  void aTitleMayBeInAnyScript(String title, String direction) {
    Page page = open();
    register(page);
    String address = write(page, title, "Publish");
    assertTrue(address.matches(".*/blogs/[a-z0-9-]+"), address);
    assertThat(heading(page)).hasText(title);
    assertThat(page).hasTitle(title + " · Inkgate");
    assertEquals(direction, directionOf(heading(page)));
    page.navigate("/");
    assertThat(link(page, title)).isVisible();
    assertEquals(direction, directionOf(page.locator(".entries h2").first()));
    link(page, title).click();
    assertThat(page).hasURL(address);
  }

  @Test
  void theKeyboardIsEnough() {
    Page page = open();
    page.navigate("/");
    page.keyboard().press("Tab");
    assertThat(link(page, "Skip to the content")).isFocused();
    assertThat(link(page, "Skip to the content")).isInViewport();
    page.keyboard().press("Enter");
    assertThat(page).hasURL(Pattern.compile(".*#main"));

    page.navigate("/login");
    assertThat(page.getByLabel("Username")).isFocused();
    page.keyboard().type(ADMINISTRATOR);
    page.keyboard().press("Tab");
    assertThat(page.getByLabel("Password")).isFocused();
    page.keyboard().type(PASSWORD);
    page.keyboard().press("Enter");
    assertThat(navigation(page)).containsText(ADMINISTRATOR);

    page.navigate("/blogs/new");
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    page.keyboard().press("Tab");
    assertThat(page.getByLabel("Title")).isFocused();
    page.keyboard().type("By keyboard");
    page.keyboard().press("Tab");
    assertThat(page.getByLabel("Body")).isFocused();
    page.keyboard().type("First line.");
    page.keyboard().press("Enter");
    page.keyboard().type("Second line.");
    page.keyboard().press("Tab");
    assertThat(page.getByLabel("Tags")).isFocused();
    page.keyboard().press("Enter");
    // Enter presses the first button: what surprises nobody is a draft, not a publication.
    assertThat(heading(page)).hasText("By keyboard");
    assertThat(page.locator(".badge")).hasText("Draft");
  }

  @Test
  void everyPageIsSoundAndFitsASmallScreen() {
    Page page = open(true);
    page.setViewportSize(360, 640);
    for (String path : List.of("/", "/login", "/register", "/nothing/here", "/blogs?page=0")) {
      assertSound(page, path);
    }
    register(page);
    String address = write(page, "W".repeat(200), "Publish");
    for (String path :
        List.of(
            "/",
            address,
            address + "/edit",
            address + "/delete",
            "/blogs/new",
            "/blogs?status=draft")) {
      assertSound(page, path);
    }
  }

  private static void assertSound(Page page, String path) {
    page.navigate(path);
    assertThat(page.locator("h1")).hasCount(1);
    assertEquals(
        List.of(),
        page.evaluate(
            """
            () => {
              const ids = [...document.querySelectorAll('[id]')].map(element => element.id);
              const twice = ids.filter((id, place) => ids.indexOf(id) !== place);
              const nameless = [...document.querySelectorAll('input:not([type=hidden]), textarea')]
                  .filter(field => field.labels.length === 0 && !field.ariaLabel)
                  .map(field => field.outerHTML);
              const lost = [...document.querySelectorAll('[aria-describedby]')]
                  .flatMap(field => field.getAttribute('aria-describedby').split(' '))
                  .filter(id => !document.getElementById(id));
              const wide = document.documentElement.scrollWidth > innerWidth ? ['too wide'] : [];
              return [...twice, ...nameless, ...lost, ...wide];
            }
            """),
        path);
  }

  @Test
  void readersTalkAndAreModeratedAndAllIsFoundTakenAlongAndBroughtBack(@TempDir Path folder) {
    Page author = open();
    String fruit = "quince" + register(author).replace("author-", "");
    String address = write(author, "On the " + fruit, "Publish");
    author.getByLabel("Comments on this post").selectOption("all_held");
    author.locator("form.rule button").click();

    Page guest = open();
    register(guest);
    guest.navigate(address);
    guest.getByLabel("Your comment").fill("A *fine* fruit.");
    button(guest, "Post comment").click();
    assertThat(guest.locator(".comment em")).hasText("fine");
    Page visitor = open();
    visitor.navigate(address);
    assertThat(visitor.locator(".comment")).hasCount(0);

    author.navigate("/admin/comments");
    button(author, "Approve").click();
    assertThat(author.locator(".empty")).isVisible();
    visitor.navigate(address);
    assertThat(visitor.locator(".comment em")).hasText("fine");

    visitor.getByRole(AriaRole.SEARCHBOX).fill(fruit);
    visitor.getByRole(AriaRole.SEARCHBOX).press("Enter");
    assertThat(visitor.locator("mark").first()).hasText(fruit);
    link(visitor, "On the " + fruit).click();
    assertThat(visitor).hasURL(address);

    Page administrator = open();
    logIn(administrator, ADMINISTRATOR);
    administrator.navigate("/admin/export");
    Path file = folder.resolve("site.zip");
    administrator
        .waitForDownload(() -> button(administrator, "Download as Markdown (ZIP)").click())
        .saveAs(file);
    author.navigate(address + "/delete");
    button(author, "Delete this post").click();
    assertThat(author).hasURL(Pattern.compile(".*/"));
    assertEquals(404, visitor.navigate(address).status());

    administrator.navigate("/admin/import");
    administrator.getByLabel("File").setInputFiles(file);
    button(administrator, "Import").click();
    // The page asks again by itself until the import is over.
    assertThat(administrator.locator("main")).containsText("Finished");
    assertEquals(200, visitor.navigate(address).status());
    assertThat(visitor.locator(".comment em")).hasText("fine");
  }

  @ParameterizedTest
  @DisplayName(
      "security 70: who goes back and publishes again changes the post and makes no second")
  @ValueSource(booleans = {false, true})
  void goingBackAndPublishingAgainChangesTheSamePost(boolean javaScript) {
    Page page = open(javaScript);
    String name = register(page);
    write(page, "First said by " + name, "Publish");
    page.goBack();
    assertThat(heading(page)).hasText("Edit post");
    assertThat(page.getByLabel("Body")).hasValue("Nothing much.");
    page.getByLabel("Title").fill("Then said by " + name);
    button(page, "Save").click();
    assertThat(heading(page)).hasText("Then said by " + name);
    page.navigate("/blogs?author=" + name);
    assertThat(page.locator("main article")).hasCount(1);

    // Another post is another form.
    write(page, "Next said by " + name, "Publish");
    page.navigate("/blogs?author=" + name);
    assertThat(page.locator("main article")).hasCount(2);
  }

  @ParameterizedTest
  @DisplayName("security 70: who goes back and sends the same comment again has sent one")
  @ValueSource(booleans = {false, true})
  void goingBackAndSendingTheSameCommentAgainMakesOne(boolean javaScript) {
    Page page = open(javaScript);
    String name = register(page);
    String address = write(page, "Discussed with " + name, "Publish");
    sayOnce(page);
    page.goBack();
    assertThat(page).hasURL(address);
    sayOnce(page);
    assertThat(page.locator(".comment")).hasCount(1);
  }

  private static void sayOnce(Page page) {
    page.getByLabel("Your comment").fill("Said once.");
    button(page, "Post comment").click();
    assertThat(page).hasURL(Pattern.compile(".*#comment-[0-9]+"));
  }

  @Test
  void aCommentHalfWrittenIsNotLeftUnawaresAndComesBack() {
    Page page = open(true);
    register(page);
    String address = write(page, "Talked about", "Publish");
    List<String> questions = new CopyOnWriteArrayList<>();
    page.onDialog(
        dialog -> {
          questions.add(dialog.type());
          dialog.accept();
        });
    Locator comment = page.getByLabel("Your comment");
    comment.click();
    page.keyboard().type("Half of a");
    page.navigate("/");
    assertEquals(List.of("beforeunload"), questions);

    page.navigate(address);
    assertThat(comment).hasValue("Half of a");
    assertThat(page.locator(".restored")).containsText("is back");
    comment.press("End");
    page.keyboard().type(" sentence.");
    button(page, "Post comment").click();
    assertThat(page.locator(".comment")).hasText(Pattern.compile("Half of a sentence\\."));
    assertThat(comment).hasValue("");
    page.navigate(address);
    assertThat(comment).hasValue("");
    assertEquals(1, questions.size());
    assertEquals(0, page.evaluate("localStorage.length"));
  }

  @Test
  void aDraftIsDiscardedAndGoesWithItsUser() {
    Page page = open(true);
    String name = register(page);
    String address = write(page, "Talked about too", "Publish");
    page.onDialog(Dialog::accept);
    Locator comment = page.getByLabel("Your comment");
    comment.click();
    page.keyboard().type("Private words");
    page.navigate(address);
    assertThat(comment).hasValue("Private words");
    page.locator(".restored button").click();
    assertThat(page.locator(".restored")).hasCount(0);
    assertThat(comment).hasValue("");

    comment.click();
    page.keyboard().type("Other private words");
    page.navigate(address);
    assertThat(comment).hasValue("Other private words");
    openOwnMenu(page);
    button(page, "Log out").click();
    assertThat(navigation(page)).not().containsText(name);
    assertEquals(0, page.evaluate("localStorage.length"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void loggingOutFromAReviewPageWorksAndTwiceIsCalm(boolean javaScript) {
    Page page = open(javaScript);
    String name = register(page);
    page.navigate(write(page, "Under review", "Save as draft") + "/review-links");
    page.locator("main form .primary").click();
    String link = URI.create(page.locator("#review-url").innerText()).getPath();
    page.navigate(link);
    Page another = page.context().newPage();
    another.navigate(link);
    openOwnMenu(page);
    button(page, "Log out").click();
    assertThat(page).hasURL(Pattern.compile("https?://[^/]+/"));
    assertThat(navigation(page)).not().containsText(name);
    openOwnMenu(another);
    button(another, "Log out").click();
    assertThat(another).hasURL(Pattern.compile("https?://[^/]+/"));
    assertThat(another.locator(".problem")).hasCount(0);
    page.navigate(link);
    assertThat(heading(page)).hasText("Under review");
  }

  @Test
  void settingsHalfChangedAreNotLeftUnawares() {
    Page page = open(true);
    logIn(page, ADMINISTRATOR);
    List<String> questions = new CopyOnWriteArrayList<>();
    page.onDialog(
        dialog -> {
          questions.add(dialog.type());
          dialog.dismiss();
        });
    for (String path : List.of("/admin/site", "/admin/pages/new", "/account/profile")) {
      page.navigate(path);
      Locator field = page.locator("main input[type=text]").first();
      String before = field.inputValue();
      field.click();
      page.keyboard().type("x");
      page.locator("header .name").click();
      assertThat(page).hasURL(Pattern.compile(".*" + path));
      assertTrue(field.inputValue().contains("x"));
      field.fill(before);
      page.locator("header .name").click();
      assertThat(page).not().hasURL(Pattern.compile(".*" + path));
    }
    assertEquals(3, questions.size());
  }

  private Page open() {
    return open(false);
  }

  /** A profile of its own, whose errors and requests to other hosts are written down. */
  private Page open(boolean javaScript) {
    URI base = base();
    Page page = javaScript ? chromium.open(base) : chromium.openWithoutJavaScript(base);
    page.onConsoleMessage(
        message -> {
          // Chromium also reports the status of a page that is meant to be a 404.
          if ("error".equals(message.type())
              && !message.text().startsWith("Failed to load resource: the server responded")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    page.onRequest(
        request -> {
          if (!request.url().startsWith(base.toString())) {
            complaints.add("Request to another host: " + request.url());
          }
        });
    page.onResponse(
        response -> {
          if (response.status() >= 400 && !response.request().isNavigationRequest()) {
            complaints.add(response.status() + " " + response.url());
          }
        });
    return page;
  }

  private URI base() {
    try {
      return url.toURI();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String register(Page page) {
    return register(page, "author-" + USERS.incrementAndGet());
  }

  private static String register(Page page, String name) {
    page.navigate("/register");
    page.getByLabel("Username").fill(name);
    page.getByLabel("Email").fill(name + "@example.org");
    page.getByLabel("Password").fill(PASSWORD);
    button(page, "Register").click();
    assertThat(navigation(page)).containsText(name);
    return name;
  }

  private static void logIn(Page page, String name) {
    page.navigate("/login");
    page.getByLabel("Username").fill(name);
    page.getByLabel("Password").fill(PASSWORD);
    button(page, "Log in").click();
    assertThat(navigation(page)).containsText(name);
  }

  /** Writes a post and returns its address. */
  private static String write(Page page, String title, String button) {
    page.navigate("/blogs/new");
    page.getByLabel("Title").fill(title);
    page.getByLabel("Body").fill("Nothing much.");
    button(page, button).click();
    assertThat(heading(page)).hasText(title);
    return page.url();
  }

  private static Locator heading(Page page) {
    return page.locator("h1");
  }

  private static Locator navigation(Page page) {
    return page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Site"));
  }

  private static void openOwnMenu(Page page) {
    navigation(page).locator("summary").click();
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator link(Page page, String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Object directionOf(Locator element) {
    return element.evaluate("element => getComputedStyle(element).direction");
  }
}
