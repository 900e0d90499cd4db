package org.inkgate.http;

import jakarta.json.JsonStructure;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Writes answers that are not pages. */
public final class Answers {

  private Answers() {}

  public static void json(HttpServletResponse response, JsonStructure body) throws IOException {
    json(response, "application/json", body);
  }

  public static void json(HttpServletResponse response, String mediaType, JsonStructure body)
      throws IOException {
    bytes(response, mediaType, Json.bytes(body));
  }

  /** Answers with JSON that was written before; see {@link Json#bytes}. */
  public static void json(HttpServletResponse response, byte[] body) throws IOException {
    bytes(response, "application/json", body);
  }

  static void bytes(HttpServletResponse response, String mediaType, byte[] body)
      throws IOException {
    response.setContentType(mediaType + ";charset=UTF-8");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  /** Leads to the one address that something has, with the query (RFC 9110 §15.4.9). */
  public static void moved(HttpServletRequest request, HttpServletResponse response, String path) {
    moved(response, withQuery(request, path));
  }

  /** The same without the query. The target may move or go: a browser asks again. */
  public static void moved(HttpServletResponse response, String target) {
    response.setStatus(308);
    response.setHeader("Location", target);
    response.setHeader("Cache-Control", "no-cache");
  }

  static String withQuery(HttpServletRequest request, String path) {
    String query = request.getQueryString();
    String sign = path.contains("?") ? "&" : "?";
    return query == null ? path : path + sign + query;
  }

  /** Sends a browser on with GET (RFC 9110 §15.4.4). */
  public static void seeOther(HttpServletResponse response, String path) {
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", path);
    response.setHeader("Cache-Control", "no-store");
  }
}
