package org.inkgate.users;

import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An Argon2id hash with all it takes to check it, in the PHC string format ({@code
 * $argon2id$v=19$m=19456,t=2,p=1$salt$hash}).
 *
 * @see <a href="https://github.com/P-H-C/phc-string-format">PHC string format</a>
 */
record PhcString(int memoryKib, int iterations, int parallelism, byte[] salt, byte[] hash) {

  private static final Pattern FORM =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,9}),t=(\\d{1,9}),p=(\\d{1,3})"
              + "\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

  /**
   * Parses a stored hash.
   *
   * @throws IllegalArgumentException for anything else
   */
  static PhcString parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("Not a PHC string of Argon2id version 19");
    }
    return new PhcString(
        Integer.parseInt(matcher.group(1)),
        Integer.parseInt(matcher.group(2)),
        Integer.parseInt(matcher.group(3)),
        Base64.getDecoder().decode(matcher.group(4)),
        Base64.getDecoder().decode(matcher.group(5)));
  }

  PhcString withHash(byte[] computed) {
    return new PhcString(memoryKib, iterations, parallelism, salt, computed);
  }

  @Override
  public String toString() {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return String.format(
        Locale.ROOT,
        "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s",
        memoryKib,
        iterations,
        parallelism,
        base64.encodeToString(salt),
        base64.encodeToString(hash));
  }
}
