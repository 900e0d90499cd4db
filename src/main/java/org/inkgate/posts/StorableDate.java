package org.inkgate.posts;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Instant;

/** A date that every database can store. */
@Target(ElementType.TYPE_USE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = StorableDate.Rule.class)
@interface StorableDate {

  String message();

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** The years 1970 to 9999. */
  class Rule implements ConstraintValidator<StorableDate, Instant> {

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    @Override
    public boolean isValid(Instant date, ConstraintValidatorContext context) {
      return date == null || !date.isBefore(Instant.EPOCH) && !date.isAfter(LAST);
    }
  }
}
