package org.inkgate.persistence;

import org.eclipse.persistence.config.SessionCustomizer;
import org.eclipse.persistence.sessions.Session;

/**
 * Lets a query fail at once when the database is away: EclipseLink would try it three times, five
 * seconds apart, while a reader waits. The pool hands out a connection that lives as soon as there
 * is one, so trying again is for the reader to decide.
 */
public class FailFast implements SessionCustomizer {

  @Override
  public void customize(Session session) {
    session.getLogin().setQueryRetryAttemptCount(0);
  }
}
