package org.inkgate.transfer.imports;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A post as another program has it, before any rule of ours is applied.
 *
 * @param name what the report calls it
 * @param source tells it from all other posts of all other sites
 * @param body Markdown
 * @param slug the last part of its path there
 * @param author the user name here
 * @param oldSlugs slugs it had before
 * @param commentsClosed whether readers could no longer comment
 */
public record SourcePost(
    String name,
    String source,
    String title,
    String body,
    List<String> tags,
    Optional<String> summary,
    Publication publication,
    Optional<String> slug,
    boolean ownSlug,
    Optional<String> author,
    Optional<Instant> created,
    Optional<Instant> updated,
    List<String> oldSlugs,
    List<String> oldPaths,
    boolean commentsClosed,
    List<Note> notes) {}
