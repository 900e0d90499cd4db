package org.inkgate.users;

import java.text.Normalizer;
import java.util.stream.Stream;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;

/** What an attacker who knows a user tries first as the password: the user's name and address. */
public final class OwnWords {

  static final String RULE = "accounts.problem.password-own";

  private OwnWords() {}

  /** Whether a password is one of the names, or the part of an address before the "@". */
  public static boolean are(String password, String... names) {
    String typed = key(password);
    return Stream.of(names)
        .flatMap(name -> Stream.of(name, name.replaceFirst("@[^@]*$", "")))
        .anyMatch(name -> !name.isBlank() && key(name).equals(typed));
  }

  /**
   * Refuses a new password that is the user's name or address.
   *
   * @throws RequestFailedException 400
   */
  public static void refuse(User user, String field, String password) {
    if (are(password, user.username(), user.displayName(), user.email())) {
      throw new RequestFailedException(Problem.invalid(field, RULE));
    }
  }

  private static String key(String text) {
    return User.key(Normalizer.normalize(text, Normalizer.Form.NFC).strip());
  }
}
