package org.inkgate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.thaiopensource.util.PropertyMapBuilder;
import com.thaiopensource.validate.ValidateProperty;
import com.thaiopensource.validate.ValidationDriver;
import com.thaiopensource.validate.rng.CompactSchemaReader;
import com.thaiopensource.xml.sax.ErrorHandlerImpl;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.xml.parsers.DocumentBuilderFactory;
import org.inkgate.testing.Answer;
import org.inkgate.testing.Chromium;
import org.inkgate.testing.DeployedInkgate;
import org.inkgate.testing.Member;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Posts are found as soon as they are published, and machines are told of them. */
class FindingIT extends DeployedInkgate {

  private static final String[] HTML = {"Accept", "text/html"};
  private static final String TRICKY = "<b>\"Quotes\" & ’marks’</b> ]]> 😀 \u202eRTL";

  private Member author;

  @BeforeEach
  void register() {
    author = Member.register(program, "author-" + word());
  }

  // Search

  @Test
  void aPostIsFoundAtOnceAsItIs() {
    String first = word();
    String second = word();
    String path = author.path(Member.draft("A post", "It says " + first + "."));
    assertEquals(List.of("A post"), titles(first));

    author.send("PUT", path, Member.draft("Changed", "It says " + second + "."));
    assertEquals(List.of(), titles(first));
    assertEquals(List.of("Changed"), titles(second));

    author.send("PATCH", path, Json.createObjectBuilder().add("status", "draft"));
    assertEquals(List.of(), titles(second));

    author.send("PATCH", path, Json.createObjectBuilder().add("status", "published"));
    assertEquals(List.of("Changed"), titles(second));

    assertEquals(204, author.delete(path).status());
    assertEquals(List.of(), titles(second));
  }

  @Test
  void whatIsNotPublishedIsFoundByNobody() {
    String word = word();
    author.path(Member.draft("Draft", word).add("status", "draft"));
    author.path(
        Member.draft("Later", word)
            .add("status", "scheduled")
            .add("publish_at", "2999-01-01T00:00:00Z"));
    assertEquals(List.of(), titles(word));
    assertEquals(0, author.get("/blogs?q=" + word).json().getInt("total"));
    Answer both = author.get("/blogs?status=draft&q=" + word);
    assertEquals(400, both.status());
    assertTrue(both.json().getJsonObject("errors").containsKey("status"), both::toString);
  }

  @ParameterizedTest
  @CsvSource({
    "Über die Straßen von Köln, Die Häuser dort sind sehr alt., köln strassen",
    "Über die Brücken von Köln, Die Türme und die Häuser dort., haus turm",
    "東京の夜景, 展望台から見た夜の東京はとても綺麗だった。, 展望台",
    "북한산 등산, 오늘은 북한산에 올랐다., 북한산",
    "رحلة إلى البتراء, زرت المدينة الوردية مع أصدقائي., المدينة",
    "Nos vacances, L’été nous avons nagé dans les lacs glacés., ete lac",
    "Recuerdos, Las canciones de mi niñez suenan todavía., cancion ninez",
  })
  void everyLanguageIsFound(String title, String body, String words) {
    String tag = word();
    author.path(Member.draft(title, body).add("tags", Json.createArrayBuilder(List.of(tag))));
    assertEquals(List.of(title), titles(words + "&tag=" + tag));
  }

