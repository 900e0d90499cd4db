package org.inkgate.markdown;

import java.util.Locale;
import java.util.Set;
import net.gcardone.junidecode.Junidecode;

/**
 * The part of a post's URL that names it: lower-case ASCII letters, digits and single hyphens, at
 * most 80 characters, never empty.
 */
public record Slug(String value) {

  private static final int LONGEST = 80;

  /** Room for a hyphen and a number that tells equal titles apart. */
  private static final int LONGEST_OF_TITLE = 70;

  /** Paths under /blogs, or under the /api/articles of RealWorld, that are not posts. */
  private static final Set<String> RESERVED = Set.of("new", "feed");

  public Slug {
    // The length first: a repeated group overflows the stack on a megabyte.
    if (value.length() > LONGEST || !value.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      throw new IllegalArgumentException("Not a slug: " + value);
    }
  }

  /** Whether an author may choose this text as the address of a post. */
  public static boolean mayBeChosen(String text) {
    try {
      return !RESERVED.contains(new Slug(text).value());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The slug of a title in any script; one that leaves nothing becomes "post". */
  public static Slug ofTitle(String title) {
    String ascii = Junidecode.unidecode(title).toLowerCase(Locale.ROOT);
    String words = ascii.replaceAll("['’]", "").replaceAll("[^a-z0-9]+", "-");
    String cut = words.substring(0, Math.min(words.length(), LONGEST_OF_TITLE));
    String trimmed = cut.replaceAll("^-+|-+$", "");
    if (trimmed.isEmpty()) {
      return new Slug("post");
    }
    return new Slug(RESERVED.contains(trimmed) ? trimmed + "-post" : trimmed);
  }

  /** The same slug told apart from others by a suffix. */
  public Slug with(String suffix) {
    return new Slug(value + "-" + suffix);
  }

  @Override
  public String toString() {
    return value;
  }
}
