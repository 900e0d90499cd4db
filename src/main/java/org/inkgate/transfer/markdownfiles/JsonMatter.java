package org.inkgate.transfer.markdownfiles;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** Front matter that is a JSON object, as Hugo may have it. */
final class JsonMatter {

  private static final int LONGEST = 100_000;

  private JsonMatter() {}

  /**
   * Parses a file.
   *
   * @throws IllegalArgumentException when it does not begin with a JSON object
   */
  static FrontMatter parse(String file) {
    String text = file.stripLeading();
    String start = text.substring(0, Math.min(text.length(), LONGEST));
    int end = end(start);
    try (JsonParser json = Json.createParser(new StringReader(start.substring(0, end)))) {
      json.next();
      return FrontMatter.of(
          map(json.getObject()), text.substring(end).replaceFirst("^[ \\t]*\\r?\\n", ""));
    } catch (JsonException | NoSuchElementException | IllegalStateException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** The place after the brace that ends the object. */
  private static int end(String text) {
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        i += c == '\\' ? 1 : 0;
        quoted = c != '"';
      } else if (c == '"') {
        quoted = true;
      } else if (c == '{') {
        depth++;
      } else if (c == '}' && --depth == 0) {
        return i + 1;
      }
    }
    throw new IllegalArgumentException("no brace that ends the JSON");
  }

  private static Map<String, Object> map(JsonObject object) {
    Map<String, Object> map = new LinkedHashMap<>();
    object.forEach((key, value) -> map.put(key, value(value)));
    return map;
  }

  private static Object value(JsonValue value) {
    if (value instanceof JsonObject object) {
      return map(object);
    }
    if (value instanceof JsonArray array) {
      List<Object> list = new ArrayList<>();
      array.forEach(it -> list.add(value(it)));
      return list;
    }
    if (value instanceof JsonString text) {
      return text.getString();
    }
    return value == JsonValue.NULL ? null : value.toString();
  }
}
