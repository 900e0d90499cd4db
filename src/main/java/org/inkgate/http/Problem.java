package org.inkgate.http;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inkgate.http.texts.Message;
import org.inkgate.http.texts.Texts;

/**
 * What went wrong with a request, in the members of RFC 9457.
 *
 * <p>It is told by keys of texts: to programs in English, by a page in the reader's language.
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
    Message title,
    Message detail,
    Map<String, List<Message>> errors,
    Map<String, String> headers,
    Map<String, String> extensions) {

  public Problem {
    errors = Map.copyOf(errors);
    headers = Map.copyOf(headers);
    extensions = Map.copyOf(extensions);
  }

  /**
   * A problem whose title is that of its status.
   *
   * @param key of the text that is the detail, such as "posts.problem.not-yours"
   * @param arguments what stands for the text's {0}, {1} …
   */
  public static Problem of(int status, String type, String key, Object... arguments) {
    return new Problem(
        status,
        type,
        Message.of("site.status." + status),
        Message.of(key, arguments),
        Map.of(),
        Map.of(),
        Map.of());
  }

  /** 400 with the broken rules by field. */
  public static Problem invalid(Map<String, List<Message>> errors) {
    String fields = String.join(", ", errors.keySet().stream().sorted().toList());
    return of(400, "invalid-fields", "site.problem.not-acceptable", fields)
        .titled("site.problem.invalid-fields")
        .at(errors);
  }

  /** 400 with the rule that one field breaks. */
  public static Problem invalid(String field, String key, Object... arguments) {
    return invalid(Map.of(field, List.of(Message.of(key, arguments))));
  }

  public static Problem badRequest(String key, Object... arguments) {
    return of(400, "bad-request", key, arguments);
  }

  public static Problem notFound() {
    return of(404, "not-found", "site.problem.nothing-here");
  }

  public static Problem storageFull() {
    return of(507, "storage-full", "site.problem.storage-full");
  }

  /** The same problem with a title that says more than its status does. */
  public Problem titled(String key) {
    return new Problem(status, type, Message.of(key), detail, errors, headers, extensions);
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

  /** The same problem, with the field at fault, so that a form can show it there. */
  public Problem at(String field, String key, Object... arguments) {
    return at(Map.of(field, List.of(Message.of(key, arguments))));
  }

  /** The same problem, with the fields at fault. */
  public Problem at(Map<String, List<Message>> rules) {
    return new Problem(status, type, title, detail, rules, headers, extensions);
  }

  /** The broken rules by field, as a page says them. */
  public Map<String, List<String>> errors(Texts texts) {
    Map<String, List<String>> said = new LinkedHashMap<>();
    errors.forEach(
        (field, rules) -> said.put(field, rules.stream().map(it -> it.in(texts)).toList()));
    return said;
  }

  /** The body of an {@code application/problem+json} answer. */
  public JsonObject toJson(String instance, String requestId) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("type", "urn:inkgate:problem:" + type)
            .add("title", title.english())
            .add("status", status)
            .add("detail", detail.english())
            .add("instance", instance)
            .add("Message", title.english())
            .add("request_id", requestId);
    extensions.forEach(json::add);
    if (!errors.isEmpty()) {
      JsonObjectBuilder byField = Json.createObjectBuilder();
      errors.forEach(
          (field, rules) -> {
            JsonArrayBuilder array = Json.createArrayBuilder();
            rules.forEach(rule -> array.add(rule.english()));
            byField.add(field, array);
          });
      json.add("errors", byField);
    }
    return json.build();
  }
}
