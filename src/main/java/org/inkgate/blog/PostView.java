package org.inkgate.blog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A post as it is shown: to a reader as a page, to a program as JSON.
 *
 * @param body the Markdown its author wrote
 * @param html the sanitised HTML of the body
 * @param summary the first words of the body, without markup
 * @param publishedAt when it was or will be published; empty for a draft
 * @param version counts the changes; the ETag is made of it
 */
public record PostView(
    String slug,
    String title,
    String body,
    String html,
    String summary,
    PostStatus status,
    String author,
    List<String> tags,
    Instant createdAt,
    Instant updatedAt,
    Optional<Instant> publishedAt,
    long version) {}
