package org.inkgate.http.problems;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.inkgate.http.Problem;
import org.inkgate.http.StandardProblems;

/** Tells a failure that will pass, such as a database that is away, from one of our own making. */
final class Outage {

  private static final String RETRY_SECONDS = "5";

  /** Shutdown, crash, starting up, too many connections: PostgreSQL's own states. */
  private static final Set<String> AWAY = Set.of("57P01", "57P02", "57P03", "53300");

  /** Connection exception; Derby's storage, its start, and its connections. */
  private static final Set<String> AWAY_CLASSES = Set.of("08", "XS", "XB", "XJ");

  /** PostgreSQL's; Derby's, when it could not write a page or its log. */
  private static final Set<String> FULL = Set.of("53100", "XSDG1", "XSLA4");

  /** What the pool throws when all connections are in use; no part of the Web Profile. */
  private static final String NO_CONNECTION = "jakarta.resource.spi.ResourceAllocationException";

  private Outage() {}

  /** What to answer, if the failure is an outage. */
  static Optional<Problem> in(Throwable thrown) {
    Optional<Problem> busy = Optional.empty();
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        String state = sql.getSQLState();
        if (FULL.contains(state)) {
          return Optional.of(Problem.storageFull());
        }
        if (AWAY.contains(state) || AWAY_CLASSES.stream().anyMatch(state::startsWith)) {
          return Optional.of(away());
        }
      }
      if (cause.getClass().getName().equals(NO_CONNECTION)) {
        busy = Optional.of(StandardProblems.of(503).with("Retry-After", RETRY_SECONDS));
      }
    }
    return busy;
  }

  private static Problem away() {
    return Problem.of(503, "database-away", "site.problem.database-away")
        .with("Retry-After", RETRY_SECONDS);
  }
}
