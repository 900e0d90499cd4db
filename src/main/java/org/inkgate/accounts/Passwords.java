package org.inkgate.accounts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import org.inkgate.sessions.Device;
import org.inkgate.sessions.SessionTokens;
import org.inkgate.sessions.Sessions;
import org.inkgate.users.User;

/** Gives a user another password. */
@ApplicationScoped
class Passwords {

  private Sessions sessions;
  private ResetLinkStore resetLinks;
  private Clock clock;

  Passwords() {}

  @Inject
  Passwords(Sessions sessions, ResetLinkStore resetLinks, Clock clock) {
    this.sessions = sessions;
    this.resetLinks = resetLinks;
    this.clock = clock;
  }

  /**
   * Stores the new password, ends all sessions that began with the old one and its reset links, and
   * starts a session.
   *
   * @param checked the user as the old password was compared with
   * @param revokesTokens whether the personal access tokens end, too
   * @return empty when the password was changed or the account disabled since
   */
  @Transactional
  Optional<SessionTokens> change(
      User checked, String passwordHash, boolean revokesTokens, Device device) {
    Optional<SessionTokens> tokens =
        sessions.startOver(checked, passwordHash, revokesTokens, device);
    if (tokens.isPresent()) {
      resetLinks.useUp(checked, clock.instant());
    }
    return tokens;
  }
}
