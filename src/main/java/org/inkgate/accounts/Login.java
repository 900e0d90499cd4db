package org.inkgate.accounts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Supplier;
import org.inkgate.config.Settings;
import org.inkgate.config.Settings.LoginErrors;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.inkgate.sessions.Device;
import org.inkgate.sessions.SessionTokens;
import org.inkgate.sessions.Sessions;
import org.inkgate.users.PasswordHasher;
import org.inkgate.users.Throttle;
import org.inkgate.users.Throttle.Key;
import org.inkgate.users.Throttle.Limit;
import org.inkgate.users.User;
import org.inkgate.users.Users;

/** Authenticates a user by user name or e-mail address, and password. */
@ApplicationScoped
public class Login {

  private static final String CHALLENGE = "Bearer realm=\"inkgate\"";

  private Settings settings;
  private Users users;
  private PasswordHasher hasher;
  private Throttle throttle;
  private Sessions sessions;
  private EmailChanges emails;

  Login() {}

  /** A user who is authenticated. */
  public record Entrant(User user, SessionTokens tokens) {}

  @Inject
  Login(
      Settings settings,
      Users users,
      PasswordHasher hasher,
      Throttle throttle,
      Sessions sessions,
      EmailChanges emails) {
    this.emails = emails;
    this.settings = settings;
    this.users = users;
    this.hasher = hasher;
    this.throttle = throttle;
    this.sessions = sessions;
  }

  /**
   * Starts a session of the user with these credentials.
   *
   * @throws RequestFailedException as {@link #check} does
   */
  Entrant enter(Credentials credentials, Device device) {
    String name = credentials.username();
    boolean uniform = settings.loginErrors() == LoginErrors.UNIFORM;
    return enter(
        () ->
            check(
                name,
                () -> users.byUsername(name),
                credentials.password(),
                device.address(),
                uniform),
        device);
  }

  /**
   * The same by an e-mail address. User names are public, addresses are not: an unknown one is
   * refused as a wrong password is, and in the same time.
   *
   * @throws RequestFailedException as {@link #check} does with the same refusal for both; 403 with
   *     the right password, when the address is not confirmed
   */
  public Entrant enterByEmail(String email, String password, Device device) {
    return enter(
        () -> {
          Optional<User> found = users.byEmail(email);
          // Guessing by name and by address together allows no more tries than one of them.
          String name = found.map(User::username).orElse(email);
          User user = check(name, () -> found, password, device.address(), true);
          if (emails.waits(user)) {
            throw notVerified();
          }
          return user;
        },
        device);
  }

  private Entrant enter(Supplier<User> checked, Device device) {
    User user = checked.get();
    return sessions
        .start(user, device)
        .map(tokens -> new Entrant(user, tokens))
        // The account changed while the hash was computed: what holds now is asked again.
        .orElseGet(() -> enter(checked, device));
  }

  /**
   * Returns whose credentials these are.
   *
   * @param name what failures are counted for
   * @param address where the request came from
   * @param uniform whether an unknown user is refused as a wrong password is
   * @throws RequestFailedException 404 for an unknown user, 401 for a wrong password, or the same
   *     401 for both where it is uniform; 403 for a disabled account; 429 after too many failures
   */
  private User check(
      String name,
      Supplier<Optional<User>> user,
      String password,
      String address,
      boolean uniform) {
    Key ofUser = Key.of(Limit.LOGIN_OF_USER, address, name);
    Key ofAll = Key.of(Limit.LOGIN, address);
    throttle.check(ofUser, ofAll);
    Optional<User> found = user.get();
    boolean right = isRight(password, found, uniform);
    throttle.check(ofUser, ofAll);
    if (!right) {
      throttle.count(ofUser, ofAll);
      throw found.isEmpty() ? unknownUser(uniform) : wrongPassword("wrong password", uniform);
    }
    throttle.succeeded(ofUser);
    User entrant = found.orElseThrow();
    if (!entrant.enabled()) {
      throw new RequestFailedException(
          Problem.of(403, "account-disabled", "accounts.problem.disabled-by")
              .titled("accounts.problem.disabled"));
    }
    return hasher.outdated(entrant.passwordHash())
        ? users.upgradeHash(entrant, hasher.hash(password))
        : entrant;
  }

  private boolean isRight(String password, Optional<User> found, boolean uniform) {
    if (found.isPresent()) {
      return hasher.matches(password, found.get().passwordHash());
    }
    if (uniform) {
      hasher.pretend(password);
    }
    return false;
  }

  private static RequestFailedException notVerified() {
    return new RequestFailedException(
        Problem.of(403, "email-not-verified", "accounts.problem.not-verified-how")
            .titled("accounts.problem.not-verified"),
        "the address is not verified");
  }

  private static RequestFailedException unknownUser(boolean uniform) {
    return uniform
        ? wrongPassword("unknown user name", true)
        : new RequestFailedException(
            Problem.of(404, "user-not-found", "accounts.problem.unknown-user")
                .titled("accounts.problem.user-not-found")
                .at("username", "accounts.problem.not-known"),
            "unknown user name");
  }

  private static RequestFailedException wrongPassword(String reason, boolean uniform) {
    Problem problem =
        uniform
            ? Problem.of(401, "login-failed", "accounts.problem.no-such-account")
                .titled("accounts.problem.login-failed")
            : Problem.of(401, "incorrect-password", "accounts.problem.not-the-password")
                .titled("accounts.problem.incorrect-password")
                .at("password", "accounts.problem.is-incorrect");
    return new RequestFailedException(problem.with("WWW-Authenticate", CHALLENGE), reason);
  }
}
