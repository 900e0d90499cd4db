package org.inkgate.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.inkgate.testing.MutableClock;
import org.junit.jupiter.api.Test;

/** A clock that is set back, or ahead and back again: no token is valid for longer, or refused. */
class ClockSetBackTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private final MutableClock clock = new MutableClock();
  private final Node node = Node.started(new MemoryKeyStore(), clock, Map.of());

  @Test
  void aTokenThatWasSeenIsRefusedUntilTheTimeItWasIssuedAt() {
    String token = node.token();
    assertTrue(node.accepts(token));
    clock.advance(HOUR.negated());
    assertEquals("CLAIMS: iat is in the future", node.refusal(token));
    clock.advance(HOUR);
    assertTrue(node.accepts(token));
  }

  @Test
  void tokensAreIssuedBeforeTheFirstKeyWasMade() {
    clock.advance(HOUR.negated());
    assertTrue(node.accepts(node.token()));
  }

  @Test
  void whoGaveThePasswordLaterThanNowIsLetInButGaveItLongAgo() throws Exception {
    Grant before = node.grant();
    clock.advance(HOUR.negated());
    Instant now = clock.instant();
    Grant renewed =
        new Grant(
            Node.SUBJECT,
            before.sessionId(),
            before.authenticatedAt(),
            before.scopes(),
            before.roles(),
            now);
    assertFalse(node.verifier.verify(node.issuer.issue(renewed)).fresh(now));
    assertTrue(node.verifier.verify(node.token()).fresh(now));
  }

  @Test
  void whatWasRevokedStaysSoThoughTheClockRanAhead() {
    String token = node.token();
    node.revocations.revokeSession(node.grant().sessionId());
    clock.advance(HOUR);
    node.revocations.revokeSession("another");
    clock.advance(HOUR.negated());
    assertFalse(node.accepts(token));
  }
}
