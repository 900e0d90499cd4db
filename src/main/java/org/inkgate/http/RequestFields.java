package org.inkgate.http;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.inkgate.http.texts.Message;

/**
 * The fields of a request's body, whether it came as JSON or as a form.
 *
 * <p>A field is absent, a text, a list of texts, an object of fields, or of another type; asking
 * for a text where something else stands is noted as an error of that field, for {@link Validation}
 * to report with the others.
 */
public final class RequestFields {

  private static final String ATTRIBUTE = RequestFields.class.getName();

  /** Never shown again, even after a failure. */
  private static final Set<String> NOT_KEPT =
      Set.of(
          "password", "current_password", "new_password", "csrf", "refresh_token", "token", "kept");

  /** Short enough for a long; longer numbers are never valid. */
  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,18}");

  private final boolean form;
  private final Map<String, Object> values;
  private final Map<String, List<Message>> errors = new LinkedHashMap<>();

  RequestFields(boolean form, Map<String, Object> values) {
    this.form = form;
    this.values = values;
    values.forEach(this::checkCharacters);
  }

  /**
   * Reads the body at the first call and remembers it.
   *
   * @throws RequestFailedException 400, 413 or 415 when the body can't be read
   */
  public static RequestFields of(HttpServletRequest request) {
    RequestFields fields = (RequestFields) request.getAttribute(ATTRIBUTE);
    if (fields == null) {
      fields = RequestBody.read(request);
      request.setAttribute(ATTRIBUTE, fields);
      fields.checkLength();
    }
    return fields;
  }

  /** The text fields that stand before the file of an upload, which is not read. */
  public static RequestFields beforeFile(HttpServletRequest request) {
    return UploadFields.read(request);
  }

  /** What was typed, as far as it can be read, beside what was wrong with it. */
  static Typed typed(HttpServletRequest request, Map<String, List<String>> errors) {
    return new Typed(ofForm(request).map(RequestFields::kept).orElse(Map.of()), errors);
  }

  /** The fields of a browser's form, also after a failure that came before they were read. */
  static Optional<RequestFields> ofForm(HttpServletRequest request) {
    RequestFields fields = (RequestFields) request.getAttribute(ATTRIBUTE);
    boolean upload = RouteMatch.of(request).takesUploads();
    boolean unread =
        fields == null
            && request.getContentType() != null
            && Representation.of(request) == Representation.HTML
            && (upload || request.getContentLengthLong() <= RequestLimits.FORM_BYTES);
    if (unread) {
      try {
        fields = upload ? UploadFields.read(request) : of(request);
      } catch (RuntimeException e) {
        // One that is too long was read nevertheless; what can't be read holds nothing, such as the
        // body of a request that the server itself refused.
        fields = (RequestFields) request.getAttribute(ATTRIBUTE);
      }
    }
    return Optional.ofNullable(fields).filter(RequestFields::isForm);
  }

  private static String joined(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(String::valueOf).collect(Collectors.joining(", "))
        : String.valueOf(value);
  }

  /** What a form's fields hold, without what must not be shown or stored again. */
  public Map<String, String> kept() {
    Map<String, String> kept = texts();
    kept.keySet().removeAll(NOT_KEPT);
    return kept;
  }

  /** The same, with what a page had put into the form unseen. */
  Map<String, String> withUnseen() {
    Map<String, String> all = texts();
    all.keySet().removeIf(field -> NOT_KEPT.contains(field) && !SentForm.isUnseen(field));
    return all;
  }

  private Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    values.forEach(
        (field, value) -> {
          if (!(value instanceof Map)) {
            texts.put(field, joined(value));
          }
        });
    return texts;
  }

  /** The names of the password fields that a form had. */
  public List<String> secrets() {
    return values.keySet().stream()
        .filter(field -> NOT_KEPT.contains(field) && field.endsWith("password"))
        .toList();
  }

  /** A form's escapes make three bytes of one, so its length is known only after it was read. */
  private void checkLength() {
    if (form
        && texts().values().stream().mapToLong(RequestFields::utf8Length).sum()
            > RequestLimits.BODY_BYTES) {
      throw new RequestFailedException(RequestLimits.TOO_LARGE);
    }
  }

  private static long utf8Length(String text) {
    return text.length() > RequestLimits.BODY_BYTES
        ? text.length()
        : text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Whether an HTML form sent these fields. */
  public boolean isForm() {
    return form;
  }

  public boolean has(String field) {
    return values.containsKey(field);
  }

  /** Whether JSON's null stands in a field. */
  public boolean isNull(String field) {
    return values.get(field) == JsonBody.NULL;
  }

  /** The text of a field; empty when it is absent or null. */
  public Optional<String> text(String field) {
    Object value = values.get(field);
    if (value instanceof String text) {
      return Optional.of(text);
    }
    if (value instanceof List<?> list && form && !list.isEmpty()) {
      return Optional.of((String) list.get(0));
    }
    if (value != null && value != JsonBody.NULL) {
      error(field, "site.problem.string");
    }
    return Optional.empty();
  }

  /** The texts of a field: a JSON array, or in a form one text separated by commas. */
  public List<String> texts(String field) {
    Object value = values.get(field);
    if (value == null || value == JsonBody.NULL) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    if (form) {
      String[] parts = joined(value).split(",", RequestLimits.PARAMETERS + 2);
      if (parts.length > RequestLimits.PARAMETERS) {
        error(field, "posts.problem.too-many", RequestLimits.PARAMETERS);
        return texts;
      }
      for (String text : parts) {
        if (!text.isBlank()) {
          texts.add(text.strip());
        }
      }
      return texts;
    }
    if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      list.forEach(text -> texts.add((String) text));
    } else {
      error(field, "site.problem.strings");
    }
    return texts;
  }

  /** The words of a field: a JSON array, or one text with spaces or commas between them. */
  public List<String> words(String field) {
    return values.get(field) instanceof String text
        ? Arrays.stream(text.split("[\\s,]+")).filter(word -> !word.isEmpty()).toList()
        : texts(field);
  }

  /** The whole number of a field; empty when it is absent, null or left blank. */
  public Optional<Long> wholeNumber(String field) {
    Object value = values.get(field);
    String text =
        value instanceof JsonBody.NumberText number ? number.text() : text(field).orElse("");
    if (text.isBlank()) {
      return Optional.empty();
    }
    if (!WHOLE_NUMBER.matcher(text.strip()).matches()) {
      error(field, "site.problem.whole-number");
      return Optional.empty();
    }
    return Optional.of(Long.valueOf(text.strip()));
  }

  /**
   * The fields of a JSON object that stands in the body's own.
   *
   * @throws RequestFailedException 400 when it is missing
   */
  public RequestFields object(String field) {
    if (!(values.get(field) instanceof Map<?, ?> members)) {
      throw new RequestFailedException(Problem.invalid(field, "site.problem.json-object"));
    }
    Map<String, Object> inner = new LinkedHashMap<>();
    members.forEach((name, value) -> inner.put((String) name, value));
    return new RequestFields(false, inner);
  }

  /** Notes that a field breaks a rule, by the key of its text. */
  public void error(String field, String key, Object... arguments) {
    Message rule = Message.of(key, arguments);
    List<Message> rules = errors.computeIfAbsent(field, name -> new ArrayList<>());
    if (!rules.contains(rule)) {
      rules.add(rule);
    }
  }

  Map<String, List<Message>> errors() {
    return errors;
  }

  /** PostgreSQL can't store NUL, and half a surrogate pair is not a character. */
  private void checkCharacters(String field, Object value) {
    if (value instanceof List<?> list) {
      list.forEach(element -> checkCharacters(field, element));
    } else if (value instanceof String text) {
      if (text.indexOf('\0') >= 0) {
        error(field, "site.problem.nul");
      }
      if (text.codePoints()
          .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
        error(field, "site.problem.surrogate");
      }
    }
  }
}
