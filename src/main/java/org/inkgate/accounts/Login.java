package org.inkgate.accounts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.inkgate.accounts.Throttle.Key;
import org.inkgate.accounts.Throttle.Limit;
import org.inkgate.config.Settings;
import org.inkgate.config.Settings.LoginErrors;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;

/** Checks who somebody is by user name and password. */
@ApplicationScoped
class Login {

  private static final String CHALLENGE = "Bearer realm=\"inkgate\"";

  private Settings settings;
  private Users users;
  private PasswordHasher hasher;
  private Throttle throttle;
  private Sessions sessions;

  Login() {}

  /** Somebody who is let in. */
  record Entrant(User user, SessionTokens tokens) {}

  @Inject
  Login(
      Settings settings, Users users, PasswordHasher hasher, Throttle throttle, Sessions sessions) {
    this.settings = settings;
    this.users = users;
    this.hasher = hasher;
    this.throttle = throttle;
    this.sessions = sessions;
  }

  /**
   * Starts a session of whoever's credentials these are.
   *
   * @throws RequestFailedException as {@link #check} does
   */
  Entrant enter(Credentials credentials, Device device) {
    User user = check(credentials, device.address());
    return sessions
        .start(user, device)
        .map(tokens -> new Entrant(user, tokens))
        // The account changed while the hash was computed: what holds now is asked again.
        .orElseGet(() -> enter(credentials, device));
  }

  /**
   * Returns whose credentials these are.
   *
   * @param address where the request came from
   * @throws RequestFailedException 404 for an unknown user, 401 for a wrong password, or the same
   *     401 for both where the settings say so; 403 for a disabled account; 429 after too many
   *     failures
   */
  private User check(Credentials credentials, String address) {
    Key ofUser = Key.of(Limit.LOGIN_OF_USER, address, credentials.username());
    Key ofAll = Key.of(Limit.LOGIN, address);
    throttle.check(ofUser, ofAll);
    Optional<User> found = users.byUsername(credentials.username());
    boolean right = isRight(credentials, found);
    throttle.check(ofUser, ofAll);
    if (!right) {
      throttle.count(ofUser, ofAll);
      throw found.isEmpty() ? unknownUser() : wrongPassword("wrong password");
    }
    throttle.succeeded(ofUser);
    User user = found.orElseThrow();
    if (!user.enabled()) {
      throw new RequestFailedException(
          new Problem(
              403, "account-disabled", "Account disabled", "An administrator disabled it."));
    }
    return hasher.outdated(user.passwordHash())
        ? users.upgradeHash(user, hasher.hash(credentials.password()))
        : user;
  }

  private boolean isRight(Credentials credentials, Optional<User> found) {
    if (found.isPresent()) {
      return hasher.matches(credentials.password(), found.get().passwordHash());
    }
    if (settings.loginErrors() == LoginErrors.UNIFORM) {
      hasher.pretend(credentials.password());
    }
    return false;
  }

  private RequestFailedException unknownUser() {
    return settings.loginErrors() == LoginErrors.UNIFORM
        ? wrongPassword("unknown user name")
        : new RequestFailedException(
            new Problem(404, "user-not-found", "User not found", "Nobody here has that user name.")
                .at("username", "is not known here"),
            "unknown user name");
  }

  private RequestFailedException wrongPassword(String reason) {
    Problem problem =
        settings.loginErrors() == LoginErrors.UNIFORM
            ? new Problem(
                401,
                "login-failed",
                "Incorrect user name or password",
                "No account has this user name and this password.")
            : new Problem(
                    401,
                    "incorrect-password",
                    "Incorrect password",
                    "That is not the password of this account.")
                .at("password", "is incorrect");
    return new RequestFailedException(problem.with("WWW-Authenticate", CHALLENGE), reason);
  }
}
