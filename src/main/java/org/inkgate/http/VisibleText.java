package org.inkgate.http;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A short text that stands beside others, such as a name: no character of it is invisible or turns
 * the text around it, so that it can't pass for another.
 */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = VisibleText.Rule.class)
public @interface VisibleText {

  String message() default "profile.problem.control";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Refuses control and format characters, line separators and the letters that show nothing. */
  class Rule implements ConstraintValidator<VisibleText, String> {

    /** U+200C and U+200D: Persian, Indic scripts and emoji are spelled with them. */
    private static final String JOINERS = "\u200C\u200D";

    /** The Hangul fillers, the Khmer inherent vowels and the Braille blank. */
    private static final String BLANKS = "\u115F\u1160\u17B4\u17B5\u2800\u3164\uFFA0";

    @Override
    public boolean isValid(String text, ConstraintValidatorContext context) {
      return text == null || text.codePoints().noneMatch(Rule::deceives);
    }

    private static boolean deceives(int character) {
      return switch (Character.getType(character)) {
        case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
        case Character.FORMAT -> JOINERS.indexOf(character) < 0;
        default -> BLANKS.indexOf(character) >= 0;
      };
    }
  }
}
