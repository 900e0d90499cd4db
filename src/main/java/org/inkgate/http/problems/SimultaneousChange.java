package org.inkgate.http.problems;

import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.OptimisticLockException;
import java.sql.SQLException;
import java.util.Optional;
import org.inkgate.http.Problem;
import org.inkgate.http.StandardProblems;

/** Recognises that two requests met in the database, where nothing nearer has explained it. */
final class SimultaneousChange {

  /** SQLSTATE class 40, transaction rollback, as of a deadlock; the same on every database. */
  private static final String ROLLBACK = "40";

  private static final String RETRY_SECONDS = "1";

  private static final Problem MET =
      Problem.of(409, "changed-meanwhile", "posts.problem.changed-this");

  private SimultaneousChange() {}

  /** 409 when a version tells that another change came first; 503 when only the database does. */
  static Optional<Problem> in(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof OptimisticLockException || cause instanceof EntityNotFoundException) {
        return Optional.of(MET);
      }
      if (cause instanceof SQLException sql
          && sql.getSQLState() != null
          && sql.getSQLState().startsWith(ROLLBACK)) {
        return Optional.of(StandardProblems.of(503).with("Retry-After", RETRY_SECONDS));
      }
    }
    return Optional.empty();
  }
}