  @Test
  void phrasesAndBeginningsOfWords() {
    String word = word();
    author.path(Member.draft("One", "The slow brown " + word + " sleeps."));
    assertEquals(List.of("One"), titles("\"brown " + word + " sleeps\""));
    assertEquals(List.of(), titles("\"brown sleeps\" " + word));
    assertEquals(List.of("One"), titles(word.substring(0, word.length() - 3)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "\"",
        "title:(",
        "a AND (",
        "[x TO",
        "~^",
        "/(/",
        "\\",
        "%",
        "' OR '1'='1",
        "<script>",
        "😀",
        "\u202e"
      })
  void anyTextIsAQuery(String words) {
    assertEquals(200, search(words).status());
    assertEquals(200, program.get("/blogs?q=" + encode(words), HTML).status());
  }

  @Test
  void resultsArePagedAndMarkedAndEscaped() {
    String word = word();
    for (int i = 0; i < 3; i++) {
      author.path(Member.draft("<i>" + word, "`<img src=x>` and " + word));
    }
    JsonObject page = search(word + "&size=2&page=2").json();
    assertEquals(3, page.getInt("total"));
    assertEquals(2, page.getInt("pages"));
    assertEquals(1, page.getJsonArray("posts").size());
    JsonObject marked = page.getJsonArray("posts").getJsonObject(0).getJsonObject("highlights");
    assertEquals("&lt;i&gt;<mark>" + word + "</mark>", marked.getString("title"));
    assertEquals("&lt;img src=x&gt; and <mark>" + word + "</mark>", marked.getString("excerpt"));
    String html = program.get("/blogs?size=2&q=" + word, HTML).body();
    assertTrue(html.contains("&lt;i&gt;<mark>" + word + "</mark>"), html);
    assertFalse(html.contains("<img src=x>"), html);
    assertTrue(html.contains("rel=\"next\""), html);
  }

  @Test
  void aPersonSearchesFromAnyPage() {
    String word = word();
    author.path(Member.draft("Found by hand", "About " + word));
    try (Chromium chromium = Chromium.start()) {
      Page page = chromium.openWithoutJavaScript(base);
      page.navigate("/login");
      page.locator("header input[name=q]").fill(word);
      page.locator("header input[name=q]").press("Enter");
      assertEquals(word, page.locator("main mark").textContent());
      page.locator("main h2 a").click();
      assertEquals("Found by hand", page.locator("h1").textContent());
      page.navigate("/blogs?q=" + word + "nothing");
      assertTrue(page.locator("main .unfound").textContent().contains(word + "nothing"));
      page.setViewportSize(320, 800);
      int overflow =
          (int) page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
      assertTrue(overflow <= 0, "Scrolls sideways by " + overflow);
    }
  }

  // Feeds

  @Test
  void theFeedsTellTheNewestPosts() throws Exception {
    String tag = word();
    String path = author.path(tricky(tag));
    String narrowed = "?tag=" + tag;

    Answer atom = program.get("/feed.atom" + narrowed);
    assertEquals("application/atom+xml;charset=UTF-8", mediaType(atom));
    assertAtom(atom.body());
    Element entry = (Element) parse(atom.body()).getElementsByTagName("entry").item(0);
    assertEquals(TRICKY, text(entry, "title"));
    assertEquals(author.name(), text(entry, "name"));
    assertTrue(text(entry, "content").contains("href=\"" + base() + "/media/1\""), atom::body);

    Answer rss = program.get("/feed.rss" + narrowed);
    assertEquals("application/rss+xml;charset=UTF-8", mediaType(rss));
    Element item = (Element) parse(rss.body()).getElementsByTagName("item").item(0);
    assertEquals(TRICKY, text(item, "title"));
    assertEquals(text(entry, "id"), text(item, "guid"));
    assertEquals(text(entry, "content"), text(item, "content:encoded"));
    assertTrue(text(item, "link").endsWith(path));
    DateTimeFormatter.RFC_1123_DATE_TIME.parse(text(item, "pubDate"));

    Answer json = program.get("/feed.json" + narrowed);
    assertEquals("application/feed+json;charset=UTF-8", mediaType(json));
    assertEquals("https://jsonfeed.org/version/1.1", json.json().getString("version"));
    assertEquals("Inkgate · " + tag, json.json().getString("title"));
    assertEquals("en", json.json().getString("language"));
    assertEquals(base() + "/tags/" + tag, json.json().getString("home_page_url"));
    assertTrue(json.json().getString("feed_url").endsWith("/feed.json" + narrowed));
    JsonObject first = json.json().getJsonArray("items").getJsonObject(0);
    assertEquals(TRICKY, first.getString("title"));
    assertEquals(text(entry, "id"), first.getString("id"));
    assertEquals(text(entry, "content"), first.getString("content_html"));
    Instant.parse(first.getString("date_published"));
    assertEquals(1, first.getJsonArray("authors").size());
    assertEquals(tag, first.getJsonArray("tags").getString(0));
  }

  @Test
  void aFeedHoldsNoMoreThanItShould() throws Exception {
    for (int i = 0; i < 22; i++) {
      author.path(Member.draft("Post " + i, "Text\u0001\u000b\ufffe of " + i));
    }
    author.path(Member.draft("Hidden", "x").add("status", "draft"));
    String mine = "?author=" + author.name();
    JsonArray items = program.get("/feed.json" + mine).json().getJsonArray("items");
    assertEquals(20, items.size());
    assertEquals("Post 21", items.getJsonObject(0).getString("title"));
    assertAtom(program.get("/feed.atom" + mine).body());
    parse(program.get("/feed.rss" + mine).body());
    assertAtom(program.get("/feed.atom").body());
    assertAtom(program.get("/feed.atom?tag=none-of-" + word()).body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/feed.atom", "/feed.rss", "/feed.json"})
  void aFeedIsSentAgainWhenItChanged(String feed) {
    String mine = feed + "?author=" + author.name();
    String path = author.path(Member.draft("One", "Text"));
    Answer first = program.get(mine);
    String etag = first.header("ETag").orElseThrow();
    String date = first.header("Last-Modified").orElseThrow();
    assertEquals(304, program.get(mine, "If-None-Match", etag).status());
    assertEquals(304, program.get(mine, "If-None-Match", "\"x\", W/" + etag).status());
    assertEquals(304, program.get(mine, "If-Modified-Since", date).status());
    author.send("PUT", path, Member.draft("Two", "Text"));
    Answer second = program.get(mine, "If-None-Match", etag, "If-Modified-Since", date);
    assertEquals(200, second.status());
    assertTrue(second.body().contains("Two"), second::body);
  }

  @Test
  void pagesLeadToTheirFeeds() {
    String list = program.get("/blogs?tag=a%26b", HTML).body();
    assertTrue(list.contains("href=\"/feed.atom?tag=a%26b\""), list);
    String page = program.get("/login", HTML).body();
    for (String feed : List.of("atom", "rss", "json")) {
      assertTrue(page.contains("href=\"/feed." + feed + "\""), page);
    }
  }

  // Crawlers

  @Test
  void theMapNamesWhatEverybodyMaySee() throws Exception {
    String tag = "ä&" + word();
    String path =
        author.path(
            Member.draft("On the map", "x").add("tags", Json.createArrayBuilder().add(tag)));
    String draft = author.path(Member.draft("Hidden", "x").add("status", "draft"));
    Answer answer = program.get("/sitemap.xml");
    assertEquals("application/xml;charset=UTF-8", mediaType(answer));
    Document map = parse(answer.body());
    assertEquals("urlset", map.getDocumentElement().getLocalName());
    List<String> places = texts(map, "loc");
    assertTrue(places.get(0).endsWith("/"), places::toString);
    assertTrue(places.contains(base() + path), places::toString);
    assertFalse(places.contains(base() + draft), places::toString);
    assertTrue(places.contains(base() + "/tags/" + encode(tag)), places::toString);
    assertTrue(places.contains(base() + "/authors/" + author.name()), places::toString);
    texts(map, "lastmod").forEach(Instant::parse);
    assertEquals(200, program.get("/sitemaps/posts-1.xml").status());
    assertEquals(200, program.get("/sitemaps/lists.xml").status());
    for (String none : List.of("posts-2", "posts-0", "posts-99999", "x")) {
      assertEquals(404, program.get("/sitemaps/" + none + ".xml").status(), none);
    }
  }

  @Test
  void robotsAreToldWhereTheMapIs() {
    Answer robots = program.get("/robots.txt");
    assertEquals("text/plain;charset=UTF-8", mediaType(robots));
    assertTrue(robots.body().contains("\nDisallow: /admin\n"), robots::body);
    assertTrue(robots.body().contains("\nSitemap: " + base() + "/sitemap.xml\n"), robots::body);
  }

  private JsonObjectBuilder tricky(String tag) {
    return Member.draft(TRICKY, "A [link](/media/1) & <em>“text”</em> ]]> \u0008 \ud83d\ude00")
        .add("tags", Json.createArrayBuilder(List.of(tag, "<&\"'>")));
  }

  /** The address that the server takes for its own. */
  private String base() {
    return program.get("/robots.txt").body().replaceAll("(?s).*Sitemap: (.*)/sitemap.xml\n", "$1");
  }

  private List<String> titles(String words) {
    List<String> titles = new ArrayList<>();
    for (JsonValue post : search(words).json().getJsonArray("posts")) {
      titles.add(post.asJsonObject().getString("title"));
    }
    return titles;
  }

  /** Searches for words, after which more parameters may follow with "&". */
  private Answer search(String words) {
    String[] parts = words.split("&(?=[a-z]+=)", 2);
    return program.get("/blogs?q=" + encode(parts[0]) + (parts.length > 1 ? "&" + parts[1] : ""));
  }

  private static void assertAtom(String xml) throws Exception {
    StringWriter errors = new StringWriter();
    PropertyMapBuilder properties = new PropertyMapBuilder();
    properties.put(ValidateProperty.ERROR_HANDLER, new ErrorHandlerImpl(errors));
    ValidationDriver driver =
        new ValidationDriver(properties.toPropertyMap(), CompactSchemaReader.getInstance());
    String schema = Path.of("src", "test", "resources", "feeds", "atom.rnc").toString();
    assertTrue(driver.loadSchema(ValidationDriver.fileInputSource(schema)), errors::toString);
    assertTrue(driver.validate(new InputSource(new StringReader(xml))), errors + xml);
  }

  private static Document parse(String xml) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
  }

  private static String text(Element parent, String name) {
    return parent.getElementsByTagName(name).item(0).getTextContent();
  }

  private static List<String> texts(Document document, String name) {
    NodeList elements = document.getElementsByTagName(name);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < elements.getLength(); i++) {
      texts.add(elements.item(i).getTextContent());
    }
    return texts;
  }

  private static String mediaType(Answer answer) {
    assertEquals(200, answer.status(), answer::toString);
    return answer.header("Content-Type").orElseThrow();
  }

  /** A word that no other post holds. */
  private static String word() {
    return "w" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
