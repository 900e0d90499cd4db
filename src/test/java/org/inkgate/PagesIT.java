package org.inkgate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import jakarta.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.inkgate.testing.Accessibility;
import org.inkgate.testing.Chromium;
import org.inkgate.testing.HttpApi;
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

/** Every page, to everybody who may see it: valid, accessible, light, and as wide as the screen. */
@ExtendWith(ArquillianExtension.class)
class PagesIT {

  private static final int MOST_BYTES = 50_000;
  private static final String ADMINISTRATOR = "founder";

  private static Chromium chromium;
  private static Member author;
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
      author = Member.register(HttpApi.program(base()), ADMINISTRATOR);
      names = new LinkedHashMap<>();
      names.put("author", ADMINISTRATOR);
      names.put(
          "post",
          write("Everything a post may hold, under a title that is rather long", "everything.md"));
      names.put("arabic", write("مقال بالعربية عن البحر", "arabic.md"));
      names.put("japanese", write("海についての日本語の記事", "japanese.md"));
      names.put(
          "draft",
          author.path(Member.draft("A draft", text("everything.md")).add("status", "draft")));
      for (int i = 1; i <= 20; i++) {
        author.path(Member.draft("Post number " + i, "Short."));
      }
    }
  }

  private static String write(String title, String file) {
    return author.path(
        Member.draft(title, text(file))
            .add("tags", Json.createArrayBuilder().add("sea").add("日本").add("بحر")));
  }

  private static String text(String file) {
    try (InputStream in = PagesIT.class.getResourceAsStream("/posts/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
      visit(visitor, PageList.read(names).stream().filter(PageList.Entry::isForAll).toList());
    }
    assertEquals(List.of(), complaints);
  }

  @Test
  void everyPageIsFitForTheAdministrator() {
    try (BrowserContext administrator = chromium.context(base(), true)) {
      logIn(administrator);
      visit(administrator, PageList.read(names));
    }
    assertEquals(List.of(), complaints);
  }

  /** The words are longer elsewhere, and run the other way. */
  @Test
  void pagesAreFitInOtherLanguages() {
    for (String language : List.of("ar", "de", "ja")) {
      try (BrowserContext visitor = chromium.context(base(), true)) {
        visitor.setExtraHTTPHeaders(Map.of("Accept-Language", language));
        visit(
            visitor,
            PageList.read(names).stream()
                .filter(PageList.Entry::isForAll)
                .filter(entry -> !entry.path().startsWith("/account"))
                .toList());
      }
    }
    assertEquals(List.of(), complaints);
  }

  private void visit(BrowserContext context, List<PageList.Entry> entries) {
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
    for (PageList.Entry entry : entries) {
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        for (int width : List.of(360, 1440)) {
          boolean first = scheme == ColorScheme.LIGHT && width == 360;
          page.setViewportSize(width, 800);
          look(page, entry, first);
        }
      }
    }
  }

  private void look(Page page, PageList.Entry entry, boolean first) {
    String path = entry.path();
    if (first) {
      Response response = page.navigate(path);
      if (response.status() != entry.status()) {
        complain(path, "answers " + response.status());
      }
      String html = response.text();
      Validity.complaints(html).forEach(complaint -> complain(path, complaint));
      int bytes = html.getBytes(StandardCharsets.UTF_8).length;
      if (bytes > MOST_BYTES) {
        complain(path, "weighs " + bytes + " bytes");
      }
    }
    Accessibility.complaints(page).forEach(complaint -> complain(path, complaint));
    Object wider =
        page.evaluate(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
    if (!Integer.valueOf(0).equals(wider)) {
      complain(path, "is " + wider + " px wider than the screen");
    }
  }

  /** Once is enough: what is wrong in the layout is wrong on every page. */
  private void complain(String path, String complaint) {
    if (told.add(complaint)) {
      complaints.add(path + " " + complaint);
    }
  }

  private void logIn(BrowserContext context) {
    Page page = context.newPage();
    page.navigate("/login");
    page.fill("[name=username]", ADMINISTRATOR);
    page.fill("[name=password]", Member.PASSWORD);
    page.locator("main button").click();
    page.locator("header form[action='/logout']").waitFor();
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
