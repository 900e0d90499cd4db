package org.inkgate.comments;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which new comments appear at once and which wait for a moderator. */
public enum Moderation {
  /** All appear at once. */
  OPEN,
  /** As {@link #FIRST_HELD}, but only for those whose posts are reviewed, or who write none. */
  NEW_HELD,
  /** Held are those of people of whom no other person has approved a comment yet. */
  FIRST_HELD,
  ALL_HELD,
  /** Comments are closed. */
  CLOSED;

  /** What a post says that follows the site's rule. */
  static final String SITE = "site";

  static final String RULE = "comments.problem.rule";

  /** The name in JSON and forms. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Moderation> of(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
  }
}
