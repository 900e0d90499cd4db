package org.inkgate.mail;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.inkgate.config.Settings;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;

/**
 * Sends mail, one after the other, after the request is answered.
 *
 * <p>Even what to send is found out then, so that the answer takes the same time whether an address
 * has an account or not.
 */
@ApplicationScoped
public class MailQueue {

  private static final Logger LOG = Logger.getLogger(MailQueue.class.getName());
  private static final int LONGEST_QUEUE = 100;
  private static final int RETRY_SECONDS = 60;

  /**
   * A mail of plain text.
   *
   * @param username whose account it is about, for the log
   */
  public record Mail(String to, String subject, String text, String username) {}

  /**
   * What is to be sent.
   *
   * @param event begins what the log says about it, such as "reset"
   */
  public record Job(String event, String requestId, Supplier<List<Mail>> mails) {}

  private final Queue<Job> queue = new ArrayBlockingQueue<>(LONGEST_QUEUE);
  private final AtomicBoolean sending = new AtomicBoolean();

  @Resource private ManagedExecutorService executor;

  private Clock clock;
  private Optional<SmtpTransport> smtp;

  MailQueue() {}

  @Inject
  MailQueue(Settings settings, Clock clock) {
    this.clock = clock;
    this.smtp = settings.smtp().map(SmtpTransport::new);
  }

  /** Whether this server sends mail at all. */
  public boolean sendsMail() {
    return smtp.isPresent();
  }

  /**
   * Takes a job.
   *
   * @throws RequestFailedException 503 when too many wait already
   */
  public void add(Job job) {
    if (!queue.offer(job)) {
      throw new RequestFailedException(
          Problem.of(503, "busy", "accounts.problem.mails")
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
        LOG.log(Level.WARNING, "Mails wait: the server takes no more work", e);
      }
    }
  }

  private void sendAll() {
    try {
      for (Job next = queue.poll(); next != null; next = queue.poll()) {
        send(next);
      }
    } finally {
      sending.set(false);
      // What came between the last look and this line would wait for the next job.
      startSending();
    }
  }

  private void send(Job job) {
    try {
      for (Mail mail : job.mails().get()) {
        smtp.orElseThrow().send(mail.to(), mail.subject(), mail.text(), clock.instant());
        LOG.log(
            Level.INFO,
            "event={0}.mail_sent request_id={1} user={2}",
            new Object[] {job.event(), job.requestId(), mail.username()});
      }
    } catch (MessagingException | RuntimeException e) {
      LOG.log(
          Level.SEVERE,
          e,
          () -> "event=" + job.event() + ".mail_failed request_id=" + job.requestId());
    }
  }
}
