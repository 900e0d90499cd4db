package org.inkgate.conduit;

import jakarta.persistence.PersistenceException;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.inkgate.persistence.DatabaseConflict;

/** Adds what need not be there once more: the database alone can tell of two who come at once. */
final class OnceOnly {

  private OnceOnly() {}

  /**
   * Adds it, or leaves it as it is.
   *
   * @throws RequestFailedException 404 when what it belongs to was deleted at the same moment
   */
  static void add(Runnable insert) {
    try {
      insert.run();
    } catch (PersistenceException e) {
      if (DatabaseConflict.isDuplicate(e)) {
        return;
      }
      throw DatabaseConflict.isMissing(e) ? new RequestFailedException(Problem.notFound()) : e;
    }
  }
}
