package org.inkgate.http;

import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.inkgate.http.texts.Message;

/**
 * Reads the members of a JSON object.
 *
 * <p>It streams: a number of a million digits is never converted, and nesting costs no stack.
 */
final class JsonBody {

  /** Stands for JSON's null. */
  static final Object NULL = new Object();

  /** A number as it was written; not converted, for it may have a million digits. */
  record NumberText(String text) {}

  /** Stands for a boolean, or for an object in an object: no field of ours is one. */
  static final Object OTHER = new Object();

  /** Deeper is an attack: no body of ours has more than two levels. */
  private static final int DEEPEST_NESTING = 100;

  private JsonBody() {}

  static Map<String, Object> parse(String body) {
    if (body.startsWith("\uFEFF")) {
      // RFC 8259 §8.1: a sender must not add a byte order mark.
      throw notJson("site.problem.json-bom");
    }
    try (JsonParser parser = Json.createParser(new StringReader(body))) {
      if (!parser.hasNext() || parser.next() != JsonParser.Event.START_OBJECT) {
        throw notJson("site.problem.json-other");
      }
      Map<String, Object> members = members(parser, false);
      if (parser.hasNext()) {
        throw notJson("site.problem.json-more");
      }
      return members;
    } catch (JsonException | NoSuchElementException | IllegalStateException e) {
      throw notJson("site.problem.json-form");
    }
  }

  private static Map<String, Object> members(JsonParser parser, boolean inside) {
    Map<String, Object> members = new LinkedHashMap<>();
    while (parser.next() == JsonParser.Event.KEY_NAME) {
      String name = parser.getString();
      if (members.putIfAbsent(name, value(parser, parser.next(), inside)) != null) {
        throw notJson("site.problem.json-twice");
      }
      if (members.size() > RequestLimits.PARAMETERS) {
        throw notJson("site.problem.json-members");
      }
    }
    return members;
  }

  /**
   * Reads a value whose first event has just been read.
   *
   * @param inside whether it stands in an object or array already: one level is read
   */
  private static Object value(JsonParser parser, JsonParser.Event event, boolean inside) {
    return switch (event) {
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER -> new NumberText(parser.getString());
      case VALUE_NULL -> NULL;
      case START_ARRAY -> array(parser);
      case START_OBJECT -> inside ? skipped(parser) : members(parser, true);
      default -> OTHER;
    };
  }

  private static List<Object> array(JsonParser parser) {
    List<Object> elements = new ArrayList<>();
    JsonParser.Event event = parser.next();
    while (event != JsonParser.Event.END_ARRAY) {
      if (event == JsonParser.Event.START_ARRAY) {
        elements.add(skipped(parser));
      } else {
        elements.add(value(parser, event, true));
      }
      if (elements.size() > RequestLimits.PARAMETERS) {
        throw notJson("site.problem.json-members");
      }
      event = parser.next();
    }
    return elements;
  }

  /** Unlike the parser's own skipArray and skipObject, it ends where the text ends too early. */
  private static Object skipped(JsonParser parser) {
    int open = 1;
    while (open > 0) {
      switch (parser.next()) {
        case START_ARRAY, START_OBJECT -> open++;
        case END_ARRAY, END_OBJECT -> open--;
        default -> {
          // What is skipped is not looked at.
        }
      }
      if (open > DEEPEST_NESTING) {
        throw notJson("site.problem.json-deep");
      }
    }
    return OTHER;
  }

  private static RequestFailedException notJson(String why) {
    return new RequestFailedException(
        Problem.of(400, "invalid-fields", "site.problem.not-json", Message.of(why))
            .titled("site.problem.invalid-fields")
            .at("request", "site.problem.json-object"));
  }
}
