package org.inkgate.blog;

import java.util.Locale;

/** Where a post stands between its author's desk and its readers. */
public enum PostStatus {
  DRAFT,
  SCHEDULED,
  PUBLISHED;

  /** The name in JSON, forms and query strings. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
