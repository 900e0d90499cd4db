package org.inkgate.tokens;

/**
 * Knows who may have tokens: the gate knows no users, so those who do implement this.
 *
 * <p>Asked when a token is seen for the first time; what changes later is told to {@link
 * Revocations}.
 */
public interface Subjects {

  /** Whether this is the id of a user who exists and is not disabled. */
  boolean isActive(long userId);
}
