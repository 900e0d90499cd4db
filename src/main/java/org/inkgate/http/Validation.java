package org.inkgate.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Checks what came in against the constraints of the record it became. */
@ApplicationScoped
public class Validation {

  private Validator validator;

  Validation() {}

  @Inject
  Validation(Validator validator) {
    this.validator = validator;
  }

  /**
   * Returns the input when it and the fields it was read from break no rule.
   *
   * @throws RequestFailedException 400 with every broken rule by field
   */
  public <T> T check(RequestFields fields, T input) {
    Map<String, List<String>> errors = new TreeMap<>(fields.errors());
    for (ConstraintViolation<T> violation : validator.validate(input)) {
      String field = field(violation.getPropertyPath());
      if (!fields.errors().containsKey(field)) {
        errors.computeIfAbsent(field, name -> new ArrayList<>()).add(violation.getMessage());
      }
    }
    if (!errors.isEmpty()) {
      throw new RequestFailedException(Problem.invalid(errors));
    }
    return input;
  }

  /** The same for input that was not read from a request's body. */
  public <T> T check(T input) {
    return check(new RequestFields(false, Map.of()), input);
  }

  private static String field(Path path) {
    Iterator<Path.Node> nodes = path.iterator();
    String component = nodes.next().getName();
    return component.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
