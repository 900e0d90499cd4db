package org.inkgate.comments;

import java.util.Optional;
import org.inkgate.posts.PostSummary;

/**
 * Announces, as a CDI event, that a comment was written, changed, moderated or deleted. Of the
 * comments that go with a deleted post, {@link org.inkgate.posts.PostChanged} tells.
 *
 * <p>It is fired before the commit; who must not act on what may yet be rolled back observes it
 * {@code during = AFTER_SUCCESS}.
 *
 * @param post the post it belongs to
 * @param before the comment as it was; empty for a new one
 * @param after the comment as it is; empty for one that is gone
 */
public record CommentChanged(
    PostSummary post, Optional<CommentView> before, Optional<CommentView> after) {}
