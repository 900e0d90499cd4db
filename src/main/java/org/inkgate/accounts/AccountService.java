package org.inkgate.accounts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.NotBlank;
import java.time.Clock;
import java.util.Optional;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.RequestFields;
import org.inkgate.http.Validation;
import org.inkgate.persistence.DatabaseConflict;
import org.inkgate.sessions.Device;
import org.inkgate.sessions.SessionTokens;
import org.inkgate.tokens.Caller;
import org.inkgate.users.GoodPassword;
import org.inkgate.users.Mailable;
import org.inkgate.users.OwnWords;
import org.inkgate.users.PasswordHasher;
import org.inkgate.users.ProfileDraft;
import org.inkgate.users.Throttle;
import org.inkgate.users.Throttle.Key;
import org.inkgate.users.Throttle.Limit;
import org.inkgate.users.User;
import org.inkgate.users.Username;
import org.inkgate.users.Users;

/** Lets people see and change their own accounts. */
@ApplicationScoped
public class AccountService {

  private Users users;
  private Passwords passwords;
  private PasswordHasher hasher;
  private EmailChanges emails;
  private Validation validation;
  private Throttle throttle;
  private Clock clock;

  AccountService() {}

  @Inject
  AccountService(
      Users users,
      Passwords passwords,
      PasswordHasher hasher,
      EmailChanges emails,
      Validation validation,
      Throttle throttle,
      Clock clock) {
    this.users = users;
    this.passwords = passwords;
    this.hasher = hasher;
    this.emails = emails;
    this.validation = validation;
    this.throttle = throttle;
    this.clock = clock;
  }

  /**
   * Changes the caller's address, or has the new one confirmed first.
   *
   * @throws RequestFailedException 400 for a wrong password or an invalid address, 409 for one that
   *     is taken, 429 after too many tries
   */
  User changeEmail(Caller caller, RequestFields fields, HttpServletRequest by) {
    User user = users.own(caller);
    EmailChange change = validation.check(fields, EmailChange.of(fields));
    requirePassword(user, change.currentPassword(), by.getRemoteAddr());
    return emails.change(user, change.email(), by);
  }

  /**
   * The same for a client whose API has no field for the current password.
   *
   * @throws RequestFailedException 401 without a fresh login, and as above
   */
  public User changeEmail(Caller caller, String email, HttpServletRequest by) {
    caller.requireFresh(clock.instant());
    validation.check(new Wanted(email));
    return emails.change(users.own(caller), email, by);
  }

  private record Wanted(@NotBlank @Mailable String email) {}

  /**
   * Refuses a name that another user has or left.
   *
   * @throws RequestFailedException 409
   */
  public void requireFreeName(Caller caller, String username) {
    if (!users.isFree(username, caller.userId())) {
      throw nameTaken();
    }
  }

  /**
   * Gives the caller another name; the one before leads to the caller and is given to no other.
   *
   * @throws RequestFailedException 400 for an invalid name, 409 for one that is taken, 429 after
   *     too many changes
   */
  public User rename(Caller caller, String username) {
    validation.check(new Name(username));
    User user = users.own(caller);
    requireFreeName(caller, username);
    throttle.count(Key.ofName(Limit.RENAME, caller.subject()));
    try {
      return users.rename(user.id(), username, clock.instant());
    } catch (PersistenceException e) {
      throw DatabaseConflict.isDuplicate(e) ? nameTaken() : e;
    }
  }

  private record Name(@NotBlank @Username String username) {}

  private static RequestFailedException nameTaken() {
    return new RequestFailedException(
        Problem.of(409, "already-taken", "accounts.problem.not-free", "username")
            .titled("accounts.problem.already-taken")
            .at("username", "accounts.problem.taken"));
  }

  /** The address that the caller asked for and has not confirmed yet. */
  Optional<String> pendingEmail(User user) {
    return emails.pending(user);
  }

  private void requirePassword(User user, String password, String address) {
    Key failures = Key.of(Limit.LOGIN_OF_USER, address, user.username());
    throttle.check(failures);
    boolean right = hasher.matches(password, user.passwordHash());
    // Of many guesses at once, no more than the allowed get an answer.
    throttle.check(failures);
    if (!right) {
      throttle.count(failures);
      throw wrongPassword();
    }
    throttle.succeeded(failures);
  }

  /**
   * Changes the caller's password and ends every session; the caller goes on with a new one.
   *
   * @throws RequestFailedException 401 without a fresh login, 400 for a wrong current password or a
   *     new one that may not be chosen, 429 after too many wrong ones
   */
  SessionTokens changePassword(Caller caller, RequestFields fields, Device device) {
    User user = users.own(caller);
    caller.requireFresh(clock.instant());
    PasswordChange change = validation.check(fields, PasswordChange.of(fields));
    OwnWords.refuse(user, "new_password", change.newPassword());
    requirePassword(user, change.currentPassword(), device.address());
    // Hashed before the transaction, which must not wait for it with a connection in its hands.
    return passwords
        .change(user, hasher.hash(change.newPassword()), change.revokesTokens(), device)
        .orElseThrow(AccountService::wrongPassword);
  }

  /**
   * Gives the caller, whose login just now proved the old password, another one: every session ends
   * as above.
   *
   * @throws RequestFailedException 401 without a fresh login, 400 for one that may not be chosen
   */
  public SessionTokens replacePassword(Caller caller, String newPassword, Device device) {
    validation.check(new Chosen(newPassword));
    User user = users.own(caller);
    caller.requireFresh(clock.instant());
    OwnWords.refuse(user, "password", newPassword);
    return passwords
        .change(user, hasher.hash(newPassword), true, device)
        .orElseThrow(AccountService::wrongPassword);
  }

  private record Chosen(@GoodPassword String password) {

    @Override
    public String toString() {
      return "Chosen[]";
    }
  }

  /**
   * Changes what the caller says about themselves.
   *
   * @throws RequestFailedException 400 for what does not validate
   */
  User changeProfile(Caller caller, ProfileDraft draft) {
    validation.check(draft);
    return users.changeProfile(users.own(caller).id(), draft);
  }

  /** Changes the caller's words about themselves, and the picture that stands for them. */
  public User describe(Caller caller, String bio, String avatar) {
    ProfileDraft before = users.own(caller).profileDraft();
    return changeProfile(
        caller, new ProfileDraft(before.displayName(), bio, before.website(), avatar));
  }

  private static RequestFailedException wrongPassword() {
    return new RequestFailedException(
        Problem.invalid("current_password", "accounts.problem.not-your-password"));
  }
}
