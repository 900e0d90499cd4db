package org.inkgate.http;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inkgate.http.texts.ProblemTexts;
import org.inkgate.http.texts.Texts;

/**
 * What went wrong with a request, in the members of RFC 9457.
 *
 * <p>All words are English, as programs get them. A page says them in the reader's language, for
 * which each sentence also stands in a bundle: see {@link ProblemTexts}.
 *
 * @param type the last part of the problem's URI
 * @param title the same for every problem of this type; also sent as "Message"
 * @param detail what was wrong this time, fit for the client's eyes
 * @param errors the rules that were broken, by field; "request" stands for the request as a whole
 * @param headers response headers that belong to the problem, such as WWW-Authenticate
 * @param extensions members that another standard asks for beside those of RFC 9457 (§3.2)
 */
public record Problem(
    int status,
    String type,
    String title,
    String detail,
    Map<String, List<String>> errors,
    Map<String, String> headers,
    Map<String, String> extensions) {

  public Problem {
    errors = Map.copyOf(errors);
    headers = Map.copyOf(headers);
    extensions = Map.copyOf(extensions);
  }

  public Problem(
      int status,
      String type,
      String title,
      String detail,
      Map<String, List<String>> errors,
      Map<String, String> headers) {
    this(status, type, title, detail, errors, headers, Map.of());
  }

  public Problem(int status, String type, String title, String detail) {
    this(status, type, title, detail, Map.of(), Map.of());
  }

  /** 400 with the broken rules by field. */
  public static Problem invalid(Map<String, List<String>> errors) {
    String fields = String.join(", ", errors.keySet().stream().sorted().toList());
    return new Problem(
        400, "invalid-fields", "Invalid fields", "Not acceptable: " + fields, errors, Map.of());
  }

  public static Problem badRequest(String detail) {
    return new Problem(400, "bad-request", "Bad Request", detail);
  }

  public static Problem notFound() {
    return new Problem(404, "not-found", "Not Found", "There is nothing at this address.");
  }

  public static Problem storageFull() {
    return new Problem(
        507,
        "storage-full",
        "Insufficient Storage",
        "There is no room left to store this. Nothing was changed.");
  }

  /** The same problem with one more response header. */
  public Problem with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Problem(status, type, title, detail, errors, more, extensions);
  }

  /** The same problem with the error code that OAuth 2.0 gives it (RFC 6749 §5.2). */
  public Problem withError(String code) {
    return new Problem(status, type, title, detail, errors, headers, Map.of("error", code));
  }

  /** The same problem, but for the field that is at fault, so that a form can show it there. */
  public Problem at(String field, String rule) {
    return new Problem(status, type, title, detail, Map.of(field, List.of(rule)), headers);
  }

  /** The same problem in the reader's language, for a page; see {@link ProblemTexts}. */
  public Problem in(Texts texts) {
    Map<String, List<String>> said = new LinkedHashMap<>();
    errors.forEach((field, rules) -> said.put(field, rules.stream().map(texts::said).toList()));
    return new Problem(
        status, type, texts.said(title), texts.said(detail), said, headers, extensions);
  }

  /** The body of an {@code application/problem+json} answer. */
  public JsonObject toJson(String instance, String requestId) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("type", "urn:inkgate:problem:" + type)
            .add("title", title)
            .add("status", status)
            .add("detail", detail)
            .add("instance", instance)
            .add("Message", title)
            .add("request_id", requestId);
    extensions.forEach(json::add);
    if (!errors.isEmpty()) {
      JsonObjectBuilder byField = Json.createObjectBuilder();
      errors.forEach(
          (field, rules) -> {
            JsonArrayBuilder array = Json.createArrayBuilder();
            rules.forEach(array::add);
            byField.add(field, array);
          });
      json.add("errors", byField);
    }
    return json.build();
  }
}
