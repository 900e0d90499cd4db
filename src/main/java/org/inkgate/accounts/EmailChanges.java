package org.inkgate.accounts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.inkgate.config.Settings;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.log.RequestId;
import org.inkgate.http.texts.Site;
import org.inkgate.http.texts.Texts;
import org.inkgate.mail.MailQueue;
import org.inkgate.mail.MailQueue.Mail;
import org.inkgate.persistence.DatabaseConflict;
import org.inkgate.tokens.RandomToken;
import org.inkgate.users.Throttle;
import org.inkgate.users.Throttle.Key;
import org.inkgate.users.Throttle.Limit;
import org.inkgate.users.User;
import org.inkgate.users.Users;

/**
 * Has users confirm their e-mail addresses, the first one and each that follows.
 *
 * <p>Where the server sends mail, an address counts (for a login, a password reset) from when the
 * link that was sent there is used. Of a change, the old address is told, and the answer is the
 * same whether the new one has an account. Where the server sends none, an address counts at once:
 * it is a name to log in with and nothing else. Should mail be set up later, it has to be confirmed
 * then.
 */
@ApplicationScoped
class EmailChanges {

  private static final Logger LOG = Logger.getLogger(EmailChanges.class.getName());
  private static final Duration LIFETIME = Duration.ofDays(1);

  private Settings settings;
  private Users users;
  private PendingEmailStore store;
  private MailQueue queue;
  private Throttle throttle;
  private Clock clock;

  EmailChanges() {}

  @Inject
  EmailChanges(
      Settings settings,
      Users users,
      PendingEmailStore store,
      MailQueue queue,
      Throttle throttle,
      Clock clock) {
    this.settings = settings;
    this.users = users;
    this.store = store;
    this.queue = queue;
    this.throttle = throttle;
    this.clock = clock;
  }

  /**
   * Changes an address, or asks its owner to confirm the new one. The caller was identified before.
   *
   * @return the user as it is now
   * @throws RequestFailedException 409 for an address that is taken, 429 after too many changes
   */
  User change(User user, String email, HttpServletRequest by) {
    if (user.hasEmail(email)) {
      // Another spelling of the same mailbox, or a wish for another link.
      User same = users.changeEmail(user.id(), email, false);
      if (waits(same)) {
        throttle.count(Key.ofName(Limit.EMAIL_CHANGE, String.valueOf(user.id())));
        confirmFirst(same, by);
      }
      return same;
    }
    // Each change tells whether the address has an account, or sends it a mail.
    throttle.count(Key.ofName(Limit.EMAIL_CHANGE, String.valueOf(user.id())));
    if (!queue.sendsMail()) {
      return take(user, email, false);
    }
    Texts texts = Texts.of(by);
    String site = Site.of(by).title();
    // What waits is shown, and a taken address must look the same: only its link is never sent.
    String token = wait(user, email);
    queue.add(
        new MailQueue.Job("email", RequestId.of(by), () -> mails(user, email, token, texts, site)));
    return user;
  }

  private String wait(User user, String email) {
    String token = RandomToken.next();
    Instant now = clock.instant();
    store.add(RandomToken.digest(token), user.id(), email, now, now.plus(LIFETIME));
    return token;
  }

  private List<Mail> mails(User user, String email, String token, Texts texts, String site) {
    String name = user.username();
    List<Mail> mails = new ArrayList<>();
    mails.add(
        new Mail(
            user.email(),
            texts.text("accounts.old-email-subject", site),
            texts.text("accounts.old-email-text", name, site),
            name));
    if (users.byEmail(email).filter(this::blocks).isEmpty() && mayBeSent(email)) {
      mails.add(link(user, email, token, texts, site));
    }
    return mails;
  }

  private boolean mayBeSent(String email) {
    return throttle.tryCount(Key.ofName(Limit.RESET_MAIL, email));
  }

  private Mail link(User user, String email, String token, Texts texts, String site) {
    String link = settings.publicUrl() + "/account/email?token=" + token;
    return new Mail(
        email,
        texts.text("accounts.new-email-subject", site),
        texts.text("accounts.new-email-text", user.username(), site, link),
        user.username());
  }

  /** Whether the address of a user does not count, because it could be confirmed and is not. */
  boolean waits(User user) {
    return queue.sendsMail() && !user.emailVerified();
  }

  /**
   * Whether no other account gets the address of this one: not where it could be confirmed first.
   */
  boolean blocks(User user) {
    return !waits(user);
  }

  /** Takes an address that does not count from its account, for the owner of the mailbox. */
  void release(String email) {
    if (queue.sendsMail()) {
      users.releaseUnconfirmed(email);
    }
  }

  /** Sends a new user the link that confirms the address, where the server sends mail. */
  void welcome(User user, HttpServletRequest by) {
    if (!waits(user)) {
      return;
    }
    try {
      confirmFirst(user, by);
    } catch (RequestFailedException e) {
      // The account is there; another link can be asked for.
      LOG.log(Level.WARNING, "event=email.not_queued request_id={0}", RequestId.of(by));
    }
  }

  private void confirmFirst(User user, HttpServletRequest by) {
    Texts texts = Texts.of(by);
    String site = Site.of(by).title();
    queue.add(new MailQueue.Job("email", RequestId.of(by), () -> instead(user, texts, site)));
  }

  /** The mail by which a user confirms the address first who wants a link sent there. */
  List<Mail> instead(User user, Texts texts, String site) {
    return mayBeSent(user.email())
        ? List.of(link(user, user.email(), wait(user, user.email()), texts, site))
        : List.of();
  }

  /** The address that a user has not confirmed: one asked for, or the one given at first. */
  Optional<String> pending(User user) {
    return store
        .of(user.id(), clock.instant())
        .map(PendingEmail::email)
        .or(() -> Optional.of(user.email()).filter(email -> waits(user)));
  }

  /**
   * What a link is about.
   *
   * @throws RequestFailedException 400 for a link that opens nothing
   */
  PendingEmail check(String token) {
    return store
        .find(RandomToken.digest(token), clock.instant())
        .orElseThrow(
            () ->
                new RequestFailedException(
                    Problem.of(400, "email-link-invalid", "accounts.problem.email-link-old")
                        .titled("accounts.problem.reset-link"),
                    "the link to confirm an address is unknown, used or expired"));
  }

  /**
   * Takes the address over that a link was sent to.
   *
   * @throws RequestFailedException 400 for a link that opens nothing, 409 for an address that was
   *     taken meanwhile
   */
  User confirm(String token) {
    PendingEmail pending = check(token);
    User user = take(pending.user(), pending.email(), true);
    store.remove(user.id());
    return user;
  }

  private User take(User user, String email, boolean verified) {
    if (!user.hasEmail(email)) {
      if (users.byEmail(email).filter(this::blocks).isPresent()) {
        throw taken();
      }
      release(email);
    }
    try {
      return users.changeEmail(user.id(), email, verified);
    } catch (PersistenceException e) {
      throw DatabaseConflict.isDuplicate(e) ? taken() : e;
    }
  }

  private static RequestFailedException taken() {
    return new RequestFailedException(
        Problem.of(409, "already-taken", "accounts.problem.not-free", "email")
            .titled("accounts.problem.already-taken")
            .at("email", "accounts.problem.has-account"));
  }
}
