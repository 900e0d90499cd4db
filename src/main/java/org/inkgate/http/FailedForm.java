package org.inkgate.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The form a browser is shown when its request fails, with what was typed and what was wrong.
 *
 * @param others what the template needs beside "typed"; asked for only when the request does fail,
 *     and empty when the form can't be shown after all
 * @param instead what to tell a person who is not signed in, in place of the problem's own words;
 *     in English, as a problem's words are
 */
public record FailedForm(
    String template, Supplier<Optional<Map<String, Object>>> others, Optional<String> instead) {

  private static final String ATTRIBUTE = FailedForm.class.getName();

  /** Says which form to show should this request fail. */
  public static void offer(
      HttpServletRequest request, String template, Map<String, Object> others) {
    request.setAttribute(
        ATTRIBUTE, new FailedForm(template, () -> Optional.of(others), Optional.empty()));
  }

  /** Says which form to show, and why, should this request fail because nobody is signed in. */
  public static void offerInstead(
      HttpServletRequest request,
      String template,
      Supplier<Optional<Map<String, Object>>> others,
      String why) {
    request.setAttribute(ATTRIBUTE, new FailedForm(template, others, Optional.of(why)));
  }

  static Optional<FailedForm> of(HttpServletRequest request) {
    return Optional.ofNullable((FailedForm) request.getAttribute(ATTRIBUTE));
  }

  /** What to render for a problem; empty when this form does not answer it. */
  Optional<Map<String, Object>> model(HttpServletRequest request, Problem problem) {
    boolean fits = instead.isPresent() ? problem.status() == 401 : problem.status() < 500;
    return fits ? others.get().map(it -> model(request, problem, it)) : Optional.empty();
  }

  private Map<String, Object> model(
      HttpServletRequest request, Problem problem, Map<String, Object> given) {
    Typed typed = RequestFields.typed(request, problem.errors());
    Map<String, List<String>> errors = new HashMap<>(typed.errors());
    if (errors.isEmpty()) {
      Texts texts = Texts.of(request);
      String why =
          instead
              .map(texts::said)
              .orElseGet(() -> texts.text("site.problem-line", problem.title(), problem.detail()));
      errors.put("", List.of(why));
    }
    Map<String, Object> model = new HashMap<>(given);
    model.put("typed", new Typed(typed.values(), errors));
    return model;
  }
}
