package org.inkgate.accounts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inkgate.config.Settings;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.RequestFields;
import org.inkgate.http.Validation;
import org.inkgate.persistence.DatabaseConflict;
import org.inkgate.users.PasswordHasher;
import org.inkgate.users.Registration;
import org.inkgate.users.Throttle;
import org.inkgate.users.Throttle.Key;
import org.inkgate.users.Throttle.Limit;
import org.inkgate.users.User;
import org.inkgate.users.Users;

/** Decides who gets an account. */
@ApplicationScoped
public class RegistrationDesk {

  private Settings settings;
  private Users users;
  private Invitations invitations;
  private PasswordHasher hasher;
  private Validation validation;
  private Throttle throttle;
  private Clock clock;

  RegistrationDesk() {}

  @Inject
  RegistrationDesk(
      Settings settings,
      Users users,
      Invitations invitations,
      PasswordHasher hasher,
      Validation validation,
      Throttle throttle,
      Clock clock) {
    this.settings = settings;
    this.users = users;
    this.invitations = invitations;
    this.hasher = hasher;
    this.validation = validation;
    this.throttle = throttle;
    this.clock = clock;
  }

  /** Whether the next account is the first one, the administrator's. */
  boolean waitsForAdministrator() {
    return users.unclaimed();
  }

  /**
   * Refuses whoever may not register; a server without an administrator always takes the first.
   *
   * @param invite the secret of an invitation; empty without one
   * @throws RequestFailedException 403
   */
  void checkOpen(String invite) {
    if (users.unclaimed()) {
      return;
    }
    if (settings.registration() == Settings.Registration.CLOSED) {
      throw refused("registration-closed", "Registration is closed", "takes no new accounts");
    }
    if (!invite.isEmpty()) {
      invitations.check(invite);
    } else if (settings.registration() == Settings.Registration.INVITE) {
      throw refused(
          "invitation-needed",
          "Registration by invitation",
          "takes new accounts by invitation only. Open the link of yours, or ask an administrator"
              + " for one");
    }
  }

  private static RequestFailedException refused(String type, String title, String does) {
    return new RequestFailedException(new Problem(403, type, title, "This server " + does + "."));
  }

  /**
   * Creates an account.
   *
   * @param address where the request came from
   * @throws RequestFailedException 400 for fields that do not validate, 409 for a name or an
   *     address that is taken, 403 as {@link #checkOpen} does, 429 after too many that were taken
   */
  public User register(RequestFields fields, String address) {
    // What is taken already tells who has an account here: that may not be asked for ever.
    Key failures = Key.of(Limit.REGISTRATION, address);
    throttle.check(failures);
    try {
      return register(fields);
    } catch (RequestFailedException e) {
      if (e.problem().status() == HttpServletResponse.SC_CONFLICT) {
        throttle.count(failures);
      }
      throw e;
    }
  }

  private User register(RequestFields fields) {
    String invite = invite(fields);
    checkOpen(invite);
    Registration registration = validation.check(fields, Registration.of(fields));
    checkFree(registration);
    String hash = hasher.hash(registration.password());
    try {
      return invite.isEmpty() || users.unclaimed()
          ? users.add(registration, hash, clock.instant())
          : invitations.accept(invite, registration, hash);
    } catch (PersistenceException e) {
      if (!DatabaseConflict.isDuplicate(e)) {
        throw e;
      }
      // Somebody else took it a moment ago; now the question has an answer.
      checkFree(registration);
      throw e;
    }
  }

  /** The secret of the invitation that came with a registration; empty without one. */
  static String invite(RequestFields fields) {
    return fields.text("invite").map(String::strip).orElse("");
  }

  private void checkFree(Registration registration) {
    Map<String, List<String>> errors = new LinkedHashMap<>();
    // One query: between two, whoever has both may have come in, and only one would be named.
    for (User holder : users.holding(registration.username(), registration.email())) {
      if (holder.hasUsername(registration.username())) {
        errors.put("username", List.of("is already taken"));
      }
      if (holder.hasEmail(registration.email())) {
        errors.put("email", List.of("already has an account"));
      }
    }
    if (!users.isFree(registration.username(), 0)) {
      errors.put("username", List.of("is already taken"));
    }
    if (!errors.isEmpty()) {
      throw new RequestFailedException(
          new Problem(
              409,
              "already-taken",
              "Already taken",
              "Not free: " + String.join(", ", errors.keySet()),
              errors,
              Map.of()));
    }
  }
}
