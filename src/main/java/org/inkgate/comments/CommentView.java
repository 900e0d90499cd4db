package org.inkgate.comments;

import java.time.Instant;
import java.util.Optional;

/**
 * A comment as it is shown.
 *
 * @param slug of its post
 * @param thread the comment that began the thread; empty for that one itself
 * @param authorId 0 where the author is not told
 * @param author the user name; empty where only the place of the comment is left
 * @param body the Markdown its author wrote; empty where only the place of the comment is left
 * @param editedAt when it was last changed; empty when it never was
 */
public record CommentView(
    long id,
    String slug,
    Optional<Long> thread,
    long authorId,
    String author,
    CommentState state,
    String body,
    Instant createdAt,
    Optional<Instant> editedAt) {

  /** The sanitised HTML of the body: rendered where it is shown, and in no transaction. */
  public String html() {
    return CommentMarkdown.html(body);
  }

  /** When it became what it is now. */
  public Instant updatedAt() {
    return editedAt.orElse(createdAt);
  }

  /** Whether only its place is left, or may be shown. */
  public boolean gone() {
    return author.isEmpty();
  }

  /** The same for people who may not know what it said: its place. */
  CommentView place() {
    return new CommentView(id, slug, thread, 0, "", state, "", createdAt, Optional.empty());
  }
}
