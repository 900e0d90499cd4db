package org.inkgate.http;

import jakarta.json.Json;
import jakarta.json.JsonStructure;
import jakarta.json.JsonWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes answers that are not pages. */
public final class Answers {

  private Answers() {}

  public static void json(HttpServletResponse response, JsonStructure body) throws IOException {
    json(response, "application/json", body);
  }

  static void json(HttpServletResponse response, String mediaType, JsonStructure body)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (JsonWriter writer =
        Json.createWriterFactory(null).createWriter(bytes, StandardCharsets.UTF_8)) {
      writer.write(body);
    }
    response.setContentType(mediaType + ";charset=UTF-8");
    response.setContentLength(bytes.size());
    bytes.writeTo(response.getOutputStream());
  }

  /** Says that something is no more: 204, or for a browser the way to a page that is. */
  public static void gone(HttpServletRequest request, HttpServletResponse response, String path) {
    if (Face.of(request) == Face.HTML) {
      seeOther(response, path);
    } else {
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
  }

  /** Sends a browser on with GET (RFC 9110 §15.4.4). */
  public static void seeOther(HttpServletResponse response, String path) {
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", path);
    response.setHeader("Cache-Control", "no-store");
  }
}
