package org.inkgate.comments;

/**
 * A comment in the queue.
 *
 * @param title of the post it stands below
 */
public record QueuedComment(CommentView comment, String title) {}
