package org.inkgate.posts;

/**
 * A post as its page shows it.
 *
 * @param body the Markdown its author wrote
 * @param html the sanitised HTML of the body
 * @param version counts the changes; the ETag is made of it
 * @param reviewNote what an editor said who returned it; empty when none did
 */
public record PostView(
    PostSummary head, String body, String html, long version, String reviewNote) {

  private static final double WORDS_A_MINUTE = 220;

  /** How long reading takes; of scripts without spaces, two characters count as a word. */
  public long readingMinutes() {
    long ideographs = body.codePoints().filter(Character::isIdeographic).count();
    long words = body.strip().split("\\s+").length + ideographs / 2;
    return Math.max(1, Math.round(words / WORDS_A_MINUTE));
  }

  public RowVersion rowVersion() {
    return new RowVersion(head.id(), version);
  }

  public String slug() {
    return head.slug();
  }
}
