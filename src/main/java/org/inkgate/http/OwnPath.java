package org.inkgate.http;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The path of an image on this server, or nothing. No other host: it would learn who reads here.
 */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = {})
@ReportAsSingleViolation
@Pattern(regexp = "|/[A-Za-z0-9._~-][A-Za-z0-9._~/-]{0,298}")
public @interface OwnPath {

  String message() default "must be a path on this server, such as /media/picture.png";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};
}
