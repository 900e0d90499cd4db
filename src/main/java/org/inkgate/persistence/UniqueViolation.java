package org.inkgate.persistence;

import java.sql.SQLException;

/** Recognises that the database refused a row because an equal one exists. */
public final class UniqueViolation {

  /** {@code unique_violation} of SQL:2016, the same in Derby and PostgreSQL. */
  private static final String SQL_STATE = "23505";

  private UniqueViolation() {}

  /**
   * Whether a unique constraint is the cause, however deeply the persistence provider wrapped it.
   */
  public static boolean causes(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && SQL_STATE.equals(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }
}
