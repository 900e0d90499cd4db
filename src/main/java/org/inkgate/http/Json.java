package org.inkgate.http;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonWriter;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.Reader;
import java.util.Collection;

/**
 * Makes JSON as {@link jakarta.json.Json} does, which searches all libraries for its implementation
 * at each call. That took half the time of an answer.
 */
public final class Json {

  private static final JsonProvider PROVIDER = JsonProvider.provider();

  private Json() {}

  public static JsonObjectBuilder createObjectBuilder() {
    return PROVIDER.createObjectBuilder();
  }

  /** Begins with the members of an object. */
  public static JsonObjectBuilder createObjectBuilder(JsonObject object) {
    return PROVIDER.createObjectBuilder(object);
  }

  public static JsonArrayBuilder createArrayBuilder() {
    return PROVIDER.createArrayBuilder();
  }

  public static JsonArrayBuilder createArrayBuilder(Collection<?> items) {
    return PROVIDER.createArrayBuilder(items);
  }

  public static JsonString createValue(String text) {
    return PROVIDER.createValue(text);
  }

  public static JsonNumber createValue(long number) {
    return PROVIDER.createValue(number);
  }

  public static JsonReader createReader(Reader text) {
    return PROVIDER.createReader(text);
  }

  static JsonParser createParser(Reader text) {
    return PROVIDER.createParser(text);
  }

  /** Writes JSON as UTF-8. */
  public static byte[] bytes(JsonStructure json) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (JsonWriter writer = PROVIDER.createWriter(bytes)) {
      writer.write(json);
    }
    return bytes.toByteArray();
  }
}
