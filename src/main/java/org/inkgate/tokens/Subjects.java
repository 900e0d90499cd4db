package org.inkgate.tokens;

/**
 * Knows who may have tokens: the gate knows no users, so those who do implement this.
 *
 * <p>Asked when a token is seen for the first time; what changes later is told to {@link
 * Revocations}.
 */
public interface Subjects {

  /** Whether this session exists, has not ended, and is of this user, who is not disabled. */
  boolean isActive(long userId, String sessionId);
}
