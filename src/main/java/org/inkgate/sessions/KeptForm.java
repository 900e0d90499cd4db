package org.inkgate.sessions;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A form that was sent after its session ended, kept until its author has logged in again.
 *
 * @param action where it was sent to: a path of our own
 * @param userId whose session it was, as far as that is still known
 */
record KeptForm(String action, Optional<Long> userId, Map<String, String> fields) {

  KeptForm {
    fields = new LinkedHashMap<>(fields);
  }

  /** Whether this may be shown to a user: nobody reads what somebody else typed. */
  boolean belongsTo(long user) {
    return userId.isEmpty() || userId.get() == user;
  }
}
