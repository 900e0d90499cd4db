package org.inkgate.conduit;

import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inkgate.http.Json;
import org.inkgate.http.Problem;
import org.inkgate.http.problems.ProblemShape;

/** Tells problems as the Conduit API does: {@code {"errors":{"title":["can't be blank"]}}}. */
final class ConduitErrors {

  private static final String ATTRIBUTE = ConduitErrors.class.getName();

  /** What the specification's examples say for our texts, by their keys. */
  private static final Map<String, String> RULES =
      Map.of(
          "site.problem.not-blank", "can't be blank",
          "accounts.problem.taken", "has already been taken",
          "accounts.problem.has-account", "has already been taken",
          "posts.problem.taken-by-post", "has already been taken");

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
        .forEach((field, rules) -> errors.add(field, Json.createArrayBuilder(rules)));
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
      case "invalid-token", "login-too-old" -> Map.of("token", List.of(problem.detail().english()));
      case "not-yours" -> Map.of(resource, List.of("forbidden"));
      case "not-found" -> Map.of(resource, List.of("not found"));
      default ->
          problem.errors().isEmpty()
              ? Map.of(resource, List.of(problem.detail().english()))
              : rules(problem);
    };
  }

  private static Map<String, List<String>> rules(Problem problem) {
    Map<String, List<String>> rules = new LinkedHashMap<>();
    problem
        .errors()
        .forEach(
            (field, broken) ->
                rules.put(
                    FIELDS.getOrDefault(field, field),
                    broken.stream()
                        .map(rule -> RULES.getOrDefault(rule.key(), rule.english()))
                        .toList()));
    return rules;
  }
}
