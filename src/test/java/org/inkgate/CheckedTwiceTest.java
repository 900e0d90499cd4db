package org.inkgate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.validation.Constraint;
import java.util.Set;
import java.util.stream.Collectors;
import org.inkgate.http.Validation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Holds that no service relies on what a servlet has checked. */
class CheckedTwiceTest {

  /** Stores nothing of what it is given. */
  private static final String LOGIN = "Login.enter";

  @Test
  @DisplayName("security 47: every service that takes a draft from a servlet checks it again")
  void whateverTakesADraftChecksIt() {
    Set<JavaMethod> taking =
        RoomsTest.WAR.stream()
            .filter(type -> type.isAnnotatedWith(ApplicationScoped.class) && !speaksHttp(type))
            .flatMap(type -> type.getMethods().stream())
            .filter(CheckedTwiceTest::takesDraft)
            .filter(CheckedTwiceTest::isCalledByAServlet)
            .collect(Collectors.toSet());
    assertTrue(taking.size() > 10, taking::toString);
    assertEquals(
        Set.of(LOGIN),
        taking.stream()
            .filter(method -> !checks(method))
            .map(method -> method.getOwner().getSimpleName() + "." + method.getName())
            .collect(Collectors.toSet()));
  }

  private static boolean takesDraft(JavaMethod method) {
    return method.getRawParameterTypes().stream().anyMatch(CheckedTwiceTest::isDraft);
  }

  /** A record with rules for its fields. */
  private static boolean isDraft(JavaClass type) {
    return type.isAssignableTo(Record.class)
        && type.getFields().stream()
            .flatMap(field -> field.getAnnotations().stream())
            .anyMatch(rule -> rule.getRawType().isAnnotatedWith(Constraint.class));
  }

  private static boolean isCalledByAServlet(JavaMethod method) {
    return method.getCallsOfSelf().stream().anyMatch(call -> speaksHttp(call.getOriginOwner()));
  }

  private static boolean speaksHttp(JavaClass type) {
    return type.isAssignableTo(Servlet.class)
        || type.isAssignableTo(Filter.class)
        || type.getSimpleName().endsWith("Pages");
  }

  /** Itself, or by another method of its class to which the draft goes. */
  private static boolean checks(JavaMethod method) {
    return method.getMethodCallsFromSelf().stream()
        .anyMatch(
            call ->
                call.getTargetOwner().isEquivalentTo(Validation.class)
                    || call.getTargetOwner().equals(method.getOwner())
                        && call.getTarget().getRawParameterTypes().stream()
                            .anyMatch(CheckedTwiceTest::isDraft));
  }
}
