package org.inkgate.sessions;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.inkgate.tokens.Subjects;

/** Tells the gate for whom a token can speak. */
@ApplicationScoped
class LivingSessions implements Subjects {

  private SessionStore sessions;

  LivingSessions() {}

  @Inject
  LivingSessions(SessionStore sessions) {
    this.sessions = sessions;
  }

  @Override
  public boolean isActive(long userId, String sessionId) {
    return sessions.byId(sessionId).filter(session -> session.isOpenTo(userId)).isPresent();
  }
}
