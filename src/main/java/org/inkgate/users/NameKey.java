package org.inkgate.users;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells names apart as readers do: by how they look, not by how they are written in Unicode. */
final class NameKey {

  /** NFKD makes up to 18 characters of one; more than these are not compared. */
  private static final int LONGEST = 200;

  /** Format characters and variation selectors are not seen. */
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\uFE00-\\uFE0F]");

  private NameKey() {}

  /**
   * The same for names that differ in case, width, ligatures, unseen characters or letters of
   * another script that look alike only.
   */
  static String of(String name) {
    return cut(LookAlikes.byCapitals(folded(name)));
  }

  /** The keys of all names that readers may take this one for. */
  static Set<String> lookingLike(String name) {
    return new HashSet<>(List.of(of(name), cut(LookAlikes.asWritten(folded(name)))));
  }

  private static String folded(String name) {
    String seen = UNSEEN.matcher(name).replaceAll("");
    // Decomposed: what looks alike does so below the same accent.
    String plain = Normalizer.normalize(seen, Normalizer.Form.NFKD);
    return plain.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).strip();
  }

  private static String cut(String key) {
    return key.substring(0, Math.min(key.length(), LONGEST));
  }
}
