package org.inkgate.users;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.inkgate.config.MailAddress;

/** An e-mail address to which mail goes exactly as it was typed; empty passes. */
@Email
@Size(max = 254)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Mailable.Rule.class)
public @interface Mailable {

  String message() default "accounts.problem.mailable";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Asks {@link MailAddress}. */
  class Rule implements ConstraintValidator<Mailable, String> {

    @Override
    public boolean isValid(String address, ConstraintValidatorContext context) {
      // What has no "@" breaks another rule already.
      return address == null || !address.contains("@") || MailAddress.of(address).isPresent();
    }
  }
}
