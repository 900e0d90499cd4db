package org.inkgate.transfer.imports;

import java.time.Instant;
import java.util.Optional;
import org.inkgate.comments.CommentState;

/**
 * A comment as another program has it.
 *
 * @param source tells it from all other comments of all other sites
 * @param body Markdown
 */
public record SourceComment(
    String name,
    String source,
    String body,
    CommentState state,
    Optional<Instant> created,
    Optional<Instant> edited) {}
