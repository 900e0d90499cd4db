package org.inkgate.posts;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far a post is on its way from its author to its readers. */
public enum PostStatus {
  DRAFT,
  /** Waits for an editor, who publishes it or returns it. */
  PENDING,
  SCHEDULED,
  PUBLISHED;

  /** The name in JSON, forms and query strings. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<PostStatus> of(String word) {
    return Arrays.stream(values()).filter(status -> status.word().equals(word)).findFirst();
  }
}
