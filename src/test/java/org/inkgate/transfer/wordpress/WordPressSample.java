package org.inkgate.transfer.wordpress;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.inkgate.transfer.imports.SourcePost;

/** Reads a file of WordPress as an import does, without a database. */
final class WordPressSample {

  static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private final WordPressSite site = new WordPressSite();
  private final List<WordPressItem> items = new ArrayList<>();

  static WordPressSample ofResource(String name) throws Exception {
    try (InputStream content = WordPressSample.class.getResourceAsStream(name)) {
      return of(content.readAllBytes());
    }
  }

  static WordPressSample of(byte[] content) throws Exception {
    Path file = Files.createTempFile("sample", ".xml");
    try {
      Files.write(file, content);
      WordPressSample sample = new WordPressSample();
      new WordPressFile(file)
          .read(
              (xml, mended, at) -> {},
              (xml, mended, at) -> {
                if (xml.selectFirst("item") != null) {
                  WordPressItem item = WordPressItem.of(xml.selectFirst("item"));
                  sample.site.add(item);
                  sample.items.add(item);
                }
              });
      return sample;
    } finally {
      Files.delete(file);
    }
  }

  List<WordPressItem> items() {
    return items;
  }

  WordPressSite site() {
    return site;
  }

  SourcePost post(WordPressItem item) {
    return new WordPressPost(item, site, false).post(item.publication(NOW));
  }

  SourcePost post(int index) {
    return post(items.get(index));
  }

  /** The body of an item with this content. */
  static String body(String content) throws Exception {
    return of(item("", content)).post(0).body();
  }

  static byte[] item(String elements, String content) {
    return ("<rss><channel><item><title>T</title><wp:post_type>post</wp:post_type><wp:post_id>1</wp:post_id>"
            + elements
            + "<content:encoded><![CDATA["
            + content
            + "]]></content:encoded></item></channel></rss>")
        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }
}
