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
 * The path of an image of this server, or nothing. No other host: it would learn who reads here. No
 * other path: the browser of each reader asks for it, an administrator's too.
 */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = {})
@ReportAsSingleViolation
@Pattern(regexp = "|(" + OwnPath.IMAGE + ")")
public @interface OwnPath {

  /** Below /media one segment, no dot segment: a browser would resolve that one away. */
  String IMAGE = "/media/[A-Za-z0-9][A-Za-z0-9._~-]{0,290}|/favicon\\.svg";

  String message() default "profile.problem.own-path";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};
}
