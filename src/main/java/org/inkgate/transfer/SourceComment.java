package org.inkgate.transfer;

import java.time.Instant;
import java.util.Optional;
import org.inkgate.comments.CommentState;

/**
 * A comment as another program has it.
 *
 * @param source tells it from all other comments of all other sites
 * @param body Markdown
 */
record SourceComment(
    String name,
    String source,
    String body,
    CommentState state,
    Optional<Instant> created,
    Optional<Instant> edited) {}
