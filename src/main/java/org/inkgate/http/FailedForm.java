package org.inkgate.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The form a browser is shown again when its request fails, with what was typed and what was wrong.
 *
 * @param others what the template needs beside "typed"
 */
public record FailedForm(String template, Map<String, Object> others) {

  private static final String ATTRIBUTE = FailedForm.class.getName();

  /** Says which form to show should this request fail. */
  public static void offer(
      HttpServletRequest request, String template, Map<String, Object> others) {
    request.setAttribute(ATTRIBUTE, new FailedForm(template, others));
  }

  static Optional<FailedForm> of(HttpServletRequest request) {
    return Optional.ofNullable((FailedForm) request.getAttribute(ATTRIBUTE));
  }

  Map<String, Object> model(Typed typed, Problem problem) {
    Map<String, List<String>> errors = new HashMap<>(typed.errors());
    if (errors.isEmpty()) {
      errors.put("", List.of(problem.title() + ". " + problem.detail()));
    }
    Map<String, Object> model = new HashMap<>(others);
    model.put("typed", new Typed(typed.values(), errors));
    return model;
  }
}
