package org.inkgate.posts;

import java.util.Optional;
import org.inkgate.tokens.Caller;

/**
 * Who made a change, and how.
 *
 * @param sessionId the device signed in, or the personal access token, that the change came from;
 *     null for what an editor published of another
 * @param autosave whether the editor saved while somebody typed
 * @param restored the number of the revision that was brought back
 * @param formKey names the form of a new post that the change came from
 */
public record Hand(
    long userId,
    String sessionId,
    boolean autosave,
    Optional<Integer> restored,
    Optional<String> formKey) {

  public static Hand of(Caller caller) {
    return new Hand(caller.userId(), caller.sessionId(), false, Optional.empty(), Optional.empty());
  }

  public Hand autosaving(boolean typing) {
    return new Hand(userId, sessionId, typing, restored, formKey);
  }

  public Hand restoring(int number) {
    return new Hand(userId, sessionId, autosave, Optional.of(number), formKey);
  }

  public Hand sending(String key) {
    return new Hand(userId, sessionId, autosave, restored, Optional.of(key));
  }
}
