package org.inkgate.transfer.ghost;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;
import org.inkgate.transfer.imports.Note;
import org.inkgate.transfer.imports.ReportEntry.Reason;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/** Writes the HTML of a document in Mobiledoc 0.3, the format of Ghost 1 to 4. */
final class GhostMobiledoc {

  private final JsonObject document;
  private final List<Note> notes;

  private GhostMobiledoc(JsonObject document, List<Note> notes) {
    this.document = document;
    this.notes = notes;
  }

  /**
   * The HTML of a document.
   *
   * @throws IllegalArgumentException when it is no Mobiledoc
   */
  static String html(String mobiledoc, List<Note> notes) {
    try (JsonReader reader = Json.createReader(new StringReader(mobiledoc))) {
      Element body = new Element("body");
      JsonObject document = reader.readObject();
      GhostMobiledoc converter = new GhostMobiledoc(document, notes);
      document.getJsonArray("sections").forEach(it -> converter.section(it.asJsonArray(), body));
      return body.html();
    } catch (JsonException
        | ClassCastException
        | NullPointerException
        | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("mobiledoc: " + e.getMessage(), e);
    }
  }

  private void section(JsonArray section, Element to) {
    switch (section.getInt(0)) {
      case 1 -> {
        String tag = section.getString(1);
        markers(
            section.getJsonArray(2),
            to.appendElement(tag.matches("p|h[1-6]|blockquote") ? tag : "blockquote"));
      }
      case 2 ->
          to.appendElement("p")
              .appendElement("img")
              .attr("src", section.getString(1))
              .attr("alt", "");
      case 3 -> {
        Element list = to.appendElement("ol".equals(section.getString(1)) ? "ol" : "ul");
        section.getJsonArray(2).forEach(it -> markers(it.asJsonArray(), list.appendElement("li")));
      }
      case 10 -> {
        JsonArray card = document.getJsonArray("cards").getJsonArray(section.getInt(1));
        String type = card.getString(0);
        if (!GhostCard.append(type, card.getJsonObject(1), to)) {
          notes.add(new Note(Reason.MARKUP, type));
        }
      }
      default -> notes.add(new Note(Reason.MARKUP, "section " + section.getInt(0)));
    }
  }

  /** Texts, each with the marks that open before it, and how many close after it. */
  private void markers(JsonArray markers, Element to) {
    Element place = to;
    for (JsonValue value : markers) {
      JsonArray marker = value.asJsonArray();
      for (JsonValue open : marker.getJsonArray(1)) {
        place = place.appendElement("span");
        mark(
            document.getJsonArray("markups").getJsonArray(Integer.parseInt(open.toString())),
            place);
      }
      if (marker.getInt(0) == 0) {
        place.appendChild(new TextNode(marker.getString(3)));
      } else {
        // An atom: all that Ghost has is the line break.
        place.appendElement("br");
      }
      for (int closed = marker.getInt(2); closed > 0 && place != to; closed--) {
        place = place.parent();
      }
    }
  }

  private static void mark(JsonArray markup, Element place) {
    place.tagName(markup.getString(0).matches("[a-z]{1,10}") ? markup.getString(0) : "span");
    if (markup.size() > 1) {
      JsonArray attributes = markup.getJsonArray(1);
      for (int i = 0; i + 1 < attributes.size(); i += 2) {
        place.attr(attributes.getString(i), attributes.getString(i + 1));
      }
    }
  }
}
