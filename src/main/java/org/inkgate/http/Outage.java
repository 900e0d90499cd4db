package org.inkgate.http;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** Tells a failure that will pass, such as a database that is away, from one of our own making. */
final class Outage {

  private static final String RETRY_SECONDS = "5";

  /** Shutdown, crash, starting up, too many connections: PostgreSQL's own states. */
  private static final Set<String> AWAY = Set.of("57P01", "57P02", "57P03", "53300");

  private static final Set<String> FULL = Set.of("53100");

  private Outage() {}

  /** What to answer, if the failure is an outage. */
  static Optional<Problem> in(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        String state = sql.getSQLState();
        // SQLSTATE class 08: connection exception.
        if (state.startsWith("08") || AWAY.contains(state)) {
          return Optional.of(away());
        }
        if (FULL.contains(state)) {
          return Optional.of(full());
        }
      }
    }
    return Optional.empty();
  }

  private static Problem away() {
    return new Problem(
            503,
            "database-away",
            "Service Unavailable",
            "The database does not answer. Nothing was changed; try again in a few seconds.")
        .with("Retry-After", RETRY_SECONDS);
  }

  private static Problem full() {
    return new Problem(
        507,
        "storage-full",
        "Insufficient Storage",
        "There is no room left to store this. Nothing was changed.");
  }
}
