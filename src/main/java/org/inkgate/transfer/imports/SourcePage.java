package org.inkgate.transfer.imports;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A page that was public, as another program has it; one that was not is imported as a draft post.
 */
public record SourcePage(
    String name,
    String title,
    String body,
    Optional<String> slug,
    Optional<Long> menuPosition,
    Optional<Instant> created,
    Optional<Instant> updated,
    List<String> oldPaths,
    List<Note> notes) {}
