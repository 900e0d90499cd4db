package org.inkgate.users;

import jakarta.inject.Inject;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import org.inkgate.config.Settings;

/**
 * A password that may be chosen: any characters, 8 to 1024 of them, not all the same, and none of
 * the most common passwords unless the operator allows these (OWASP ASVS 5.0 V6.2).
 */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = GoodPassword.Rules.class)
public @interface GoodPassword {

  /** Replaced by the rule that is broken. */
  String message() default "accounts.problem.good-password";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Says which rule a password breaks, the first one only. */
  class Rules implements ConstraintValidator<GoodPassword, String> {

    private static final int SHORTEST = 8;
    private static final int LONGEST = 1024;

    /** Absent where no container made the validator. */
    @Inject private Settings settings;

    @Override
    public boolean isValid(String password, ConstraintValidatorContext context) {
      // Whether there must be one is another rule's business, as with the constraints of Jakarta.
      Optional<String> broken =
          Optional.ofNullable(password).flatMap(it -> brokenBy(it, commonAllowed()));
      broken.ifPresent(
          rule -> {
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(rule).addConstraintViolation();
          });
      return broken.isEmpty();
    }

    private boolean commonAllowed() {
      return settings != null && settings.commonPasswordsAllowed();
    }

    static Optional<String> brokenBy(String password, boolean commonAllowed) {
      // Code points, so that a character outside the Basic Multilingual Plane counts once.
      int length = password.codePointCount(0, password.length());
      if (password.isBlank()) {
        return Optional.of("site.problem.not-blank");
      }
      if (length < SHORTEST) {
        return Optional.of("accounts.problem.password-short " + SHORTEST);
      }
      if (length > LONGEST) {
        return Optional.of("accounts.problem.password-long " + LONGEST);
      }
      if (!commonAllowed && CommonPasswords.contains(password)) {
        return Optional.of("accounts.problem.password-common");
      }
      return password.codePoints().distinct().count() == 1
          ? Optional.of("accounts.problem.password-repeated")
          : Optional.empty();
    }
  }
}
