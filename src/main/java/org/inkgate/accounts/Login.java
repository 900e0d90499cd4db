package org.inkgate.accounts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
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

  Login() {}

  @Inject
  Login(Settings settings, Users users, PasswordHasher hasher) {
    this.settings = settings;
    this.users = users;
    this.hasher = hasher;
  }

  /**
   * Returns whose credentials these are.
   *
   * @throws RequestFailedException 404 for an unknown user, 401 for a wrong password, or the same
   *     401 for both where the settings say so; 403 for a disabled account
   */
  User check(Credentials credentials) {
    Optional<User> found = users.byUsername(credentials.username());
    if (found.isEmpty()) {
      throw unknownUser(credentials);
    }
    User user = found.get();
    if (!hasher.matches(credentials.password(), user.passwordHash())) {
      throw wrongPassword();
    }
    if (!user.enabled()) {
      throw new RequestFailedException(
          new Problem(
              403, "account-disabled", "Account disabled", "An administrator disabled it."));
    }
    if (hasher.outdated(user.passwordHash())) {
      users.rehash(user.id(), hasher.hash(credentials.password()));
    }
    return user;
  }

  private RequestFailedException unknownUser(Credentials credentials) {
    if (settings.loginErrors() == LoginErrors.UNIFORM) {
      hasher.pretend(credentials.password());
      return wrongPassword();
    }
    return new RequestFailedException(
        new Problem(404, "user-not-found", "User not found", "Nobody here has that user name.")
            .at("username", "is not known here"));
  }

  private RequestFailedException wrongPassword() {
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
    return new RequestFailedException(problem.with("WWW-Authenticate", CHALLENGE));
  }
}
