package org.inkgate.posts;

import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.io.StringReader;
import java.util.List;
import org.inkgate.http.Json;

/**
 * Stores tags in their order as a JSON array: a tag may hold any character that could part them.
 */
@Converter
public class TagList implements AttributeConverter<List<String>, String> {

  @Override
  public String convertToDatabaseColumn(List<String> tags) {
    return text(tags);
  }

  @Override
  public List<String> convertToEntityAttribute(String stored) {
    return stored == null ? List.of() : of(stored);
  }

  public static String text(List<String> tags) {
    return Json.createArrayBuilder(tags).build().toString();
  }

  public static List<String> of(String stored) {
    try (JsonReader reader = Json.createReader(new StringReader(stored))) {
      return List.copyOf(reader.readArray().getValuesAs(JsonString::getString));
    }
  }
}
