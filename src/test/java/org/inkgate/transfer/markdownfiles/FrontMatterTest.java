package org.inkgate.transfer.markdownfiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.inkgate.posts.PostStatus;
import org.inkgate.transfer.imports.Dates;
import org.inkgate.transfer.imports.MixedText;
import org.inkgate.transfer.imports.Publication;
import org.inkgate.transfer.imports.SourcePost;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrontMatterTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private static SourcePost post(String path, String text) {
    MarkdownFile file = new MarkdownFile(path, FrontMatter.parse(text), false);
    return file.post(file.publication(NOW));
  }

  private static Publication publication(String matter) {
    return post("a.md", "---\n" + matter + "\n---\nText").publication();
  }

  @Test
  void theLanguageOfTheServerChangesNoName() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));
      assertEquals("Ships", FrontMatter.parse("---\nTITLE: Ships\n---\n").text("title").get());
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "\"quotes\": and 'more' #no comment",
        "- [not] {a} *list* &anchor",
        "日本語 😀 \u2028",
        "null",
        "2026-01-01",
        "yes",
        "tab\tand\nline",
        "\u0085 \ufeff \u009f"
      })
  void whatIsWrittenIsRead(String text) {
    JsonObject thing =
        Json.createObjectBuilder()
            .add("title", text)
            .add("tags", Json.createArrayBuilder().add(text))
            .add("body", "---\nnot front matter\n---\n\r\n" + text)
            .build();
    FrontMatter read = FrontMatter.parse(FrontMatter.write(thing));
    assertEquals(text.strip(), read.text("title").orElseThrow());
    assertEquals(List.of(text.strip()), read.texts("tags"));
    assertEquals(thing.getString("body"), read.body());
  }

  @Test
  void aPostOfJekyllHasItsDateAndItsAddressInItsName() {
    SourcePost post =
        post("_posts/2020-02-29-leap-day.md", "---\ntitle: Leap\ncategories: [a, b]\n---\nText");
    assertEquals(Optional.of("leap-day"), post.slug());
    assertEquals(Optional.of(Instant.parse("2020-02-29T00:00:00Z")), post.publication().at());
    assertEquals(List.of("a", "b"), post.tags());
  }

  @Test
  void aPostOfHugoHasAFolderOfItsOwn() {
    SourcePost post =
        post(
            "content/posts/My Trip/index.md",
            "---\ntitle: Trip\ndate: 2021-05-01T10:00:00+02:00\ndraft: true\n---\nText");
    assertEquals(Optional.of("My Trip"), post.slug());
    assertEquals(PostStatus.DRAFT, post.publication().status());
    assertEquals(Optional.of(Instant.parse("2021-05-01T08:00:00Z")), post.created());
    assertTrue(post.publication().at().isEmpty());
  }

  @Test
  void aFileWithoutFrontMatterIsAPost() {
    SourcePost post = post("note.md", "# A note\n\nText");
    assertEquals("A note", post.title());
    assertEquals(PostStatus.PUBLISHED, post.publication().status());
  }

  @ParameterizedTest
  @DisplayName("security 71: front matter that is not understood makes a draft of the whole file")
  @ValueSource(
      strings = {
        "---\na: [\n---\nx",
        "---\na: !!javax.script.ScriptEngineManager [x]\n---\nx",
        "---\na: *nothing\n---\nx",
        "---\nx: \"\\q\"\n---\nx",
        "---\ntitle: Vim: the good parts\n---\nx",
        "---\ntags:\n\t- a\n---\nx",
        "---\ndraft: true\n\nNo end",
        "----\ndraft: true\n----\nx",
        "---\njust text\n---\nx",
        "+++\ndraft = yes\n+++\nx",
        "+++\ndraft = true\nx",
        "{\n\"draft\": true\nx"
      })
  void whatIsNotUnderstoodIsADraft(String file) {
    SourcePost post = post("a.md", file);
    assertEquals(PostStatus.DRAFT, post.publication().status());
    assertTrue(post.publication().whyDraft().orElseThrow().startsWith("front matter"));
    assertEquals(file, post.body());
  }

  @Test
  void aBombOfAliasesIsADraft() {
    StringBuilder bomb = new StringBuilder("---\na0: [x, x]\n".replace("[", "&a0 ["));
    for (int i = 1; i < 30; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    assertTrue(FrontMatter.parse(bomb.append("---\n").toString()).problem().isPresent());
  }

  @ParameterizedTest
  @DisplayName("security 71: a word that says or may say private makes a draft")
  @ValueSource(
      strings = {
        "draft: true",
        "draft: yes",
        "draft: True",
        "draft: \"true\"",
        "draft: on",
        "draft: 1",
        "draft: maybe",
        "Draft: TRUE",
        "published: false",
        "published: \"false\"",
        "published: no",
        "published: later",
        "status: draft",
        "status: Draft",
        "status: private",
        "status: pending",
        "status: wip",
        "visibility: private",
        "visibility: members",
        "private: true",
        "hidden: yes",
        "unlisted: true",
        "password: x",
        "headless: true",
        "build:\n  list: never",
        "_build:\n  render: link",
        "expiryDate: 2000-01-01",
        "expiryDate: soon",
        "date: 2019-02-30",
        "date: 1969-12-31",
        "publishDate: soon\ndate: 2019-01-01",
        "status: published\ndraft: true"
      })
  void whatMayBePrivateIsADraft(String matter) {
    assertEquals(PostStatus.DRAFT, publication(matter).status(), matter);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "draft: false",
        "draft: no",
        "draft: \"false\"",
        "draft:",
        "published: true",
        "published: yes",
        "status: published",
        "status: Publish",
        "visibility: public",
        "private: false",
        "password: ''",
        "build:\n  list: always",
        "expiryDate: 2099-01-01",
        "date: 2019-01-02",
        "published: 2019-01-02"
      })
  void whatIsPublicStaysPublic(String matter) {
    assertEquals(PostStatus.PUBLISHED, publication(matter).status(), matter);
  }

  @Test
  @DisplayName("security 71: a future date counts, even with an older one beside it")
  void aDateToComeCounts() {
    assertEquals(
        Publication.since(Instant.parse("2036-01-01T00:00:00Z"), NOW),
        publication("date: 2019-01-01\npublishDate: 2036-01-01"));
    assertEquals(PostStatus.SCHEDULED, publication("date: 2036-05-05").status());
  }

  @Test
  @DisplayName("security 71: pages with draft: true, and files in _drafts, are drafts")
  void pagesAndFoldersOfDrafts() {
    assertEquals(
        PostStatus.DRAFT, post("pages/a.md", "---\ndraft: true\n---\nx").publication().status());
    assertEquals(
        PostStatus.DRAFT, post("_drafts/a.md", "---\ntitle: a\n---\nx").publication().status());
    assertEquals(
        Optional.of("date: 2019-13-45"),
        post("_posts/2019-13-45-x.md", "x").publication().whyDraft());
  }

  @Test
  void tomlAndJsonAreReadAsHugoReadsThem() throws Exception {
    for (String file : List.of("toml", "json")) {
      String text = fromZip("md-hugo-toml-json-front-matter.zip", "content/posts/" + file + ".md");
      SourcePost post = post("content/posts/" + file + ".md", text);
      assertEquals(file.equals("toml") ? "Toml title" : "Json title", post.title());
      assertEquals(Optional.of("draft: true"), post.publication().whyDraft());
      assertTrue(post.tags().contains("a"));
      assertTrue(post.body().strip().endsWith(" body."), post.body());
      assertEquals(2019, post.created().orElseThrow().atZone(java.time.ZoneOffset.UTC).getYear());
    }
  }

  /** What becomes of each file of a ZIP: its title, and why it is a draft. */
  @Test
  @DisplayName(
      "security 71: of a ZIP of dates and statuses, what was public is public and nothing else")
  void everyFileOfAZip() throws Exception {
    Map<String, String> drafts = new TreeMap<>();
    for (String name : namesOfZip("md-dates.zip")) {
      SourcePost post = post(name, fromZip("md-dates.zip", name));
      Publication publication = post.publication();
      if (publication.status() != PostStatus.PUBLISHED) {
        drafts.put(
            post.title(), publication.whyDraft().orElse("scheduled").replaceFirst(":.*", ""));
      }
    }
    assertEquals(
        "{Bad date=date, d10=date, d11=date, d14=expirydate, d16=date, d17=scheduled, d19=published,"
            + " d20=draft, d21=draft, d22=private, d23=draft, d24=status, d25=password, d26=/_drafts/,"
            + " d27=headless, d28=expirydate}",
        drafts.toString().replace("d22=status", "d22=private"));
  }

  private static List<String> namesOfZip(String zip) throws IOException {
    List<String> names = new ArrayList<>();
    try (ZipInputStream files =
        new ZipInputStream(FrontMatterTest.class.getResourceAsStream("/import/" + zip))) {
      for (ZipEntry entry = files.getNextEntry(); entry != null; entry = files.getNextEntry()) {
        if (!entry.isDirectory()) {
          names.add(entry.getName());
        }
      }
    }
    return names;
  }

  private static String fromZip(String zip, String name) throws IOException {
    try (ZipInputStream files =
        new ZipInputStream(FrontMatterTest.class.getResourceAsStream("/import/" + zip))) {
      for (ZipEntry entry = files.getNextEntry(); entry != null; entry = files.getNextEntry()) {
        if (entry.getName().equals(name)) {
          return MixedText.ofFile(files.readAllBytes()).text();
        }
      }
    }
    throw new IOException(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      value = {
        "m-quotes § It's \"q\" § one,two",
        "m-true-title § true § ''",
        "m-bool-title § yes § ''",
        "m-number-title § 1984 § ''",
        "m-date-title § 2019-01-01 § ''",
        "m-hash-tags § Space tags § ruby,rails,web,jekyll,update",
        "m-category-single § Category single § solo,News",
        "m-percent § 100% sure § c#,c++,2019,true,yes,3.10",
        "m-bom § With BOM § ''",
        "m-blankfirst § Blank first § ''",
        "m-dots § Dots end § ''",
        "m-cr § With CR § ''",
        "m-utf16 § Wide § ''",
        "m-multidoc § Doc § ''",
        "m-colon § Vim: the good parts § ''",
        "m-comment § Commented § ''",
      })
  void frontMatterOfManyKinds(String name, String title, String tags) throws Exception {
    String path = "posts/" + name + ".md";
    SourcePost post = post(path, fromZip("md-front-matter-variants.zip", path));
    assertEquals(title, post.title());
    assertEquals(tags, String.join(",", post.tags()));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-02, 2026-01-02T00:00:00Z",
    "2026-01-02 03:04:05 +0200, 2026-01-02T01:04:05Z",
    "2026-01-02 03:04, 2026-01-02T03:04:00Z",
    "2026-01-02T03:04:05.678Z, 2026-01-02T03:04:05.678Z",
    "2026-01-02T03:04:05.123456Z, 2026-01-02T03:04:05.123Z",
    "2026-01-02T03:04:05+02:00, 2026-01-02T01:04:05Z",
    "2019-01-02 03:04:05 +0900, 2019-01-01T18:04:05Z",
    "'Wed, 02 Jan 2019 03:04:05 +0000', 2019-01-02T03:04:05Z",
    "'Wed, 2 Jan 2019 03:04:05 GMT', 2019-01-02T03:04:05Z",
    "2019/01/02, 2019-01-02T00:00:00Z",
    "2019-01-02 03:04 PM, 2019-01-02T15:04:00Z",
    "02.01.2019, 2019-01-02T00:00:00Z",
    "'January 2, 2019', 2019-01-02T00:00:00Z",
    "'Jan 2, 2019 3:04 pm', 2019-01-02T15:04:00Z",
    "2019-01-02 03:04:05 EST, 2019-01-02T08:04:05Z",
    "2019-01-02 3:04:05 -5, 2019-01-02T08:04:05Z",
    "2019-01-02T03:04:05.1Z, 2019-01-02T03:04:05.100Z",
    "20190102, 2019-01-02T00:00:00Z",
    "1546398245, 2019-01-02T03:04:05Z",
    "1388318310000, 2013-12-29T11:58:30Z",
    "Wed Jan  2 03:04:05 2019, 2019-01-02T03:04:05Z"
  })
  void datesAreReadAsOthersWriteThem(String text, Instant expected) {
    assertEquals(Optional.of(expected), Dates.of(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "0000-00-00 00:00:00",
        "2019-02-30",
        "2019-13-45",
        "2019-01-02T25:00:00Z",
        "1066-10-14",
        "99999-01-01"
      })
  void whatIsNoDateIsNone(String text) {
    assertEquals(Optional.empty(), Dates.of(text));
  }
}
