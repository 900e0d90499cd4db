package org.inkgate.comments;

import org.inkgate.http.Listing;

/**
 * One page of the threads below a post, oldest first.
 *
 * @param comments the approved comments of the post, answers among them
 */
public record CommentPage(Listing<CommentThread> threads, long comments) {}
