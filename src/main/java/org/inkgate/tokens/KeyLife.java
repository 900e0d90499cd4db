package org.inkgate.tokens;

import java.time.Instant;
import java.util.Optional;

/**
 * The moments at which a signing key's life turns; its state follows from the clock alone, so every
 * node sees the same and nothing can be forgotten.
 *
 * @param activatesAt from when it signs; it verifies, and is published, from when it is made
 * @param retiresAt from when it no longer signs; empty while nothing is to follow it
 * @param goneAt from when it no longer verifies: every token it signed has expired
 */
record KeyLife(
    Instant createdAt, Instant activatesAt, Optional<Instant> retiresAt, Optional<Instant> goneAt) {

  /** Where in its life a key is. */
  enum State {
    NEXT,
    ACTIVE,
    RETIRING,
    GONE
  }

  State state(Instant now) {
    if (reached(goneAt, now)) {
      return State.GONE;
    }
    if (reached(retiresAt, now)) {
      return State.RETIRING;
    }
    return now.isBefore(activatesAt) ? State.NEXT : State.ACTIVE;
  }

  private static boolean reached(Optional<Instant> moment, Instant now) {
    return moment.isPresent() && !now.isBefore(moment.get());
  }
}
