package org.inkgate.posts;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One version of one post or working copy. What is created later at the same slug has another id,
 * so that an ETag of the first never matches it.
 */
public record RowVersion(long id, long number) {

  private static final Pattern TEXT = Pattern.compile("(\\d{1,18})-v(\\d{1,18})");

  public static RowVersion of(PostView post) {
    return new RowVersion(post.head().id(), post.version());
  }

  /** Reads what {@link #text} wrote; empty for anything else. */
  public static Optional<RowVersion> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new RowVersion(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
        : Optional.empty();
  }

  /** As the editor's form holds it. */
  public String text() {
    return id + "-v" + number;
  }

  /** As the header "ETag" holds it: strong, because equal versions are equal byte for byte. */
  public String etag() {
    return '"' + text() + '"';
  }
}
