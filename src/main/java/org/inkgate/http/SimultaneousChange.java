package org.inkgate.http;

import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.OptimisticLockException;
import java.sql.SQLException;
import java.util.Optional;

/** Recognises that two requests met in the database, where nobody nearer has explained it. */
final class SimultaneousChange {

  /** SQLSTATE class 40, transaction rollback, as of a deadlock; the same on every database. */
  private static final String ROLLBACK = "40";

  private static final Problem MET =
      new Problem(
          409,
          "changed-meanwhile",
          "Conflict",
          "Somebody else changed this at the same moment. Send yours again.");

  private SimultaneousChange() {}

  static Optional<Problem> in(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (isOne(cause)) {
        return Optional.of(MET);
      }
    }
    return Optional.empty();
  }

  private static boolean isOne(Throwable cause) {
    return cause instanceof OptimisticLockException
        || cause instanceof EntityNotFoundException
        || cause instanceof SQLException sql
            && sql.getSQLState() != null
            && sql.getSQLState().startsWith(ROLLBACK);
  }
}
