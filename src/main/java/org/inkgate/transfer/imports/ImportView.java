package org.inkgate.transfer.imports;

import java.time.Instant;

/** An import as its page shows it. */
public record ImportView(
    long id, String fileName, State state, int done, int total, Instant createdAt) {

  /** How far it has come. */
  public enum State {
    RUNNING,
    DONE,
    /** The server stopped, or the database failed: the same file may be imported again. */
    BROKEN_OFF
  }

  /** How many things of a kind came to the same end. */
  public record Count(ReportEntry.Kind kind, ReportEntry.Outcome outcome, long things) {}

  public boolean running() {
    return state == State.RUNNING;
  }
}
