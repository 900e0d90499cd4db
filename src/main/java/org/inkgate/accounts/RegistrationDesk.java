package org.inkgate.accounts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
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

/** Decides who gets an account. */
@ApplicationScoped
class RegistrationDesk {

  private Settings settings;
  private Users users;
  private PasswordHasher hasher;
  private Validation validation;
  private Clock clock;

  RegistrationDesk() {}

  @Inject
  RegistrationDesk(
      Settings settings, Users users, PasswordHasher hasher, Validation validation, Clock clock) {
    this.settings = settings;
    this.users = users;
    this.hasher = hasher;
    this.validation = validation;
    this.clock = clock;
  }

  /** Whether the next account is the first one, the administrator's. */
  boolean waitsForAdministrator() {
    return users.unclaimed();
  }

  /**
   * Refuses when nobody may register; a server without an administrator always takes the first.
   *
   * @throws RequestFailedException 403
   */
  void checkOpen() {
    if (settings.registration() == Settings.Registration.CLOSED && !users.unclaimed()) {
      throw new RequestFailedException(
          new Problem(
              403,
              "registration-closed",
              "Registration is closed",
              "This server does not take new accounts."));
    }
  }

  /**
   * Creates an account.
   *
   * @throws RequestFailedException 400 for fields that do not validate, 409 for a name or an
   *     address that is taken
   */
  User register(RequestFields fields) {
    Registration registration = validation.check(fields, Registration.of(fields));
    checkFree(registration);
    String hash = hasher.hash(registration.password());
    try {
      return users.add(registration, hash, clock.instant());
    } catch (PersistenceException e) {
      if (!DatabaseConflict.isDuplicate(e)) {
        throw e;
      }
      // Somebody else took it a moment ago; now the question has an answer.
      checkFree(registration);
      throw e;
    }
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
