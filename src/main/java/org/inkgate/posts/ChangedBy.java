package org.inkgate.posts;

import java.util.Optional;
import org.inkgate.tokens.Caller;

/**
 * Who made a change, and how.
 *
 * @param sessionId the device signed in, or the personal access token, that the change came from;
 *     null for what an editor published of another
 * @param autosave whether the editor saved by itself while the author typed
 * @param restored the number of the revision that was brought back
 * @param formKey names the form of a new post that the change came from
 */
public record ChangedBy(
    long userId,
    String sessionId,
    boolean autosave,
    Optional<Integer> restored,
    Optional<String> formKey) {

  public static ChangedBy of(Caller caller) {
    return new ChangedBy(
        caller.userId(), caller.sessionId(), false, Optional.empty(), Optional.empty());
  }

  public ChangedBy autosaving(boolean typing) {
    return new ChangedBy(userId, sessionId, typing, restored, formKey);
  }

  public ChangedBy restoring(int number) {
    return new ChangedBy(userId, sessionId, autosave, Optional.of(number), formKey);
  }

  public ChangedBy sending(String key) {
    return new ChangedBy(userId, sessionId, autosave, restored, Optional.of(key));
  }
}
