package org.inkgate.persistence;

import java.sql.SQLException;
import java.util.function.Predicate;

/** Recognises why the database refused a change, however deeply the provider wrapped the cause. */
public final class DatabaseConflict {

  /** {@code unique_violation}, the same in Derby and PostgreSQL. */
  private static final String DUPLICATE = "23505";

  private DatabaseConflict() {}

  /** Whether an equal row exists. */
  public static boolean isDuplicate(Throwable thrown) {
    return hasState(thrown, DUPLICATE::equals);
  }

  /**
   * Whether a change made at the same time stood in the way: SQLSTATE class 23, integrity
   * constraint violation, or 40, transaction rollback, as a deadlock is.
   */
  public static boolean isConcurrentChange(Throwable thrown) {
    return hasState(thrown, state -> state.startsWith("23") || state.startsWith("40"));
  }

  private static boolean hasState(Throwable thrown, Predicate<String> wanted) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql
          && sql.getSQLState() != null
          && wanted.test(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }
}
