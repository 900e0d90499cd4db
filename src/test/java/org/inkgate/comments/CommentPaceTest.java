package org.inkgate.comments;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.inkgate.config.TestSettings;
import org.inkgate.http.RequestFailedException;
import org.inkgate.persistence.Buckets;
import org.inkgate.testing.MutableClock;
import org.junit.jupiter.api.Test;

class CommentPaceTest {

  /** The default of LIMIT_COMMENT_PACE. */
  private static final int MOST_A_MINUTE = 10;

  private final MutableClock clock = new MutableClock();
  private final CommentPace pace =
      new CommentPace(Buckets.inMemory(clock), TestSettings.with(Map.of()));

  @Test
  void whoCommentsTooFastIsToldHowLongToWait() {
    comment(1, MOST_A_MINUTE);
    RequestFailedException refused =
        assertThrows(RequestFailedException.class, () -> comment(1, 1));
    assertEquals(429, refused.problem().status());
    assertEquals("6", refused.problem().headers().get("Retry-After"));
    clock.advance(Duration.ofSeconds(6));
    assertDoesNotThrow(() -> comment(1, 1));
    assertThrows(RequestFailedException.class, () -> comment(1, 1));
  }

  @Test
  void nobodyWaitsForSomebodyElse() {
    comment(1, MOST_A_MINUTE);
    assertDoesNotThrow(() -> comment(2, MOST_A_MINUTE));
  }

  @Test
  void aFormSentAgainCountsOnceUnlessItWasRefused() {
    for (int i = 0; i < 100; i++) {
      pace.count(1, Optional.of("one form"));
    }
    comment(1, MOST_A_MINUTE - 1);
    for (int i = 0; i < 2; i++) {
      assertThrows(RequestFailedException.class, () -> pace.count(1, Optional.of("another form")));
    }
  }

  @Test
  void anHourHoldsLessThanSixtySuchMinutes() {
    int written = 0;
    for (int minute = 0; minute < 60; minute++) {
      try {
        for (int i = 0; i < MOST_A_MINUTE; i++) {
          pace.count(1, Optional.empty());
          written++;
        }
      } catch (RequestFailedException slower) {
        // Goes on in the next minute.
      }
      clock.advance(Duration.ofMinutes(1));
    }
    // What the hour holds, and what comes back in it.
    assertEquals(198, written, 3);
  }

  private void comment(long user, int times) {
    for (int i = 0; i < times; i++) {
      pace.count(user, Optional.empty());
    }
  }
}
