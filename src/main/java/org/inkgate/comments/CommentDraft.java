package org.inkgate.comments;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.inkgate.http.RequestFields;

/**
 * A comment as a client sends it, not yet validated.
 *
 * @param body Markdown
 * @param parent the comment it answers; one that is an answer itself stands for its thread
 */
public record CommentDraft(
    @NotBlank @Size(max = CommentDraft.LONGEST_BODY, message = "posts.problem.too-long {max}")
        String body,
    Optional<Long> parent) {

  /** In UTF-16 units. */
  public static final int LONGEST_BODY = 10_000;

  static CommentDraft of(RequestFields fields) {
    return new CommentDraft(fields.text("body").orElse(""), fields.wholeNumber("parent"));
  }
}
