package org.inkgate.posts;

import java.util.Optional;

/**
 * Announces, as a CDI event, that a post was created, changed or deleted.
 *
 * <p>It is fired before the commit; who must not act on what may yet be rolled back observes it
 * {@code during = AFTER_SUCCESS}.
 *
 * @param before the post as it was; empty for a new one
 * @param after the post as it is; empty for one that is gone
 */
public record PostChanged(Optional<PostSummary> before, Optional<PostSummary> after) {}
