package org.inkgate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.inkgate.testing.Accessibility;
import org.inkgate.testing.Chromium;
import org.inkgate.testing.FilledBlog;
import org.inkgate.testing.InkgateArchive;
import org.inkgate.testing.Member;
import org.inkgate.testing.PageList;
import org.inkgate.testing.Validity;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every page, for each kind of user who may see it: valid, accessible, light, and as wide as the
 * screen.
 */
@ExtendWith(ArquillianExtension.class)
class PagesIT {

  private static final int MOST_BYTES = 50_000;

  private static Chromium chromium;
  private static Map<String, String> names;

  @ArquillianResource private URL url;

  private final List<String> complaints = new ArrayList<>();
  private final Set<String> told = new HashSet<>();

  @Deployment(testable = false)
  static WebArchive inkgate() {
    return InkgateArchive.fresh();
  }

  /** Tests run in any order, so the blog is filled before whichever runs first. */
  @BeforeEach
  void fillTheBlogOnce() {
    if (chromium == null) {
      chromium = Chromium.start();
      names = FilledBlog.fill(base());
    }
  }

  @AfterAll
  static void close() {
    if (chromium != null) {
      chromium.close();
      chromium = null;
    }
  }

  @Test
  void everyPageIsFitForAVisitor() {
    try (BrowserContext visitor = chromium.context(base(), true)) {
      visit(visitor, PageList.read(names, "all"));
    }
    assertEquals(List.of(), complaints);
  }

  @Test
  void everyPageIsFitForWhoeverIsNew() {
    try (BrowserContext newcomer = chromium.context(base(), true)) {
      logIn(newcomer, FilledBlog.NEWCOMER);
      visit(newcomer, PageList.read(names, "new"));
    }
    assertEquals(List.of(), complaints);
  }

  @Test
  void everyPageIsFitForTheAdministrator() {
    try (BrowserContext administrator = chromium.context(base(), true)) {
      logIn(administrator, FilledBlog.ADMINISTRATOR);
      visit(administrator, PageList.read(names, "admin"));
    }
    assertEquals(List.of(), complaints);
  }

  /** The words are longer elsewhere, and run the other way. */
  @ParameterizedTest
  @ValueSource(strings = {"ar", "de", "ja"})
  void everyPageIsFitInOtherLanguages(String language) {
    try (BrowserContext administrator = chromium.context(base(), true)) {
      administrator.setExtraHTTPHeaders(Map.of("Accept-Language", language));
      logIn(administrator, FilledBlog.ADMINISTRATOR);
      Page page = open(administrator);
      for (PageList.Entry entry : PageList.read(names, "all", "admin")) {
        if (!entry.isForm()) {
          page.navigate(entry.path());
          fitsTheScreen(page, entry.path(), 360);
        }
      }
    }
    assertEquals(List.of(), complaints);
  }

  @Test
  void whatWasTypedBeforeTheSessionEndedIsFitToBeSeen() {
    try (BrowserContext author = chromium.context(base(), true)) {
      logIn(author, FilledBlog.ADMINISTRATOR);
      Page page = open(author);
      page.navigate("/account/profile");
      author.clearCookies();
      check(page, "the log-in page that keeps a form", 401, press(page));
      page.fill("[name=username]", FilledBlog.ADMINISTRATOR);
      page.fill("[name=password]", Member.PASSWORD);
      check(page, "the form that was kept", 200, press(page));
    }
    assertEquals(List.of(), complaints);
  }

  private void visit(BrowserContext context, List<PageList.Entry> entries) {
    Page page = open(context);
    for (PageList.Entry entry : entries) {
      check(page, entry.path(), entry.status(), go(page, entry));
    }
  }

  private Page open(BrowserContext context) {
    Page page = context.newPage();
    page.onConsoleMessage(
        message -> {
          // Chromium also reports the status of a page that is meant to be a 404.
          if ("error".equals(message.type())
              && !message.text().startsWith("Failed to load resource: the server responded")) {
            complain(page.url(), message.text());
          }
        });
    page.onPageError(error -> complain(page.url(), error));
    page.onRequest(
        request -> {
          if (!request.url().startsWith(base().toString()) && !request.url().startsWith("data:")) {
            complain(page.url(), "asks another host: " + request.url());
          }
        });
    return page;
  }

  private static Response go(Page page, PageList.Entry entry) {
    if (!entry.isForm()) {
      return page.navigate(entry.path());
    }
    String[] parts = entry.path().split("!", 2);
    page.navigate(parts[0]);
    return page.waitForNavigation(
        () ->
            page.evaluate(
                """
                action => {
                  const form = document.querySelector("main form[method=post]");
                  if (action) {
                    form.action = action;
                  } else {
                    form.reset();
                    form.querySelectorAll("input:not([type=hidden]), textarea")
                        .forEach(field => (field.value = ""));
                  }
                  form.submit();
                }
                """,
                parts[1]));
  }

  private static Response press(Page page) {
    return page.waitForNavigation(() -> page.locator("main form[method=post] button").click());
  }

  /** Axe takes its time, so it sees each of the schemes and each of the widths once. */
  private void check(Page page, String path, int status, Response response) {
    if (response.status() != status) {
      complain(path, "answers " + response.status());
    }
    String html = response.text();
    Validity.complaints(html).forEach(complaint -> complain(path, complaint));
    int bytes = html.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MOST_BYTES) {
      complain(path, "weighs " + bytes + " bytes");
    }
    show(page, ColorScheme.LIGHT, 360);
    Accessibility.complaints(page).forEach(complaint -> complain(path, complaint));
    show(page, ColorScheme.DARK, 1440);
    Accessibility.colourComplaints(page).forEach(complaint -> complain(path, complaint));
    for (int width : List.of(360, 768, 1440)) {
      fitsTheScreen(page, path, width);
    }
  }

  /** Nothing may be on the way from one colour to another while axe looks. */
  private static void show(Page page, ColorScheme scheme, int width) {
    page.setViewportSize(width, 800);
    page.emulateMedia(
        new Page.EmulateMediaOptions()
            .setColorScheme(scheme)
            .setReducedMotion(ReducedMotion.REDUCE));
  }

  private void fitsTheScreen(Page page, String path, int width) {
    page.setViewportSize(width, 800);
    Object wider =
        page.evaluate(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
    if (!Integer.valueOf(0).equals(wider)) {
      complain(path, "is " + wider + " px wider than a screen of " + width + " px");
    }
  }

  /** Once is enough: what is wrong in the layout is wrong on every page. */
  private void complain(String path, String complaint) {
    if (told.add(complaint)) {
      complaints.add(path + " " + complaint);
    }
  }

  private static void logIn(BrowserContext context, String name) {
    Page page = context.newPage();
    page.navigate("/login");
    page.fill("[name=username]", name);
    page.fill("[name=password]", Member.PASSWORD);
    page.locator("main button").click();
    page.locator("header .own").waitFor();
    page.close();
  }

  private URI base() {
    try {
      return url.toURI();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
