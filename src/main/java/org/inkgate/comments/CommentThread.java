package org.inkgate.comments;

import java.util.List;

/** A comment and the answers to it, oldest first. */
public record CommentThread(CommentView first, List<CommentView> replies) {}
