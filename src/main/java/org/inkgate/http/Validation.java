package org.inkgate.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.inkgate.http.texts.Message;

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
    Map<String, List<Message>> errors = new TreeMap<>(fields.errors());
    for (ConstraintViolation<T> violation : validator.validate(input)) {
      String field = field(violation.getPropertyPath());
      if (!fields.errors().containsKey(field)) {
        errors
            .computeIfAbsent(field, name -> new ArrayList<>())
            .add(message(violation.getMessage()));
      }
    }
    if (!errors.isEmpty()) {
      throw new RequestFailedException(Problem.invalid(errors));
    }
    return input;
  }

  /**
   * The same for input that need not have come in a request's body, in a service: its texts hold
   * nothing that a body may not.
   */
  public <T extends Record> T check(T input) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (RecordComponent component : input.getClass().getRecordComponents()) {
      Object value = value(component, input);
      values.put(
          field(component.getName()),
          value instanceof Optional<?> some ? some.orElse(null) : value);
    }
    return check(new RequestFields(false, values), input);
  }

  private static Object value(RecordComponent component, Record input) {
    try {
      Method accessor = component.getAccessor();
      // A record of another room may be known there only.
      accessor.setAccessible(true);
      return accessor.invoke(input);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A constraint's message is the key of a text, then its arguments: "site.problem.max {value}".
   */
  private static Message message(String words) {
    String[] all = words.split(" ");
    return Message.of(all[0], (Object[]) Arrays.copyOfRange(all, 1, all.length));
  }

  private static String field(Path path) {
    return field(path.iterator().next().getName());
  }

  private static String field(String component) {
    return component.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
