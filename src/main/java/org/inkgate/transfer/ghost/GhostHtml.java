package org.inkgate.transfer.ghost;

import static org.inkgate.transfer.imports.SourceText.text;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.inkgate.markdown.HtmlToMarkdown;
import org.inkgate.posts.PostDraft;
import org.inkgate.transfer.imports.Note;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Turns a post's content, as Ghost stores it, into Markdown that looks as the post did. */
final class GhostHtml {

  private final JsonObject row;
  private final Optional<String> imageAlt;

  GhostHtml(JsonObject row, Optional<String> imageAlt) {
    this.row = row;
    this.imageAlt = imageAlt;
  }

  /**
   * The Markdown of a post.
   *
   * @param notes receives what is not as it was
   */
  String markdown(List<Note> notes) {
    String html = text(row, "html");
    if (html.isBlank() && !text(row, "lexical").isBlank()) {
      html = GhostLexical.html(text(row, "lexical"), notes);
    } else if (html.isBlank() && !text(row, "mobiledoc").isBlank()) {
      html = GhostMobiledoc.html(text(row, "mobiledoc"), notes);
    } else if (html.isBlank()) {
      // Ghost 0.x wrote Markdown.
      return text(row, "markdown").replace("__GHOST_URL__", "");
    }
    Document document = HtmlToMarkdown.parse(html.replace("__GHOST_URL__", ""));
    cards(document);
    String image = text(row, "feature_image").replace("__GHOST_URL__", "");
    if (!image.isEmpty() && !html.contains(image)) {
      Element element = document.body().prependElement("p").appendElement("img");
      element.attr("src", image).attr("alt", imageAlt.orElse(""));
    }
    HtmlToMarkdown.Result result = HtmlToMarkdown.convert(document, false, PostDraft.LONGEST_BODY);
    Note.addAll(result, notes);
    return result.markdown();
  }

  /** Makes of cards what a post has for the same: quotes, details, links. */
  private static void cards(Document document) {
    document
        .select(
            ".kg-video-overlay, .kg-video-player, .kg-audio-player-container, .kg-toggle-card-icon,"
                + " .kg-bookmark-thumbnail, .kg-bookmark-icon, .kg-audio-thumbnail, .kg-file-card-icon")
        .forEach(Element::remove);
    document.select(".kg-callout-card").forEach(GhostHtml::callout);
    document.select(".kg-toggle-card").forEach(GhostHtml::toggle);
    document.select("a.kg-bookmark-container").forEach(GhostHtml::bookmark);
    document.select("a.kg-file-card-container").forEach(GhostHtml::file);
    document.select(".kg-audio-card").forEach(GhostHtml::audio);
  }

  private static void callout(Element card) {
    Element emoji = card.selectFirst(".kg-callout-emoji");
    Element words = card.selectFirst(".kg-callout-text");
    card.tagName("blockquote");
    if (emoji != null && words != null) {
      words.prependText(emoji.text() + " ");
      emoji.remove();
    }
  }

  private static void toggle(Element card) {
    Element heading = card.selectFirst(".kg-toggle-heading");
    card.tagName("details");
    if (heading != null) {
      heading.tagName("summary");
      heading.select("h1, h2, h3, h4, h5, h6, p").forEach(it -> it.tagName("span"));
    }
  }

  private static void bookmark(Element link) {
    String title = words(link, ".kg-bookmark-title");
    String description = words(link, ".kg-bookmark-description");
    String by =
        (words(link, ".kg-bookmark-publisher") + " " + words(link, ".kg-bookmark-author")).strip();
    Element paragraph = new Element("p");
    paragraph
        .appendElement("a")
        .attr("href", link.attr("href"))
        .text(title.isEmpty() ? link.attr("href") : title);
    for (String line : List.of(description, by)) {
      if (!line.isEmpty()) {
        paragraph.appendElement("br");
        paragraph.appendText(line);
      }
    }
    link.replaceWith(paragraph);
  }

  private static void file(Element link) {
    String name = words(link, ".kg-file-card-title");
    String file = words(link, ".kg-file-card-filename");
    String size = words(link, ".kg-file-card-filesize");
    String caption = words(link, ".kg-file-card-caption");
    Element paragraph = new Element("p");
    paragraph.appendElement("a").attr("href", link.attr("href")).text(name.isEmpty() ? file : name);
    paragraph.appendText(size.isEmpty() ? "" : " (" + size + ")");
    if (!caption.isEmpty()) {
      paragraph.appendElement("br");
      paragraph.appendText(caption);
    }
    link.replaceWith(paragraph);
  }

  private static void audio(Element card) {
    Element audio = card.selectFirst("audio");
    String title = words(card, ".kg-audio-title");
    if (audio != null && !title.isEmpty()) {
      audio.attr("title", title);
      card.select(".kg-audio-title").forEach(Element::remove);
    }
  }

  private static String words(Element card, String selector) {
    Element element = card.selectFirst(selector);
    return element == null ? "" : element.text();
  }
}
