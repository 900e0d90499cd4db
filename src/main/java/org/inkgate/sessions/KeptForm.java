package org.inkgate.sessions;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inkgate.http.SentForm;

/**
 * A form that was sent after its session ended, kept until its author has logged in again.
 *
 * @param action where it was sent to: a path of our own
 * @param userId whose session it was, as far as that is still known
 * @param secrets the names of its password fields
 * @param upload whether it had a file
 */
record KeptForm(
    String action,
    Optional<Long> userId,
    Map<String, String> fields,
    List<String> secrets,
    boolean upload) {

  KeptForm {
    fields = new LinkedHashMap<>(fields);
    secrets = List.copyOf(secrets);
  }

  /** The form as a user sees it: ready to be sent, or what another wrote, to be copied only. */
  SentForm shownTo(long user, String csrf) {
    boolean own = userId.isEmpty() || userId.get() == user;
    return SentForm.of(Optional.of(action).filter(it -> own), csrf, fields, secrets, upload);
  }
}
