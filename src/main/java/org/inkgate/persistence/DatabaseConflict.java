package org.inkgate.persistence;

import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.OptimisticLockException;
import java.sql.SQLException;
import java.util.function.Predicate;

/** Recognises why the database refused a change, however deeply the provider wrapped the cause. */
public final class DatabaseConflict {

  /** {@code unique_violation}, the same in Derby and PostgreSQL. */
  private static final String DUPLICATE = "23505";

  /** {@code foreign_key_violation}, the same in Derby and PostgreSQL. */
  private static final String MISSING = "23503";

  /** SQLSTATE class 40, transaction rollback, as of a deadlock; the same on every database. */
  private static final String ROLLBACK = "40";

  private DatabaseConflict() {}

  /** Whether an equal row exists. */
  public static boolean isDuplicate(Throwable thrown) {
    return hasState(thrown, DUPLICATE::equals);
  }

  /** Whether a row that this one refers to does not exist. */
  public static boolean isMissing(Throwable thrown) {
    return hasState(thrown, MISSING::equals);
  }

  /** Whether the transaction was rolled back so that others could go on, as in a deadlock. */
  public static boolean isVictim(Throwable thrown) {
    return hasState(thrown, state -> state.startsWith(ROLLBACK));
  }

  /** Whether a row was changed or deleted since this transaction read it. */
  public static boolean isStale(Throwable thrown) {
    return has(
        thrown,
        cause ->
            cause instanceof OptimisticLockException || cause instanceof EntityNotFoundException);
  }

  /** Whether another transaction may have been the reason, so that a new try may go well. */
  static boolean metAnother(Throwable thrown) {
    return isStale(thrown) || isVictim(thrown) || isDuplicate(thrown) || isMissing(thrown);
  }

  private static boolean hasState(Throwable thrown, Predicate<String> wanted) {
    return has(
        thrown,
        cause ->
            cause instanceof SQLException sql
                && sql.getSQLState() != null
                && wanted.test(sql.getSQLState()));
  }

  private static boolean has(Throwable thrown, Predicate<Throwable> wanted) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (wanted.test(cause)) {
        return true;
      }
    }
    return false;
  }
}
