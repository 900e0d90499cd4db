package org.inkgate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.inkgate.testing.Answer;
import org.inkgate.testing.DeployedInkgate;
import org.inkgate.testing.HttpApi;
import org.inkgate.testing.Member;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.NodeList;

/** What leaves the server is what was meant: text as text, personal things for one reader only. */
class SafeOutputIT extends DeployedInkgate {

  private static final String ODD =
      "</title></script><script>alert(1)</script>\"'><!--]]>&amp; ${x} {{x}} é";
  private static final String ODD_TAG = "</a>\"'><script>&é";
  private static final String[] HTML = {"Accept", "text/html"};

  private Member author;

  @BeforeEach
  void connect() {
    program.postJson("/register", Member.registration("ada"));
    author = Member.logIn(program, "ada");
  }

  @Test
  @DisplayName("security 54: titles, names and words are encoded for where they stand")
  void whatSomebodyTypedIsTextWhereverItStands() throws Exception {
    String name = ODD.substring(0, 40);
    Answer named =
        author.send(
            "PATCH", "/account/profile", Json.createObjectBuilder().add("display_name", name));
    assertEquals(200, named.status(), named::toString);
    String path =
        author.path(Member.draft(ODD, "Odd.").add("tags", Json.createArrayBuilder().add(ODD_TAG)));

    Document post = page(path);
    assertTrue(post.title().contains(ODD), post::title);
    assertEquals(ODD, post.selectFirst("h1").text());
    assertTrue(post.body().text().contains(name));
    Element tag = post.selectFirst("a[rel=tag]");
    assertTrue(tag.text().contains(ODD_TAG), tag::outerHtml);
    assertTrue(page(tag.attr("href")).body().text().contains(ODD));
    String about = post.selectFirst("script[type=application/ld+json]").data();
    JsonObject linked = Json.createReader(new StringReader(about)).readObject();
    assertEquals(ODD, linked.getString("headline"));

    String words = URLEncoder.encode(ODD, StandardCharsets.UTF_8);
    assertTrue(page("/blogs?q=" + words).select("input[name=q]").eachAttr("value").contains(ODD));
    for (String list :
        List.of("/", "/blogs", "/tags", "/archive", "/authors/ada", "/blogs?tag=" + words)) {
      page(list);
    }
    assertEquals(ODD, titleIn("/feed.atom"));
    assertEquals(ODD, titleIn("/feed.rss"));
    JsonObject feed = program.get("/feed.json").json();
    assertEquals(ODD, feed.getJsonArray("items").getJsonObject(0).getString("title"));
  }

  /** The page, in which no script and no handler stands but Inkgate's own. */
  private Document page(String path) {
    Answer answer = program.get(path, HTML);
    assertEquals(200, answer.status(), answer::toString);
    Document page = Jsoup.parse(answer.body());
    for (Element script : page.select("script")) {
      assertTrue(
          script.attr("src").startsWith("/scripts/") || script.attr("type").endsWith("ld+json"),
          script::outerHtml);
    }
    for (Element element : page.getAllElements()) {
      element
          .attributes()
          .forEach(
              attribute -> assertFalse(attribute.getKey().startsWith("on"), element::outerHtml));
    }
    return page;
  }

  private String titleIn(String feed) throws Exception {
    NodeList titles =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(
                new ByteArrayInputStream(program.get(feed).body().getBytes(StandardCharsets.UTF_8)))
            .getElementsByTagName("title");
    // The first one is the blog's.
    return titles.item(1).getTextContent();
  }

  @Test
  @DisplayName("security 59: what is personal is stored nowhere")
  void whatIsPersonalIsStoredNowhere() throws Exception {
    String draft = author.path(Member.draft("Draft", "b").add("status", "draft"));
    HttpApi browser = HttpApi.browser(base);
    Answer login =
        browser.postForm("/login", Map.of("username", "ada", "password", Member.PASSWORD));
    assertStoredNowhere(login);
    for (String path :
        List.of(
            draft,
            draft + "/edit",
            draft + "/revisions",
            "/blogs/new",
            "/blogs?status=draft",
            "/account",
            "/account/password",
            "/account/posts",
            "/account/profile",
            "/account/sessions",
            "/account/tokens",
            "/media",
            "/admin",
            "/admin/users",
            "/admin/refusals",
            "/admin/webhooks")) {
      assertStoredNowhere(browser.get(path, HTML));
      assertStoredNowhere(author.get(path));
    }
    assertStoredNowhere(program.postJson("/login", Member.credentials("ada", Member.PASSWORD)));
    // What all may see looks different to who is signed in, and so is for them alone.
    for (String path : List.of("/", "/blogs", "/tags")) {
      String cached = browser.get(path, HTML).header("Cache-Control").orElse("");
      assertTrue(cached.contains("private") || cached.contains("no-store"), path + ": " + cached);
    }
  }

  private static void assertStoredNowhere(Answer answer) {
    assertTrue(answer.status() < 400, answer::toString);
    assertEquals("no-store", answer.header("Cache-Control").orElse(""), answer::toString);
  }

  @Test
  @DisplayName("security 60: no other origin may read, unless it is configured")
  void noOtherOriginMayRead() {
    for (String origin : List.of("https://elsewhere.example", "null")) {
      for (Answer answer :
          List.of(
              program.get("/blogs", "Origin", origin),
              program.get("/api/articles", "Origin", origin),
              author.get("/account", "Origin", origin),
              program.send(
                  "OPTIONS",
                  "/blogs",
                  BodyPublishers.noBody(),
                  "Origin",
                  origin,
                  "Access-Control-Request-Method",
                  "POST"))) {
        assertTrue(
            answer.headers().map().keySet().stream()
                .noneMatch(header -> header.startsWith("access-control")),
            answer::toString);
      }
    }
  }

  @ParameterizedTest
  @DisplayName("security 61: every text says its charset")
  @ValueSource(
      strings = {
        "/",
        "/style.css",
        "/site.css",
        "/favicon.svg",
        "/scripts/editor.js",
        "/feed.atom",
        "/feed.rss",
        "/feed.json",
        "/sitemap.xml",
        "/robots.txt",
        "/openapi.yaml",
        "/docs",
        "/metrics",
        "/health/live",
        "/.well-known/jwks.json",
        "/api/articles",
        "/blogs/no-such-post",
        "/nothing/here"
      })
  void everyTextSaysItsCharset(String path) {
    for (String accept : List.of("text/html", "*/*")) {
      Answer answer = program.get(path, "Accept", accept);
      String type = answer.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
      assertTrue(type.matches(".*; ?charset=utf-8"), answer::toString);
    }
  }
}
