package org.inkgate.accounts;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.inkgate.config.Settings;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.RequestId;
import org.inkgate.http.Site;
import org.inkgate.http.Texts;
import org.inkgate.mail.SmtpTransport;
import org.inkgate.users.Throttle;
import org.inkgate.users.Throttle.Key;
import org.inkgate.users.Throttle.Limit;
import org.inkgate.users.User;
import org.inkgate.users.Users;

/**
 * Sends reset links by mail, one after the other, after the request is answered.
 *
 * <p>Even whether the address has an account is looked up then, so that the answer takes the same
 * time for both.
 */
@ApplicationScoped
class ResetMailer {

  private static final Logger LOG = Logger.getLogger(ResetMailer.class.getName());
  private static final int LONGEST_QUEUE = 100;
  private static final int RETRY_SECONDS = 60;

  private record Request(String email, String requestId, Texts texts, Site site) {}

  private final Queue<Request> queue = new ArrayBlockingQueue<>(LONGEST_QUEUE);
  private final AtomicBoolean sending = new AtomicBoolean();

  @Resource private ManagedExecutorService executor;

  private Users users;
  private ResetLinks links;
  private Throttle throttle;
  private Clock clock;
  private Optional<SmtpTransport> smtp;

  ResetMailer() {}

  @Inject
  ResetMailer(Settings settings, Users users, ResetLinks links, Throttle throttle, Clock clock) {
    this.users = users;
    this.links = links;
    this.throttle = throttle;
    this.clock = clock;
    this.smtp = settings.smtp().map(SmtpTransport::new);
  }

  /** Whether this server sends mail at all. */
  boolean sendsMail() {
    return smtp.isPresent();
  }

  /**
   * Takes the wish for a link, which is sent in the language of whoever has it.
   *
   * @throws RequestFailedException 503 when too many wait already
   */
  void request(String email, HttpServletRequest by) {
    if (!queue.offer(new Request(email, RequestId.of(by), Texts.of(by), Site.of(by)))) {
      throw new RequestFailedException(
          new Problem(
                  503,
                  "busy",
                  "Service Unavailable",
                  "Too many mails are waiting to be sent. Try again in a minute.")
              .with("Retry-After", String.valueOf(RETRY_SECONDS)));
    }
    startSending();
  }

  private void startSending() {
    if (!queue.isEmpty() && sending.compareAndSet(false, true)) {
      try {
        executor.execute(this::sendAll);
      } catch (RejectedExecutionException e) {
        sending.set(false);
        LOG.log(Level.WARNING, "Reset mails wait: the server takes no more work", e);
      }
    }
  }

  private void sendAll() {
    try {
      for (Request next = queue.poll(); next != null; next = queue.poll()) {
        send(next);
      }
    } finally {
      sending.set(false);
      // What came between the last look and this line would wait for the next wish.
      startSending();
    }
  }

  private void send(Request request) {
    try {
      Optional<User> user = users.byEmail(request.email()).filter(User::enabled);
      if (user.isEmpty()) {
        LOG.log(Level.INFO, "event=reset.no_account request_id={0}", request.requestId());
        return;
      }
      if (!throttle.tryCount(Key.ofName(Limit.RESET_MAIL, request.email()))) {
        LOG.log(Level.WARNING, "event=reset.mail_throttled request_id={0}", request.requestId());
        return;
      }
      String site = request.site().title();
      String subject = request.texts().text("accounts.mail-subject", site);
      String text =
          request
              .texts()
              .text("accounts.mail-text", user.get().username(), site, links.make(user.get().id()));
      smtp.orElseThrow().send(user.get().email(), subject, text, clock.instant());
      LOG.log(
          Level.INFO,
          "event=reset.mail_sent request_id={0} user={1}",
          new Object[] {request.requestId(), user.get().username()});
    } catch (MessagingException | RuntimeException e) {
      LOG.log(Level.SEVERE, e, () -> "event=reset.mail_failed request_id=" + request.requestId());
    }
  }
}
