package org.inkgate.accounts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inkgate.config.Settings;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.RequestFields;
import org.inkgate.http.Validation;
import org.inkgate.http.texts.Message;
import org.inkgate.persistence.DatabaseConflict;
import org.inkgate.users.PasswordHasher;
import org.inkgate.users.Registration;
import org.inkgate.users.ReservedNames;
import org.inkgate.users.Throttle;
import org.inkgate.users.Throttle.Key;
import org.inkgate.users.Throttle.Limit;
import org.inkgate.users.User;
import org.inkgate.users.Users;

/** Decides who gets an account. */
@ApplicationScoped
public class RegistrationService {

  private RegistrationRules rules;
  private SetupLink setupLink;
  private Users users;
  private Invitations invitations;
  private PasswordHasher hasher;
  private Validation validation;
  private EmailChanges emails;
  private Throttle throttle;
  private Clock clock;

  RegistrationService() {}

  @Inject
  RegistrationService(
      RegistrationRules rules,
      SetupLink setupLink,
      Users users,
      Invitations invitations,
      PasswordHasher hasher,
      Validation validation,
      EmailChanges emails,
      Throttle throttle,
      Clock clock) {
    this.rules = rules;
    this.setupLink = setupLink;
    this.users = users;
    this.invitations = invitations;
    this.hasher = hasher;
    this.validation = validation;
    this.emails = emails;
    this.throttle = throttle;
    this.clock = clock;
  }

  /** Whether the next account is the first one, the administrator's. */
  boolean waitsForAdministrator() {
    return users.unclaimed();
  }

  /**
   * Refuses callers who may not register: without an administrator all except the operator, and
   * afterwards according to the rules.
   *
   * @throws RequestFailedException 403
   */
  void checkOpen(Applicant applicant, Secrets secrets) {
    if (users.unclaimed()) {
      if (!applicant.local() && !setupLink.opens(secrets.setup())) {
        throw refused(
            "setup-needed", "accounts.problem.no-administrator", "accounts.problem.setup-needed");
      }
      return;
    }
    String invite = secrets.invite();
    Settings.Registration registration = rules.current().registration();
    if (registration == Settings.Registration.CLOSED) {
      throw refused(
          "registration-closed",
          "accounts.problem.registration-closed",
          "accounts.problem.no-accounts");
    }
    if (!invite.isEmpty()) {
      invitations.check(invite);
    } else if (registration == Settings.Registration.INVITE) {
      throw refused(
          "invitation-needed",
          "accounts.problem.invitation-only",
          "accounts.problem.by-invitation");
    }
  }

  /**
   * What opens the door where it is not open to all; empty where it was not sent.
   *
   * @param invite the secret of an invitation
   * @param setup the secret of the setup link
   */
  record Secrets(String invite, String setup) {

    static Secrets of(RequestFields fields) {
      return new Secrets(
          fields.text("invite").map(String::strip).orElse(""),
          fields.text("setup").map(String::strip).orElse(""));
    }

    @Override
    public String toString() {
      return "Secrets[]";
    }
  }

  private static RequestFailedException refused(String type, String title, String does) {
    return new RequestFailedException(
        Problem.of(403, type, "accounts.problem.this-server", Message.of(does)).titled(title));
  }

  /**
   * Creates an account, and has its address confirmed where the server sends mail.
   *
   * @throws RequestFailedException 400 for fields that do not validate, 409 for a name or an
   *     address that is taken, 403 as {@link #checkOpen} does, 429 for too many from one address
   */
  public User register(RequestFields fields, HttpServletRequest by) {
    User user = register(fields, Applicant.of(by));
    emails.welcome(user, by);
    return user;
  }

  private User register(RequestFields fields, Applicant applicant) {
    Secrets secrets = Secrets.of(fields);
    checkOpen(applicant, secrets);
    boolean first = users.unclaimed();
    Registration wanted = Registration.of(fields);
    if (!first && ReservedNames.contains(wanted.username())) {
      fields.error("username", "accounts.problem.reserved");
    }
    validation.check(fields, wanted);
    // Every answer from here on tells who has an account: that may not be asked for ever.
    throttle.count(Key.of(Limit.REGISTRATION, applicant.address()));
    checkFree(wanted);
    String hash = hasher.hash(wanted.password());
    emails.release(wanted.email());
    try {
      Optional<User> administrator =
          first ? users.addFirst(wanted, hash, clock.instant()) : Optional.empty();
      return administrator.isPresent()
          ? administrator.get()
          : add(wanted, hash, applicant, secrets);
    } catch (PersistenceException e) {
      if (!DatabaseConflict.isDuplicate(e)) {
        throw e;
      }
      // Another request took it a moment ago; now the question has an answer.
      checkFree(wanted);
      throw e;
    }
  }

  private User add(Registration wanted, String hash, Applicant applicant, Secrets secrets) {
    // Asked again: there may have been no administrator a moment ago.
    checkOpen(applicant, secrets);
    return secrets.invite().isEmpty()
        ? users.add(wanted, hash, rules.role(), clock.instant())
        : invitations.accept(secrets.invite(), wanted, hash);
  }

  private void checkFree(Registration registration) {
    Map<String, List<Message>> errors = new LinkedHashMap<>();
    // One query: between two, the owner of both could register, and only one would be named.
    for (User holder : users.holding(registration.username(), registration.email())) {
      if (holder.hasName(registration.username())) {
        errors.put("username", List.of(Message.of("accounts.problem.taken")));
      }
      if (holder.hasEmail(registration.email()) && emails.blocks(holder)) {
        errors.put("email", List.of(Message.of("accounts.problem.has-account")));
      }
    }
    if (!users.isFree(registration.username(), 0)) {
      errors.put("username", List.of(Message.of("accounts.problem.taken")));
    }
    if (!errors.isEmpty()) {
      throw new RequestFailedException(
          Problem.of(
                  409,
                  "already-taken",
                  "accounts.problem.not-free",
                  String.join(", ", errors.keySet()))
              .titled("accounts.problem.already-taken")
              .at(errors));
    }
  }
}
