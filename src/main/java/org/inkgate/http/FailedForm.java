package org.inkgate.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.inkgate.http.texts.Texts;

/**
 * The form a browser is shown when its request fails, with what was typed and what was wrong.
 *
 * @param others what the template needs beside "typed"; asked for only when the request does fail,
 *     and empty when the form can't be shown after all
 * @param instead what to tell a person who must log in, in place of the problem's own words, as the
 *     key of a text
 */
public record FailedForm(
    String template,
    Supplier<Optional<Map<String, Object>>> others,
    Optional<Function<Problem, String>> instead) {

  private static final String ATTRIBUTE = FailedForm.class.getName();
  private static final String LOGIN = ATTRIBUTE + ".login";

  /** Failures that pass by themselves: the form needs nothing that failed with the request. */
  private static final Set<Integer> PASSING = Set.of(503, 507);

  /** Says which form to show should this request fail. */
  public static void offer(
      HttpServletRequest request, String template, Map<String, Object> others) {
    request.setAttribute(
        ATTRIBUTE, new FailedForm(template, () -> Optional.of(others), Optional.empty()));
  }

  /** The same for a form that needs what a program's request should not cost. */
  public static void offer(
      HttpServletRequest request, String template, Supplier<Map<String, Object>> others) {
    if (Representation.of(request) == Representation.HTML) {
      offer(request, template, others.get());
    }
  }

  /**
   * Says which form to show, and why (the key of a text), should this request need a login, or a
   * newer one.
   */
  public static void offerLogin(
      HttpServletRequest request,
      String template,
      Supplier<Optional<Map<String, Object>>> others,
      Function<Problem, String> why) {
    request.setAttribute(LOGIN, new FailedForm(template, others, Optional.of(why)));
  }

  /** The form that answers a problem, which may be that a login is missing or too old. */
  public static Optional<FailedForm> of(HttpServletRequest request, Problem problem) {
    // A wrong password is an error of a field, and its own form says so.
    boolean login =
        problem.status() == 401
            && problem.errors().isEmpty()
            && request.getAttribute(LOGIN) != null;
    Object form = request.getAttribute(login ? LOGIN : ATTRIBUTE);
    boolean fits = problem.status() < 500 || PASSING.contains(problem.status());
    return Optional.ofNullable((FailedForm) form).filter(it -> fits);
  }

  /** What to render for a problem; empty when the form can't be shown after all. */
  public Optional<Map<String, Object>> model(HttpServletRequest request, Problem problem) {
    return others.get().map(it -> model(request, problem, it));
  }

  private Map<String, Object> model(
      HttpServletRequest request, Problem problem, Map<String, Object> given) {
    Texts texts = Texts.of(request);
    Map<String, List<String>> errors = problem.errors(texts);
    if (errors.isEmpty()) {
      String why =
          instead
              .map(key -> texts.text(key.apply(problem)))
              .orElseGet(
                  () ->
                      texts.text(
                          "site.problem-line",
                          problem.title().in(texts),
                          problem.detail().in(texts)));
      errors.put("", List.of(why));
    }
    Map<String, Object> model = new HashMap<>(given);
    model.put("typed", RequestFields.typed(request, errors));
    return model;
  }
}
