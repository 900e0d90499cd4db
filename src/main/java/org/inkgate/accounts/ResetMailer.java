package org.inkgate.accounts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.log.RequestId;
import org.inkgate.http.texts.Site;
import org.inkgate.http.texts.Texts;
import org.inkgate.mail.MailQueue;
import org.inkgate.mail.MailQueue.Mail;
import org.inkgate.users.Throttle;
import org.inkgate.users.Throttle.Key;
import org.inkgate.users.Throttle.Limit;
import org.inkgate.users.User;
import org.inkgate.users.Users;

/** Sends reset links by mail. */
@ApplicationScoped
class ResetMailer {

  private static final Logger LOG = Logger.getLogger(ResetMailer.class.getName());

  private MailQueue queue;
  private Users users;
  private ResetLinks links;
  private EmailChanges emails;
  private Throttle throttle;

  ResetMailer() {}

  @Inject
  ResetMailer(
      MailQueue queue, Users users, ResetLinks links, EmailChanges emails, Throttle throttle) {
    this.emails = emails;
    this.queue = queue;
    this.users = users;
    this.links = links;
    this.throttle = throttle;
  }

  /** Whether this server sends mail at all. */
  boolean sendsMail() {
    return queue.sendsMail();
  }

  /**
   * Takes the wish for a link, which is sent in the language of the request.
   *
   * @throws RequestFailedException 503 when too many wait already
   */
  void request(String email, HttpServletRequest by) {
    String requestId = RequestId.of(by);
    Texts texts = Texts.of(by);
    String site = Site.of(by).title();
    queue.add(new MailQueue.Job("reset", requestId, () -> mails(email, requestId, texts, site)));
  }

  private List<Mail> mails(String email, String requestId, Texts texts, String site) {
    Optional<User> user = users.byEmail(email).filter(User::enabled);
    if (user.isEmpty()) {
      LOG.log(Level.INFO, "event=reset.no_account request_id={0}", requestId);
      return List.of();
    }
    if (emails.waits(user.get())) {
      // Someone may have registered with another person's address: first it is confirmed.
      LOG.log(Level.INFO, "event=reset.not_verified request_id={0}", requestId);
      return emails.instead(user.get(), texts, site);
    }
    if (!throttle.tryCount(Key.ofName(Limit.RESET_MAIL, email))) {
      LOG.log(Level.WARNING, "event=reset.mail_throttled request_id={0}", requestId);
      return List.of();
    }
    String name = user.get().username();
    return List.of(
        new Mail(
            user.get().email(),
            texts.text("accounts.mail-subject", site),
            texts.text("accounts.mail-text", name, site, links.make(user.get().id())),
            name));
  }
}
