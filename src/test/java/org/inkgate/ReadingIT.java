package org.inkgate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.inkgate.testing.Answer;
import org.inkgate.testing.DeployedInkgate;
import org.inkgate.testing.Member;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a reader finds: posts, their neighbours, and lists by tag, month and author. */
class ReadingIT extends DeployedInkgate {

  private static final AtomicInteger NAMES = new AtomicInteger();
  private static final String[] HTML = {"Accept", "text/html"};

  private Member author;
  private String tag;

  @BeforeEach
  void connect() {
    author = Member.register(program, "reader-" + NAMES.incrementAndGet());
    tag = "Tag_" + NAMES.get() + "!";
  }

  private String write(String title, String... tags) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    List.of(tags).forEach(array::add);
    return author.path(Member.draft(title, "Words about " + title + ".").add("tags", array));
  }

  @Test
  void aPostLeadsToItsNeighboursAndItsKin() {
    String one = write("One", tag, "b" + tag);
    String two = write("Two", tag);
    String three = write("Three", tag, "b" + tag);
    String page = program.get(two, HTML).body();
    assertTrue(page.contains("<link rel=\"prev\" href=\"" + one + "\">"), page);
    assertTrue(page.contains("<link rel=\"next\" href=\"" + three + "\">"), page);
    String below = program.get(three, HTML).body().split("id=\"related\"")[1];
    String related = below.substring(0, below.indexOf("</ul>"));
    // Two shared tags weigh more than one, independent of the date.
    assertTrue(related.indexOf(one + "\"") < related.indexOf(two + "\""), related);
    assertFalse(related.contains(three + "\""), related);
  }

  @Test
  void draftsAreNobodysNeighbours() {
    String one = write("First of two", tag);
    String draft =
        author.path(
            Member.draft("Hidden", "x")
                .add("status", "draft")
                .add("tags", Json.createArrayBuilder().add(tag)));
    String page = program.get(one, HTML).body();
    assertFalse(page.contains(draft), page);
    assertFalse(program.get("/tags/" + encoded(tag), HTML).body().contains(draft));
    String own = author.get(draft, HTML).body();
    assertTrue(own.contains("<meta name=\"robots\" content=\"noindex\">"), own);
    assertFalse(own.contains("application/ld+json"), own);
  }

  @Test
  void aPostTellsMachinesWhatItIs() {
    String path = write("A </script><b> \"title\"", tag);
    String page = program.get(path, HTML).body();
    String json = page.split("<script type=\"application/ld\\+json\">")[1].split("</script>")[0];
    JsonObject data = Json.createReader(new StringReader(json)).readObject();
    assertEquals("A </script><b> \"title\"", data.getString("headline"));
    assertTrue(data.getString("url").endsWith(path));
    assertTrue(page.contains("<link rel=\"canonical\" href=\"" + data.getString("url") + "\">"));
    for (String name :
        List.of("og:title", "og:url", "og:type", "article:published_time", "article:tag")) {
      assertTrue(page.contains("<meta property=\"" + name + "\" content=\""), page);
    }
    assertTrue(page.contains("<meta name=\"twitter:card\" content=\"summary\">"), page);
    assertEquals(1, page.split("<script", -1).length - 1);
  }

  @Test
  void tagsAreCountedAndFoundByTheirFirstLetters() {
    write("a", tag);
    write("b", tag, "z" + tag);
    JsonObject found = program.get("/tags?prefix=" + encoded(tag.toLowerCase(Locale.ROOT))).json();
    assertEquals(1, found.getInt("total"));
    JsonObject only = found.getJsonArray("tags").getJsonObject(0);
    assertEquals(tag, only.getString("tag"));
    assertEquals(2, only.getInt("posts"));
    // What the pattern of LIKE means is nothing but a letter here.
    assertEquals(0, program.get("/tags?prefix=%25" + encoded(tag)).json().getInt("total"));
    assertTrue(program.get("/tags?size=500", HTML).body().contains(">" + tag + "<"));
    assertEquals(400, program.get("/tags?size=501").status());
    assertEquals(404, program.get("/tags?page=999", HTML).status());
  }

  @Test
  void aTagHasAPageAndItsOldAddressStillWorks() {
    String path = write("Tagged", tag);
    for (String address : List.of("/tags/" + encoded(tag), "/blogs?tag=" + encoded(tag))) {
      Answer page = program.get(address, HTML);
      assertEquals(200, page.status());
      assertTrue(page.body().contains("href=\"" + path + "\""), page.body());
      assertTrue(page.body().contains("/tags/" + encoded(tag) + "\">"), page.body());
      assertEquals(1, program.get(address).json().getInt("total"));
    }
    assertEquals(404, program.get("/tags/nothing-has-this", HTML).status());
    // Not every letter may stand in a path.
    String odd = write("Odd", "100 %/" + tag);
    String link = program.get(odd, HTML).body().split("rel=\"tag\" href=\"")[1].split("\"")[0];
    assertTrue(program.get(link, HTML).body().contains("href=\"" + odd + "\""), link);
  }

  @Test
  void theArchiveCountsByMonth() {
    String path = write("Of this month", tag);
    JsonObject month = program.get("/archive").json().getJsonArray("months").getJsonObject(0);
    String address = "/archive/%d/%02d".formatted(month.getInt("year"), month.getInt("month"));
    assertTrue(program.get("/archive", HTML).body().contains("href=\"" + address + "\""));
    assertEquals(month.getInt("posts"), program.get(address).json().getInt("total"));
    assertTrue(program.get(address, HTML).body().contains("href=\"" + path + "\""));
    assertTrue(program.get(address.substring(0, 13)).json().getInt("total") > 0);
    assertEquals(0, program.get("/archive/1971/01").json().getInt("total"));
    assertEquals(404, program.get("/archive/2026/13").status());
    assertEquals(404, program.get("/archive/new").status());
  }

  @Test
  void listsLeadFromPageToPage() {
    for (int i = 0; i < 3; i++) {
      write("Page " + i, tag);
    }
    String list = "/tags/" + encoded(tag) + "?size=1";
    Answer second = program.get(list + "&page=2");
    assertEquals(
        Optional.of(
            "<%s>; rel=\"first\", <%s>; rel=\"prev\", <%s&page=3>; rel=\"next\", <%s&page=3>; rel=\"last\""
                .formatted(list, list, list, list)),
        second.header("Link"));
    String page = program.get(list + "&page=2", HTML).body().replace("&amp;", "&");
    assertTrue(page.contains("<link rel=\"prev\" href=\"" + list + "\">"), page);
    assertTrue(page.contains("<link rel=\"next\" href=\"" + list + "&page=3\">"), page);
    Answer beyond = program.get(list + "&page=9", HTML);
    assertEquals(404, beyond.status());
    assertTrue(beyond.body().contains("There is no page 9."), beyond.body());
  }

  @Test
  void thePageSpeaksTheReadersLanguage() {
    String path = write("Sprachen", tag);
    String page = program.get(path, "Accept", "text/html", "Accept-Language", "de").body();
    assertTrue(page.contains("1 Min. Lesezeit"), page);
    assertTrue(
        program
            .get("/archive", "Accept", "text/html", "Accept-Language", "ar")
            .body()
            .contains("الأرشيف"));
  }

  private static String encoded(String text) {
    return text.replace("!", "%21");
  }

  @Test
  @DisplayName("security 79: a feed is bounded for any posts; a second reader gets a 304")
  void aFeedIsBounded() {
    String body = "A long word. ".repeat(15_000);
    for (int i = 0; i < 10; i++) {
      author.path(Member.draft("Long " + i, body));
    }
    for (String feed : List.of("/feed.atom", "/feed.rss", "/feed.json")) {
      Answer first = program.get(feed);
      assertEquals(200, first.status());
      // 1,950,000 characters of posts; beyond 1,000,000 there are summaries only.
      assertTrue(first.body().length() < 1_300_000, feed + ": " + first.body().length());
      String etag = first.header("ETag").orElseThrow();
      assertEquals(304, program.get(feed, "If-None-Match", etag).status(), feed);
    }
  }
}
