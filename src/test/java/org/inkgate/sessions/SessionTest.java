package org.inkgate.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.inkgate.http.texts.Language;
import org.inkgate.http.texts.Texts;
import org.inkgate.users.Role;
import org.inkgate.users.User;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How long a session lives, and when a refresh token counts as stolen. */
class SessionTest {

  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration IDLE = Duration.ofDays(14);
  private static final Duration LIFETIME = Duration.ofDays(90);

  private final User user = new User("ada", "ada@example.org", "hash", Role.AUTHOR, START);
  private final Session session =
      new Session("session", user, new Device("curl/8.5.0", "192.0.2.1"), START);

  private boolean lives(Instant now) {
    return session.lives(now, IDLE, LIFETIME);
  }

  @Test
  void endsWhenItWasNotUsedForTheIdleTime() {
    assertTrue(lives(START.plus(IDLE).minusMillis(1)));
    assertFalse(lives(START.plus(IDLE)));
  }

  @Test
  void livesOnWhenItIsUsed() {
    session.use(START.plus(Duration.ofDays(13)));
    assertTrue(lives(START.plus(Duration.ofDays(20))));
  }

  @Test
  @DisplayName("security 16: a session has an absolute end, however often it is used")
  void hasAnAbsoluteEndHoweverOftenItIsUsed() {
    session.use(START.plus(LIFETIME).minusMillis(1));
    assertTrue(lives(START.plus(LIFETIME).minusMillis(1)));
    assertFalse(lives(START.plus(LIFETIME)));
  }

  @Test
  void endsOnce() {
    assertTrue(session.end(START));
    assertFalse(session.end(START.plusSeconds(1)));
    assertFalse(lives(START));
  }

  @Test
  void tellsItsOwnerWhatTheDeviceIs() {
    SessionView view = session.view("another");
    assertEquals("curl/8.5.0", view.device(Texts.in(Language.EN)));
    assertFalse(view.current());
    assertTrue(session.view("session").current());
  }

  @Test
  void aRefreshTokenWorksOnce() {
    RefreshToken token = new RefreshToken("digest", session, START);
    assertTrue(token.use(START));
    assertFalse(token.use(START));
  }

  @Test
  @DisplayName("security 17: two tabs that race are no theft")
  void twoTabsThatRaceAreNoTheft() {
    RefreshToken token = new RefreshToken("digest", session, START);
    token.use(START);
    RefreshToken next = new RefreshToken("next", session, START);
    assertFalse(RefreshToken.isTheft(Optional.of(next)));
  }

  @Test
  void reuseAfterTheNextTokenWasUsedIsATheftAtOnce() {
    RefreshToken token = new RefreshToken("digest", session, START);
    token.use(START);
    RefreshToken next = new RefreshToken("next", session, START);
    next.use(START);
    assertTrue(RefreshToken.isTheft(Optional.of(next)));
    assertTrue(RefreshToken.isTheft(Optional.empty()));
  }
}
