package org.inkgate.revisions;

import java.time.Instant;
import java.util.Optional;

/**
 * A revision as the list of them shows it.
 *
 * @param number counted from 1 for each post
 * @param sessionId the session, or "pat-" and the id of the token, that made it; empty for what is
 *     older than revisions are
 * @param autosaved whether the editor saved it by itself and not by a button
 * @param restoredFrom the number of the revision that it brought back
 */
public record RevisionSummary(
    int number,
    String title,
    String author,
    Optional<String> sessionId,
    boolean autosaved,
    Optional<Integer> restoredFrom,
    Instant savedAt) {

  private static final int SHOWN = 8;

  /** Enough of the session to tell one from another. */
  public String session() {
    return sessionId.map(id -> id.substring(0, Math.min(SHOWN, id.length()))).orElse("");
  }
}
