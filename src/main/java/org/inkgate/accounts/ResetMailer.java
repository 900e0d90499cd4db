package org.inkgate.accounts;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.inkgate.accounts.Throttle.Key;
import org.inkgate.accounts.Throttle.Limit;
import org.inkgate.config.Settings;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;

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
  private static final String SUBJECT = "A new password for Inkgate";

  private record Request(String email, String requestId) {}

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
   * Takes the wish for a link.
   *
   * @throws RequestFailedException 503 when too many wait already
   */
  void request(String email, String requestId) {
    if (!queue.offer(new Request(email, requestId))) {
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
      smtp.orElseThrow().send(user.get().email(), SUBJECT, text(user.get()), clock.instant());
      LOG.log(
          Level.INFO,
          "event=reset.mail_sent request_id={0} user={1}",
          new Object[] {request.requestId(), user.get().username()});
    } catch (MessagingException | RuntimeException e) {
      LOG.log(Level.SEVERE, e, () -> "event=reset.mail_failed request_id=" + request.requestId());
    }
  }

  private String text(User user) {
    return """
        Hello %s,

        somebody, probably you, asked for a new password on Inkgate. This link sets one:

        %s

        It works once, and for one hour. If it was not you, do nothing: your password stays as it is.
        """
        .formatted(user.username(), links.make(user.id()));
  }
}
