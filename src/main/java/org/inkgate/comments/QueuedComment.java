package org.inkgate.comments;

/**
 * A comment in the queue.
 *
 * @param title of its post
 */
public record QueuedComment(CommentView comment, String title) {}
