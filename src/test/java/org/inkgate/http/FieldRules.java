package org.inkgate.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.validation.Validation;
import java.util.Set;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.function.Executable;

/** The rules of fields as the server has them, for tests that call a service without a servlet. */
public final class FieldRules {

  public static final org.inkgate.http.Validation VALIDATION =
      new org.inkgate.http.Validation(
          Validation.byDefaultProvider()
              .configure()
              .messageInterpolator(new ParameterMessageInterpolator())
              .buildValidatorFactory()
              .getValidator());

  private FieldRules() {}

  /** The fields that a refusal with 400 names. */
  public static Set<String> brokenBy(Executable call) {
    Problem problem = assertThrows(RequestFailedException.class, call).problem();
    assertEquals(400, problem.status());
    return problem.errors().keySet();
  }
}
