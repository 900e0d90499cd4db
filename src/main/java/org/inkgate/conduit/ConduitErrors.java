package org.inkgate.conduit;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inkgate.http.Json;
import org.inkgate.http.Problem;
import org.inkgate.http.problems.ProblemShape;

/** Tells problems as the Conduit API does: {@code {"errors":{"title":["can't be blank"]}}}. */
final class ConduitErrors {

  private static final String ATTRIBUTE = ConduitErrors.class.getName();

  /** What the specification's examples call what we say in other words. */
  private static final Map<String, String> RULES =
      Map.of(
          "must not be blank", "can't be blank",
          "is already taken", "has already been taken",
          "already has an account", "has already been taken",
          "is taken by another post", "has already been taken");

  /** How its requests name our fields. */
  private static final Map<String, String> FIELDS =
      Map.of("summary", "description", "tags", "tagList", "slug", "title");

  private ConduitErrors() {}

  /** Names the resource that the request is at, for what is forbidden or not found. */
  static void about(HttpServletRequest request, String resource) {
    request.setAttribute(ATTRIBUTE, resource);
  }

  static ProblemShape of(HttpServletRequest request, Problem problem) {
    JsonObjectBuilder errors = Json.createObjectBuilder();
    told(request, problem)
        .forEach((field, rules) -> errors.add(FIELDS.getOrDefault(field, field), array(rules)));
    // The specification knows no 400.
    int status = problem.status() == 400 ? 422 : problem.status();
    return new ProblemShape(status, Json.createObjectBuilder().add("errors", errors).build());
  }

  private static Map<String, List<String>> told(HttpServletRequest request, Problem problem) {
    String resource =
        Optional.ofNullable((String) request.getAttribute(ATTRIBUTE)).orElse("request");
    return switch (problem.type()) {
      case "login-failed" -> Map.of("credentials", List.of("invalid"));
      case "not-authenticated" -> Map.of("token", List.of("is missing"));
      case "invalid-token", "login-too-old" -> Map.of("token", List.of(problem.detail()));
      case "not-yours" -> Map.of(resource, List.of("forbidden"));
      case "not-found" -> Map.of(resource, List.of("not found"));
      default ->
          problem.errors().isEmpty()
              ? Map.of(resource, List.of(problem.detail()))
              : problem.errors();
    };
  }

  private static JsonArrayBuilder array(List<String> rules) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    rules.forEach(rule -> array.add(RULES.getOrDefault(rule, rule)));
    return array;
  }
}
