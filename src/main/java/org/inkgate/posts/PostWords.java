package org.inkgate.posts;

import java.time.Instant;
import java.util.List;

/**
 * What there is to look for in a post.
 *
 * @param version counts the changes of the post
 * @param body the words of the body, without markup
 * @param publishedAt when it was or will be published
 */
public record PostWords(
    long id,
    long version,
    String title,
    List<String> tags,
    String body,
    String author,
    Instant publishedAt) {}
