package org.inkgate.posts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A post as a list shows it.
 *
 * @param id its primary key, which stays when its slug changes
 * @param summary the first words of the body, without markup
 * @param authorId the author's id, by which it is decided who may change it
 * @param author the author's user name
 * @param authorName the name readers see: the author's display name, or else the user name
 * @param publishedAt when it was or will be published; empty for a draft
 */
public record PostSummary(
    long id,
    String slug,
    String title,
    String summary,
    PostStatus status,
    long authorId,
    String author,
    String authorName,
    List<String> tags,
    Instant createdAt,
    Instant updatedAt,
    Optional<Instant> publishedAt) {}
