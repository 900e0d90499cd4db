package org.inkgate.transfer.ghost;

import static org.inkgate.transfer.ghost.GhostLexical.text;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.nodes.Element;

/** Writes the HTML of a card, as Lexical and Mobiledoc have it: a type and what belongs to it. */
final class GhostCard {

  private GhostCard() {}

  /** Appends a card; false when its type is not known. */
  static boolean append(String type, JsonObject card, Element to) {
    switch (type) {
      case "image" -> image(card, to);
      case "gallery" -> gallery(card, to);
      case "html" -> to.append(text(card, "html"));
      case "markdown", "card-markdown" -> to.append(html(text(card, "markdown")));
      case "codeblock", "code" -> code(card, to);
      case "hr" -> to.appendElement("hr");
      case "bookmark", "embed" -> link(card, to);
      case "callout" -> callout(card, to);
      case "toggle" -> toggle(card, to);
      case "button" -> anchor(text(card, "buttonUrl"), text(card, "buttonText"), to);
      case "video", "audio" -> media(type, card, to);
      case "file" -> anchor(text(card, "src"), first(card, "fileTitle", "fileName"), to);
      case "header" -> header(card, to);
      case "product" -> product(card, to);
      case "call-to-action" -> {
        to.append(text(card, "textValue"));
        anchor(text(card, "buttonUrl"), text(card, "buttonText"), to);
      }
      case "paywall", "email", "email-cta", "signup", "soft-return", "transistor" -> {
        // For members and mails; readers of the site see nothing of it.
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** What Ghost's Markdown card makes of its text; it may hold HTML. */
  private static String html(String markdown) {
    return HtmlRenderer.builder()
        .build()
        .render(Parser.builder().maxOpenBlockParsers(50).build().parse(markdown));
  }

  private static String first(JsonObject card, String... names) {
    for (String name : names) {
      if (!text(card, name).isEmpty()) {
        return text(card, name);
      }
    }
    return "";
  }

  private static void image(JsonObject card, Element to) {
    Element figure = to.appendElement("figure");
    Element place =
        text(card, "href").isEmpty()
            ? figure
            : figure.appendElement("a").attr("href", text(card, "href"));
    Element image = place.appendElement("img").attr("src", text(card, "src"));
    image.attr("alt", text(card, "alt")).attr("title", text(card, "title"));
    caption(card, figure);
  }

  private static void caption(JsonObject card, Element figure) {
    if (!text(card, "caption").isEmpty()) {
      figure.appendElement("figcaption").append(text(card, "caption"));
    }
  }

  private static void gallery(JsonObject card, Element to) {
    if (card.get("images") instanceof JsonArray images) {
      images.forEach(it -> image(it.asJsonObject(), to));
    }
    if (!text(card, "caption").isEmpty()) {
      to.appendElement("p").append(text(card, "caption"));
    }
  }

  private static void code(JsonObject card, Element to) {
    Element code = to.appendElement("pre").appendElement("code");
    if (!text(card, "language").isEmpty()) {
      code.attr("class", "language-" + text(card, "language"));
    }
    code.appendText(text(card, "code"));
    if (!text(card, "caption").isEmpty()) {
      to.appendElement("p").append(text(card, "caption"));
    }
  }

  private static void link(JsonObject card, Element to) {
    String title = "";
    String description = "";
    if (card.get("metadata") instanceof JsonObject metadata) {
      title = text(metadata, "title");
      description = text(metadata, "description");
    }
    Element paragraph = anchor(text(card, "url"), title.isEmpty() ? text(card, "url") : title, to);
    if (!description.isEmpty()) {
      paragraph.appendElement("br");
      paragraph.appendText(description);
    }
    if (!text(card, "caption").isEmpty()) {
      to.appendElement("p").append(text(card, "caption"));
    }
  }

  private static Element anchor(String address, String words, Element to) {
    Element paragraph = to.appendElement("p");
    paragraph.appendElement("a").attr("href", address).text(words.isEmpty() ? address : words);
    return paragraph;
  }

  private static void callout(JsonObject card, Element to) {
    Element words = to.appendElement("blockquote").appendElement("p");
    words.appendText(text(card, "calloutEmoji").isEmpty() ? "" : text(card, "calloutEmoji") + " ");
    words.append(text(card, "calloutText"));
  }

  private static void toggle(JsonObject card, Element to) {
    Element details = to.appendElement("details");
    details.appendElement("summary").append(text(card, "heading"));
    details.appendElement("div").append(text(card, "content"));
  }

  private static void media(String type, JsonObject card, Element to) {
    Element media = to.appendElement(type).attr("src", text(card, "src"));
    media.attr("title", first(card, "title", "fileName"));
    if (!text(card, "caption").isEmpty()) {
      to.appendElement("p").append(text(card, "caption"));
    }
  }

  private static void header(JsonObject card, Element to) {
    to.appendElement("h2").append(text(card, "header"));
    to.appendElement("p").append(text(card, "subheader"));
    if (!text(card, "buttonUrl").isEmpty()) {
      anchor(text(card, "buttonUrl"), text(card, "buttonText"), to);
    }
  }

  private static void product(JsonObject card, Element to) {
    if (!text(card, "productImageSrc").isEmpty()) {
      to.appendElement("p")
          .appendElement("img")
          .attr("src", text(card, "productImageSrc"))
          .attr("alt", "");
    }
    to.appendElement("h4").append(text(card, "productTitle"));
    to.appendElement("div").append(text(card, "productDescription"));
    if (!text(card, "productUrl").isEmpty()) {
      anchor(text(card, "productUrl"), text(card, "productButton"), to);
    }
  }
}
