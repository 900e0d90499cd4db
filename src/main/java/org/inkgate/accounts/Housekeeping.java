package org.inkgate.accounts;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.inkgate.accesstokens.PersonalTokens;
import org.inkgate.idempotency.KeptAnswers;
import org.inkgate.persistence.Buckets;
import org.inkgate.sessions.SessionStore;

/**
 * Forgets once a day what ended long ago: sessions, tokens, invitations, kept answers, failures.
 */
@ApplicationScoped
class Housekeeping {

  private static final Logger LOG = Logger.getLogger(Housekeeping.class.getName());

  /** Long enough for a user to ask about a token that stopped working. */
  private static final Duration KEPT = Duration.ofDays(30);

  /** How long a request may be repeated with the same idempotency key. */
  private static final Duration ANSWERS_KEPT = Duration.ofDays(1);

  private static final long FIRST_MINUTES = 1;
  private static final long EVERY_MINUTES = Duration.ofDays(1).toMinutes();

  @Resource private ManagedScheduledExecutorService executor;

  private SessionStore sessions;
  private PersonalTokens personalTokens;
  private Invitations invitations;
  private KeptAnswers answers;
  private Buckets buckets;
  private Clock clock;

  Housekeeping() {}

  @Inject
  Housekeeping(
      SessionStore sessions,
      PersonalTokens personalTokens,
      Invitations invitations,
      KeptAnswers answers,
      Buckets buckets,
      Clock clock) {
    this.sessions = sessions;
    this.personalTokens = personalTokens;
    this.invitations = invitations;
    this.answers = answers;
    this.buckets = buckets;
    this.clock = clock;
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    executor.scheduleWithFixedDelay(this::tidy, FIRST_MINUTES, EVERY_MINUTES, TimeUnit.MINUTES);
  }

  private void tidy() {
    Instant now = clock.instant();
    Instant limit = now.minus(KEPT);
    try {
      sessions.forgetEndedBefore(limit);
      personalTokens.forgetExpiredBefore(limit);
      invitations.forgetExpiredBefore(limit);
      answers.forgetBefore(now.minus(ANSWERS_KEPT));
      buckets.tidy();
    } catch (RuntimeException e) {
      // An exception would end the schedule.
      LOG.log(Level.WARNING, "Can't tidy up; trying again tomorrow", e);
    }
  }
}
