package org.inkgate.sessions;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.inkgate.http.RequestFailedException;
import org.inkgate.users.Throttle;
import org.inkgate.users.Throttle.Key;
import org.inkgate.users.Throttle.Limit;

/** Limits the refreshes of an account, wherever they come from and whether or not it sees them. */
@ApplicationScoped
class RefreshPace {

  private Sessions sessions;
  private Throttle throttle;

  RefreshPace() {}

  @Inject
  RefreshPace(Sessions sessions, Throttle throttle) {
    this.sessions = sessions;
    this.throttle = throttle;
  }

  /**
   * Counts a use of a refresh token. Before the transaction that exchanges it: on PostgreSQL the
   * counter needs a connection of its own.
   *
   * @throws RequestFailedException 429
   */
  void count(String refreshToken) {
    sessions
        .owner(refreshToken)
        .ifPresent(
            owner -> throttle.count(Key.ofName(Limit.ACCOUNT_REFRESHES, String.valueOf(owner))));
  }
}
