package org.inkgate.persistence;

import org.eclipse.persistence.sessions.JNDIConnector;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionCustomizer;

/** Sets what {@code persistence.xml} has no name for. */
public class ProviderSettings implements SessionCustomizer {

  @Override
  public void customize(Session session) {
    // A query fails at once when the database is away: EclipseLink would try it three times, five
    // seconds apart, while a reader waits. The pool hands out a connection that lives as soon as
    // there is one, so trying again is for the reader to decide.
    session.getLogin().setQueryRetryAttemptCount(0);
    JNDIConnector connector = (JNDIConnector) session.getLogin().getConnector();
    session.getLogin().setConnector(new CountedConnections(connector.getDataSource()));
  }
}
