package org.inkgate.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inkgate.http.texts.Message;

/** Reads the query string, and tells about all its faults at once. */
public final class QueryParameters {

  /** Far beyond every list, and small enough to be multiplied. */
  private static final int LAST_PAGE = 1_000_000;

  private final HttpServletRequest request;
  private final Map<String, List<Message>> errors = new LinkedHashMap<>();

  public QueryParameters(HttpServletRequest request) {
    this.request = request;
  }

  /** The text of a parameter; empty when it is absent or blank. */
  public Optional<String> text(String name) {
    Optional<String> text =
        Optional.ofNullable(request.getParameter(name)).filter(value -> !value.isBlank());
    if (text.isPresent() && text.get().indexOf('\0') >= 0) {
      // PostgreSQL can't even look for it.
      error(name, "site.problem.nul");
      return Optional.empty();
    }
    return text;
  }

  /** The "page" parameter, counted from 1. */
  public int page() {
    return number("page", 1, LAST_PAGE);
  }

  /** A whole number from 1 to the most. */
  public int number(String name, int absent, int most) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return absent;
    }
    try {
      int number = Integer.parseInt(text.get());
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Falls through to the same refusal as a number out of range.
    }
    error(name, "site.problem.whole-number-to", most);
    return absent;
  }

  /** Notes that a parameter breaks a rule, by the key of its text. */
  public void error(String name, String key, Object... arguments) {
    errors.put(name, List.of(Message.of(key, arguments)));
  }

  /**
   * Ends the reading.
   *
   * @throws RequestFailedException 400 naming each parameter that breaks a rule
   */
  public void check() {
    if (!errors.isEmpty()) {
      throw new RequestFailedException(Problem.invalid(errors));
    }
  }
}
