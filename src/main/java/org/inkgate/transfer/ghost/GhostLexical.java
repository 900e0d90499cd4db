package org.inkgate.transfer.ghost;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;
import org.inkgate.transfer.imports.Note;
import org.inkgate.transfer.imports.ReportEntry.Reason;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/** Writes the HTML of a document in Lexical, the format of Ghost since version 5. */
final class GhostLexical {

  /** Lists in lists; deeper ones are an attack. */
  private static final int DEEPEST = 50;

  /** The bits of a text's format, in the order in which Lexical counts them. */
  private static final List<String> FORMATS =
      List.of("strong", "em", "s", "u", "code", "sub", "sup", "mark");

  private final List<Note> notes;

  private GhostLexical(List<Note> notes) {
    this.notes = notes;
  }

  /**
   * The HTML of a document.
   *
   * @throws IllegalArgumentException when it is not JSON
   */
  static String html(String lexical, List<Note> notes) {
    try (JsonReader reader = Json.createReader(new StringReader(lexical))) {
      Element body = new Element("body");
      new GhostLexical(notes).children(reader.readObject().getJsonObject("root"), body, 0);
      return body.html();
    } catch (JsonException | ClassCastException | NullPointerException e) {
      throw new IllegalArgumentException("lexical: " + e.getMessage(), e);
    }
  }

  private void children(JsonObject node, Element to, int depth) {
    if (depth > DEEPEST || !(node.get("children") instanceof JsonArray children)) {
      return;
    }
    children.forEach(child -> node(child.asJsonObject(), to, depth + 1));
  }

  private void node(JsonObject node, Element to, int depth) {
    String type = text(node, "type");
    switch (type) {
      case "text", "extended-text" -> words(node, to);
      case "linebreak" -> to.appendElement("br");
      case "tab" -> to.appendText(" ");
      case "paragraph" -> children(node, to.appendElement("p"), depth);
      case "heading", "extended-heading" -> {
        String tag = text(node, "tag");
        children(node, to.appendElement(tag.matches("h[1-6]") ? tag : "h2"), depth);
      }
      case "quote", "extended-quote", "aside" ->
          children(node, to.appendElement("blockquote"), depth);
      case "list" ->
          children(
              node, to.appendElement("number".equals(text(node, "listType")) ? "ol" : "ul"), depth);
      case "listitem" -> children(node, to.appendElement("li"), depth);
      case "link", "autolink" ->
          children(node, to.appendElement("a").attr("href", text(node, "url")), depth);
      case "horizontalrule" -> to.appendElement("hr");
      default -> {
        if (node.containsKey("children")) {
          children(node, to, depth);
        } else if (!GhostCard.append(type, node, to)) {
          notes.add(new Note(Reason.MARKUP, type));
        }
      }
    }
  }

  private static void words(JsonObject node, Element to) {
    Element place = to;
    int format = node.get("format") instanceof JsonNumber number ? number.intValue() : 0;
    for (int bit = 0; bit < FORMATS.size(); bit++) {
      if ((format >> bit & 1) == 1) {
        place = place.appendElement(FORMATS.get(bit));
      }
    }
    place.appendChild(new TextNode(text(node, "text")));
  }

  static String text(JsonObject node, String name) {
    JsonValue value = node.get(name);
    return value instanceof JsonString text ? text.getString() : "";
  }
}
