package org.inkgate.testing;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonStructure;
import java.io.StringReader;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Optional;

/** What the server answered. */
public record Answer(int status, HttpHeaders headers, String body) {

  /** The first header of that name, ignoring case. */
  public Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  /** All headers of that name, ignoring case. */
  public List<String> headers(String name) {
    return headers.allValues(name);
  }

  /** The body, a JSON object. */
  public JsonObject json() {
    return jsonStructure().asJsonObject();
  }

  /** The body, a JSON object or array. */
  public JsonStructure jsonStructure() {
    try (JsonReader reader = Json.createReader(new StringReader(body))) {
      return reader.read();
    } catch (RuntimeException e) {
      throw new AssertionError("This is not JSON, but " + this, e);
    }
  }

  @Override
  public String toString() {
    return status + " " + headers.map() + System.lineSeparator() + body;
  }
}
