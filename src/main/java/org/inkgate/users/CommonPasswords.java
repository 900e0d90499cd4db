package org.inkgate.users;

import com.nulabinc.zxcvbn.StandardDictionaries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;

/**
 * Knows the 30,000 most common passwords, from the list that zxcvbn ships.
 *
 * <p>Over 11,000 of them are long enough to be taken otherwise: more than the 3000 that OWASP ASVS
 * 5.0 V6.2.4 asks for.
 */
final class CommonPasswords {

  private static final Set<String> LOWER_CASE = load();

  private CommonPasswords() {}

  private static Set<String> load() {
    try {
      return Set.copyOf(StandardDictionaries.PASSWORDS_LOADER.load().getFrequencies());
    } catch (IOException e) {
      throw new UncheckedIOException("The list of common passwords can't be read", e);
    }
  }

  /** Whether it is one of them; capital letters don't make it another. */
  static boolean contains(String password) {
    return LOWER_CASE.contains(password.toLowerCase(Locale.ROOT));
  }
}
