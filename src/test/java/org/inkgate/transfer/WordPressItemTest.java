package org.inkgate.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.inkgate.blog.PostStatus;
import org.junit.jupiter.api.Test;

class WordPressItemTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private static List<WordPressItem> items(InputStream file) throws XMLStreamException {
    XMLStreamReader xml = WordPressImport.reader(file);
    List<WordPressItem> items = new ArrayList<>();
    while (xml.hasNext()) {
      if (xml.next() == XMLStreamReader.START_ELEMENT && "item".equals(xml.getLocalName())) {
        items.add(WordPressItem.read(xml));
      }
    }
    return items;
  }

  private static List<WordPressItem> sample() throws Exception {
    try (InputStream file = WordPressItemTest.class.getResourceAsStream("/wordpress.xml")) {
      return items(file);
    }
  }

  @Test
  void aPostBecomesMarkdownWithItsDatesAndTags() throws Exception {
    ArrivingPost post = sample().get(0).post("https://harbour.example", NOW);
    assertEquals("Ships & sails", post.draft().title());
    assertEquals(Optional.of("ships-sails"), post.slug());
    assertEquals(Optional.of("captain"), post.author());
    assertEquals(List.of("Sea", "Wind"), post.draft().tags());
    assertEquals(Optional.of("In short"), post.draft().summary());
    assertEquals(Optional.of(Instant.parse("2019-05-04T10:00:00Z")), post.published());
    assertEquals(Instant.parse("2019-06-01T10:00:00Z"), post.updated());
    assertEquals(
        """
        ## Of ships

        A **big** one, [see](https://example.org/).

        * one
        * two""",
        post.draft().body());
  }

  @Test
  void whatOnlySomeCouldReadBecomesADraft() throws Exception {
    ArrivingPost post = sample().get(1).post("https://harbour.example", NOW);
    assertEquals(PostStatus.DRAFT, post.draft().status());
    assertEquals(Optional.empty(), post.slug());
    assertEquals("First.\n\nSecond.", post.draft().body());
  }

  @Test
  void commentsComeWithTheirPost() throws Exception {
    assertEquals("Jane Doe", sample().get(0).comments().get(0).get("wp:comment_author"));
    assertEquals(
        "Lovely *sails*",
        HtmlText.markdown(sample().get(0).comments().get(0).get("wp:comment_content")));
  }

  @Test
  void aFileCannotMakeTheServerReadAnother() {
    String file =
        "<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
            + "<rss><item><title>&x;</title></item></rss>";
    try {
      List<WordPressItem> items =
          items(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
      assertFalse(items.get(0).value("title").contains("root"));
    } catch (XMLStreamException refused) {
      // Just as well.
    }
  }

  @Test
  void brokenXmlIsNoItem() {
    assertThrows(
        XMLStreamException.class,
        () -> items(new ByteArrayInputStream("<rss><item>".getBytes(StandardCharsets.UTF_8))));
  }
}
