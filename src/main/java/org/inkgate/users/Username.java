package org.inkgate.users;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A user name; empty passes. */
@Pattern(regexp = "|[A-Za-z0-9][A-Za-z0-9_-]{2,31}")
@ReportAsSingleViolation
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = {})
public @interface Username {

  String message() default "accounts.problem.username";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};
}
