package org.inkgate.transfer.wordpress;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inkgate.transfer.imports.Dates;
import org.inkgate.transfer.imports.Publication;
import org.inkgate.transfer.imports.SourceText;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/**
 * A post, a page, an attachment or another item of WordPress, as its export (WXR) says it.
 *
 * @param values texts by the name of their element, such as "wp:post_name"
 * @param meta what plug-ins and themes keep with it
 */
record WordPressItem(
    Map<String, String> values,
    Map<String, String> meta,
    List<String> tags,
    List<String> coAuthors,
    List<Map<String, String>> comments) {

  static WordPressItem of(Element item) {
    WordPressItem read =
        new WordPressItem(
            new HashMap<>(),
            new HashMap<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>());
    for (Element child : item.children()) {
      switch (child.tagName()) {
        case "category" -> read.category(child);
        case "wp:comment" -> read.comments.add(map(child));
        case "wp:postmeta" -> {
          Map<String, String> pair = map(child);
          read.meta.putIfAbsent(
              pair.getOrDefault("wp:meta_key", ""), pair.getOrDefault("wp:meta_value", ""));
        }
        // The first counts: what a plug-in adds after it is its own.
        default -> read.values.putIfAbsent(child.tagName(), text(child));
      }
    }
    return read;
  }

  private void category(Element element) {
    String tag = SourceText.decoded(text(element));
    switch (element.attr("domain")) {
      case "category", "post_tag", "tag", "" -> {
        if (!tag.isEmpty() && !"Uncategorized".equals(tag) && !tags.contains(tag)) {
          tags.add(tag);
        }
      }
      case "author" -> coAuthors.add(tag);
      default -> {
        // Formats, menus and taxonomies of plug-ins are not tags.
      }
    }
  }

  /** The texts of an element's elements by their names. */
  static Map<String, String> map(Element element) {
    Map<String, String> values = new HashMap<>();
    element.children().forEach(child -> values.putIfAbsent(child.tagName(), text(child)));
    return values;
  }

  /** The text of an element, without control characters; HTML that was not escaped is text, too. */
  static String text(Element element) {
    if (element.childrenSize() > 0 && "content:encoded".equals(element.tagName())) {
      return SourceText.withoutControls(element.html());
    }
    StringBuilder text = new StringBuilder();
    for (TextNode node : element.textNodes()) {
      text.append(node.getWholeText());
    }
    return SourceText.withoutControls(text.toString());
  }

  String value(String name) {
    return values.getOrDefault(name, "");
  }

  String type() {
    return value("wp:post_type");
  }

  /** A number that some files leave out. */
  String id() {
    return value("wp:post_id").strip();
  }

  String name() {
    String id = id().isEmpty() ? "" : " " + id();
    return (type().isEmpty() ? "item" : type()) + id + ": " + SourceText.plain(value("title"));
  }

  /** Tells the item from all others of its site. */
  String identity() {
    if (!id().isEmpty()) {
      return id();
    }
    return String.join(
        " ",
        value("guid"),
        value("link"),
        value("wp:post_name"),
        value("wp:post_date"),
        value("title"));
  }

  /** A date, which WordPress has in UTC and in the site's time; drafts have one of them only. */
  private Optional<Instant> date(String name) {
    return Dates.of(value(name + "_gmt")).or(() -> Dates.of(value(name)));
  }

  Optional<Instant> created() {
    return date("wp:post_date").or(() -> Dates.of(value("pubDate")));
  }

  Optional<Instant> updated() {
    return date("wp:post_modified").or(this::created);
  }

  /** Whether all could read it; passwords and statuses of plug-ins say that they could not. */
  Publication publication(Instant now) {
    if (!value("wp:post_password").isEmpty()) {
      return Publication.draft("protected by a password");
    }
    String status = value("wp:status").strip();
    Optional<Instant> date = created();
    if (date.isEmpty() && List.of("publish", "future").contains(status)) {
      return Publication.draft("date: " + value("wp:post_date"));
    }
    if ("publish".equals(status)) {
      return Publication.since(date.get(), now);
    }
    if ("future".equals(status) && date.get().isAfter(now)) {
      return Publication.since(date.get(), now);
    }
    return Publication.draft("status: " + status);
  }
}
