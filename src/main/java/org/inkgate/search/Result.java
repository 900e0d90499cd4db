package org.inkgate.search;

import org.inkgate.posts.PostSummary;

/**
 * A post that was found, as its page of results shows it.
 *
 * @param title HTML, the words marked
 * @param excerpt HTML, the words marked
 */
public record Result(PostSummary post, String title, String excerpt) {}
