package org.inkgate.transfer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.inkgate.blog.PostDraft;
import org.inkgate.blog.PostStatus;
import org.inkgate.markdown.Slug;
import org.inkgate.site.PageDraft;

/**
 * A post, a page or an attachment of WordPress, as its export (WXR) says it.
 *
 * @param values texts by the name of their element, such as "wp:post_name"
 */
record WordPressItem(
    Map<String, String> values, List<String> tags, List<Map<String, String>> comments) {

  private static final int MOST_TAGS = 20;

  /** Reads the element that the reader is at, and leaves it at its end. */
  static WordPressItem read(XMLStreamReader xml) throws XMLStreamException {
    WordPressItem item = new WordPressItem(new HashMap<>(), new ArrayList<>(), new ArrayList<>());
    while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
      switch (name(xml)) {
        case "category" -> {
          String domain = String.valueOf(xml.getAttributeValue(null, "domain"));
          String tag = text(xml).strip();
          if (("post_tag".equals(domain) || "category".equals(domain))
              && !tag.isEmpty()
              && !"Uncategorized".equals(tag)
              && !item.tags.contains(tag)
              && item.tags.size() < MOST_TAGS) {
            item.tags.add(tag);
          }
        }
        case "wp:comment" -> item.comments.add(map(xml));
        default -> item.values.put(name(xml), text(xml));
      }
    }
    return item;
  }

  /** The texts of an element's elements by their names. */
  static Map<String, String> map(XMLStreamReader xml) throws XMLStreamException {
    Map<String, String> values = new HashMap<>();
    while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
      values.put(name(xml), text(xml));
    }
    return values;
  }

  static String name(XMLStreamReader xml) {
    String prefix = xml.getPrefix();
    return prefix == null || prefix.isEmpty()
        ? xml.getLocalName()
        : prefix + ":" + xml.getLocalName();
  }

  /** All text inside an element; that of elements in it, such as a plug-in's, does not count. */
  static String text(XMLStreamReader xml) throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    for (int depth = 1; depth > 0; ) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> depth++;
        case XMLStreamConstants.END_ELEMENT -> depth--;
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
          if (depth == 1) {
            text.append(xml.getText());
          }
        }
        default -> {
          // Comments and processing instructions say nothing to us.
        }
      }
    }
    return text.toString();
  }

  String value(String name) {
    return values.getOrDefault(name, "");
  }

  String name() {
    return value("wp:post_type") + " " + value("wp:post_id") + ": " + value("title");
  }

  private Optional<Instant> date(String name) {
    return Dates.of(value(name + "_gmt")).or(() -> Dates.of(value(name)));
  }

  private Optional<String> slug() {
    // What WordPress keeps of another script's title is percent-encoded, and nothing to read.
    return Optional.of(value("wp:post_name")).filter(Slug::mayBeChosen);
  }

  private PostStatus status(Instant now) {
    return switch (value("wp:status")) {
      case "publish" -> PostStatus.PUBLISHED;
      case "future" ->
          date("wp:post_date").filter(date -> date.isAfter(now)).isPresent()
              ? PostStatus.SCHEDULED
              : PostStatus.PUBLISHED;
      // What only some could read must not be read by all.
      default -> PostStatus.DRAFT;
    };
  }

  ArrivingPost post(String site, Instant now) {
    PostStatus status = status(now);
    Instant created = date("wp:post_date").orElse(now);
    Optional<Instant> published =
        status == PostStatus.DRAFT ? Optional.empty() : Optional.of(created);
    Optional<String> summary =
        Optional.of(HtmlText.markdown(value("excerpt:encoded")).strip())
            .filter(text -> !text.isEmpty())
            .map(text -> text.substring(0, Math.min(text.length(), 300)));
    String title = value("title").isBlank() ? value("wp:post_id") : value("title");
    PostDraft draft =
        new PostDraft(
            title,
            HtmlText.markdown(value("content:encoded")),
            tags,
            status,
            status == PostStatus.SCHEDULED ? published : Optional.empty(),
            slug(),
            summary);
    return new ArrivingPost(
        name(),
        "wordpress " + site + " " + value("wp:post_id"),
        draft,
        slug(),
        Optional.of(value("dc:creator")).filter(author -> !author.isEmpty()),
        created,
        date("wp:post_modified").orElse(created),
        published,
        List.of());
  }

  PageDraft page() {
    return new PageDraft(
        value("title"),
        slug().orElseGet(() -> Slug.ofTitle(value("title")).value()),
        HtmlText.markdown(value("content:encoded")),
        Optional.empty());
  }

  Optional<Instant> created() {
    return date("wp:post_date");
  }

  Optional<Instant> updated() {
    return date("wp:post_modified");
  }
}
