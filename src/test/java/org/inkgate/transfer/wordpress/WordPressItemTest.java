package org.inkgate.transfer.wordpress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.inkgate.markdown.Markdown;
import org.inkgate.posts.PostStatus;
import org.inkgate.transfer.imports.Note;
import org.inkgate.transfer.imports.Publication;
import org.inkgate.transfer.imports.ReportEntry.Reason;
import org.inkgate.transfer.imports.SourcePost;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordPressItemTest {

  private static final String DATE = "<wp:post_date_gmt>2020-01-02 03:04:05</wp:post_date_gmt>";

  @Test
  void aPostBecomesMarkdownWithItsDatesAndTags() throws Exception {
    SourcePost post = WordPressSample.ofResource("/wordpress.xml").post(0);
    assertEquals("Ships & sails", post.title());
    assertEquals(Optional.of("ships-sails"), post.slug());
    assertEquals(List.of("Sea", "Wind"), post.tags());
    assertEquals(Optional.of("In short"), post.summary());
    assertEquals(Optional.of(Instant.parse("2019-05-04T10:00:00Z")), post.publication().at());
    assertEquals(Optional.of(Instant.parse("2019-06-01T10:00:00Z")), post.updated());
    assertEquals(
        """
        ## Of ships

        A **big** one, [see](https://example.org/).

        - one
        - two""",
        post.body());
  }

  @Test
  @DisplayName("security 71: of WordPress' statuses and passwords, only a plain publish is public")
  void onlyWhatWasPublicIsPublic() throws Exception {
    WordPressSample sample = WordPressSample.ofResource("/import/wxr-status-variants.xml");
    Map<String, String> found = new TreeMap<>();
    for (WordPressItem item : sample.items()) {
      Publication publication = item.publication(WordPressSample.NOW);
      found.put(item.value("title"), publication.whyDraft().orElse(publication.status().name()));
    }
    assertEquals(
        new TreeMap<>(
            Map.of(
                "Protected by password", "protected by a password",
                "Private", "status: private",
                "Pending", "status: pending",
                "Trashed", "status: trash",
                "Auto draft", "status: auto-draft",
                "Draft", "status: draft",
                "Draft no date", "status: draft",
                "Future", "SCHEDULED",
                "Page with password", "protected by a password",
                "Draft page", "status: draft")),
        found);
  }

  @ParameterizedTest
  @DisplayName("security 71: a status of a plug-in, or none, is a draft")
  @ValueSource(
      strings = {
        "<wp:status>members-only</wp:status>",
        "<wp:status>Publish</wp:status>",
        "<wp:status></wp:status>",
        "",
        "<wp:status>future</wp:status>",
        "<wp:status>publish</wp:status><wp:post_password> </wp:post_password>"
      })
  void whatIsNotUnderstoodIsADraft(String elements) throws Exception {
    WordPressItem item =
        WordPressSample.of(WordPressSample.item(DATE + elements, "x")).items().get(0);
    assertTrue(item.publication(WordPressSample.NOW).isDraft());
  }

  @Test
  @DisplayName("security 71: a post whose date can't be read is a draft")
  void aPostWithoutADateIsADraft() throws Exception {
    byte[] file =
        WordPressSample.item(
            "<wp:status>publish</wp:status><wp:post_date>soon</wp:post_date>", "x");
    SourcePost post = WordPressSample.of(file).post(0);
    assertEquals(Optional.of("date: soon"), post.publication().whyDraft());
  }

  /** What WordPress itself made of the same posts. */
  @Test
  void everyPostLooksAsInWordPress() throws Exception {
    JsonObject theirs;
    try (var file =
        getClass().getResourceAsStream("/import/wordpress-one-feature-each.html.json")) {
      theirs = Json.createReader(file).readObject();
    }
    WordPressSample sample = WordPressSample.ofResource("/import/wordpress-one-feature-each.xml");
    int compared = 0;
    for (WordPressItem item : sample.items()) {
      JsonObject expected = theirs.getJsonObject(item.id());
      // Films and frames are links here; footnotes have ids of ours.
      if (expected == null || expected.getString("title").matches("T(12|22).*")) {
        continue;
      }
      SourcePost post = sample.post(item);
      List<String> ours = outline(new Markdown().html(post.body()));
      assertEquals(
          outline(expected.getString("html").replaceAll("<a href=.javascript[^>]*>js</a>", "js")),
          ours,
          () -> post.title() + "\n" + post.body());
      compared++;
    }
    assertEquals(22, compared);
  }

  /** The elements a reader sees, with their own words. */
  private static List<String> outline(String html) {
    List<String> outline = new ArrayList<>();
    for (Element element : Jsoup.parseBodyFragment(html).body().getAllElements()) {
      boolean image = element.normalName().equals("p") && element.ownText().isBlank();
      boolean address =
          element.ownText().equals(element.attr("href")) && !element.attr("href").isEmpty();
      boolean empty = element.normalName().equals("a") && element.childNodeSize() == 0;
      String name =
          switch (element.normalName()) {
            case "b" -> "strong";
            case "i" -> "em";
            case "s", "strike" -> "del";
            case "h1", "h2", "h3", "h4", "h5", "h6" -> "h";
            case "figure" ->
                element.children().stream().anyMatch(it -> "figcaption".equals(it.normalName()))
                    ? "figure"
                    : "";
            case "body", "div", "span", "thead", "tbody", "tfoot", "br" -> "";
            default -> image || empty ? "" : element.normalName();
          };
      String words = plain(element.ownText());
      if (!name.isEmpty() && !(address && "a".equals(name))) {
        outline.add(
            (name
                    + " "
                    + words
                    + " "
                    + element
                        .attr("href")
                        .replace(" ", "%20")
                        .replace("%28", "(")
                        .replace("%29", ")")
                    + element.attr("src"))
                .strip());
      } else if (!words.isEmpty()) {
        outline.add("p " + words);
      }
    }
    // Bold in a paragraph of its own is told by its element.
    return outline.stream().map(it -> it.replaceAll("\\s+", " ")).sorted().toList();
  }

  /** WordPress replaces hyphens and smileys as it shows a text; what its author typed is kept. */
  private static String plain(String words) {
    return words
        .replace("–", "-")
        .replace("—", "---")
        .replace("🙂", ":smile:")
        .replaceAll("\\s+", " ")
        .strip();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      value = {
        "[caption id=\"a\" width=\"3\"]<img src=\"/i.jpg\" alt=\"A\"> Words[/caption] § figcaption § Words",
        "[code lang=\"php\"]<b> & [x][/code] § code § <b> & [x]",
        "[sourcecode language=\"js\"]a &lt; b[/sourcecode] § code § a < b",
        "[embed]https://e.org/x[/embed] § a § https://e.org/x",
        "[audio mp3=\"https://e.org/a.mp3\"][/audio] § a § a.mp3",
        "[[caption]] § p § [caption]",
        "[contact-form to=\"x\"] § p § [contact-form to=\"x\"]",
        "[sic] and [1] § p § [sic] and [1]",
        "a<!--more-->b § p § ab",
      })
  void shortcodesBecomeWhatTheyShow(String content, String selector, String words)
      throws Exception {
    String html = new Markdown().html(WordPressSample.body(content));
    Element found = Jsoup.parse(html).selectFirst(selector);
    assertEquals(words, found == null ? html : found.text());
  }

  @Test
  void unknownShortcodesAreReported() throws Exception {
    SourcePost post =
        WordPressSample.of(WordPressSample.item(DATE, "[foo a=1] [sic] <!-- wp:latest-posts /-->"))
            .post(0);
    assertEquals(
        List.of(new Note(Reason.MARKUP, "wp:latest-posts"), new Note(Reason.MARKUP, "[foo]")),
        post.notes());
  }

  @Test
  void aGalleryAndTheFeaturedImageComeFromTheLibrary() throws Exception {
    String library =
        "<item><wp:post_type>attachment</wp:post_type><wp:post_id>7</wp:post_id>"
            + "<wp:attachment_url>https://o.example/a.jpg</wp:attachment_url></item>";
    String meta =
        "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>7</wp:meta_value></wp:postmeta>";
    String file =
        new String(WordPressSample.item(meta, "[gallery ids=\"7\"]"), StandardCharsets.UTF_8);
    SourcePost post = WordPressSample.of(file.replace("</channel>", library).getBytes()).post(0);
    assertEquals("![](https://o.example/a.jpg)\n\n![](https://o.example/a.jpg)", post.body());
  }

  @Test
  void sharedBlocksAreInEachPostThatHasThem() throws Exception {
    String block =
        "<item><wp:post_type>wp_block</wp:post_type><wp:post_id>9</wp:post_id>"
            + "<content:encoded><![CDATA[<!-- wp:paragraph --><p>Shared</p><!-- /wp:paragraph -->]]></content:encoded></item>";
    String file =
        new String(
            WordPressSample.item("", "<!-- wp:block {\"ref\":9} /-->"), StandardCharsets.UTF_8);
    assertEquals("Shared", WordPressSample.of((file + block).getBytes()).post(0).body());
  }

  @Test
  void entitiesInTitlesAndTagsAreCharacters() throws Exception {
    WordPressSample sample =
        WordPressSample.ofResource("/import/wxr-entities-in-titles-and-tags.xml");
    assertEquals("Tom & Jerry – \"best of\"", sample.post(0).title());
    assertEquals(List.of("R&D", "Q&A", "C++"), sample.post(0).tags());
    assertEquals("A soft title", sample.post(2).title());
  }

  @ParameterizedTest
  @CsvSource({
    "wxr-bad-utf8-byte.xml, café, 3",
    "wxr-control-character.xml, A vertical tab here and ., 3",
    "wxr-php-warning-in-item.xml, Words., 3"
  })
  void oneBadByteCostsNothing(String file, String middle, int count) throws Exception {
    WordPressSample sample = WordPressSample.ofResource("/import/" + file);
    assertEquals(count, sample.items().size());
    assertEquals(middle, sample.post(1).body().replaceAll("\\s+", " "));
    assertTrue(sample.post(2).body().startsWith("Words"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "&",
        "]]>",
        "<",
        "</b>",
        "<b>",
        "&nbsp;",
        "&unknown;",
        "<foo:bar>1</foo:bar>",
        "<br /><b>Warning</b>: x",
        "<![CDATA[x]]>",
        "<!-- x -->",
        "<?php x ?>",
        "\u0001",
        "<wp:postmeta>"
      })
  void strayTextInAnItemCostsAtMostThatItem(String stray) throws Exception {
    String file =
        "<rss><channel><item><wp:post_id>1</wp:post_id>"
            + stray
            + "<content:encoded><![CDATA[a]]></content:encoded></item>\n"
            + "<item><wp:post_id>2</wp:post_id><content:encoded><![CDATA[b]]></content:encoded></item></channel></rss>";
    WordPressSample sample = WordPressSample.of(file.getBytes(StandardCharsets.UTF_8));
    assertEquals(2, sample.items().size());
    assertEquals("b", sample.post(1).body());
  }

  @Test
  void aFileCannotMakeTheServerReadAnother() throws Exception {
    String file =
        "<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss><item><title>&x;</title></item></rss>";
    WordPressSample sample = WordPressSample.of(file.getBytes(StandardCharsets.UTF_8));
    assertFalse(sample.items().get(0).value("title").contains("root"));
  }

  @Test
  void itemsWithoutANumberAreDifferentItems() throws Exception {
    String item = "<item><title>%s</title><wp:post_type>post</wp:post_type></item>";
    WordPressSample sample =
        WordPressSample.of((item.formatted("a") + item.formatted("b")).getBytes());
    assertFalse(sample.post(0).source().equals(sample.post(1).source()));
  }

  @Test
  void aPublicPostStaysPublic() throws Exception {
    byte[] file = WordPressSample.item(DATE + "<wp:status>publish</wp:status>", "x");
    assertEquals(PostStatus.PUBLISHED, WordPressSample.of(file).post(0).publication().status());
  }
}
