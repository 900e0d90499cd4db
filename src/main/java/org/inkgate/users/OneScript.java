package org.inkgate.users;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.Character.UnicodeScript;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A name each word of which is written in one script (UTS 39 §5.1): "p\u0430ypal" with one Cyrillic
 * letter is refused. Words of different scripts may stand beside each other.
 */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = OneScript.Rule.class)
public @interface OneScript {

  String message() default "accounts.problem.one-script";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Asks the JDK for the script of each letter. */
  class Rule implements ConstraintValidator<OneScript, String> {

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\u200C\\u200D]+");

    /** Marks of all scripts, and the scripts that Chinese, Japanese and Korean mix with any. */
    private static final Set<UnicodeScript> WITH_ALL =
        EnumSet.of(
            UnicodeScript.COMMON,
            UnicodeScript.INHERITED,
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.HANGUL);

    @Override
    public boolean isValid(String name, ConstraintValidatorContext context) {
      return name == null || NO_WORD.splitAsStream(name).allMatch(Rule::isOfOneScript);
    }

    private static boolean isOfOneScript(String word) {
      return word.codePoints()
              .mapToObj(UnicodeScript::of)
              .filter(script -> !WITH_ALL.contains(script))
              .distinct()
              .count()
          <= 1;
    }
  }
}
