package org.inkgate.http.problems;

import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.Function;
import org.inkgate.http.Problem;

/**
 * Tells a problem in the words of another API's specification, to requests that are made by it.
 *
 * @param status the status that specification gives it
 */
public record ProblemShape(int status, JsonObject body) {

  private static final String ATTRIBUTE = ProblemShape.class.getName();

  /** Says how the problems of this request are told, in place of RFC 9457's members. */
  public static void provide(
      HttpServletRequest request, Function<Problem, ProblemShape> specification) {
    request.setAttribute(ATTRIBUTE, specification);
  }

  @SuppressWarnings("unchecked")
  static Optional<ProblemShape> of(HttpServletRequest request, Problem problem) {
    return Optional.ofNullable((Function<Problem, ProblemShape>) request.getAttribute(ATTRIBUTE))
        .map(specification -> specification.apply(problem));
  }
}
