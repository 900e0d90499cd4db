package org.inkgate.posts;

/**
 * Announces, as a CDI event, that an import ended: its posts, their authors and comments are
 * stored, and were no {@link PostChanged} each.
 */
public record PostsImported() {}
