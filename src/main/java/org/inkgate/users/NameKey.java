package org.inkgate.users;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells names apart as readers do: by how they look, not by how they are written in Unicode. */
final class NameKey {

  /** NFKC makes up to 18 characters of one; more than these are not compared. */
  private static final int LONGEST = 200;

  /** Format characters and variation selectors are not seen. */
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\uFE00-\\uFE0F]");

  private NameKey() {}

  /** The same for names that differ in case, width, ligatures or unseen characters only. */
  static String of(String name) {
    String seen = UNSEEN.matcher(name).replaceAll("");
    String plain = Normalizer.normalize(seen, Normalizer.Form.NFKC);
    String key = plain.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).strip();
    return key.substring(0, Math.min(key.length(), LONGEST));
  }
}
