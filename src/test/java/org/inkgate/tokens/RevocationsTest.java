package org.inkgate.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import org.inkgate.testing.MutableClock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RevocationsTest {

  private static final Duration MILLISECOND = Duration.ofMillis(1);

  private final MutableClock clock = new MutableClock();
  private final Node node = Node.started(new MemoryKeyStore(), clock, Map.of());

  @Test
  @DisplayName("security 15: what was read before a role changed is refused, though issued after")
  void whatWasReadBeforeARoleChangedIsRefusedThoughIssuedAfter() {
    Grant oldRole = node.grant();
    clock.advance(MILLISECOND);
    node.revocations.revokeUser(Node.SUBJECT);
    clock.advance(MILLISECOND);
    assertFalse(node.accepts(node.issuer.issue(oldRole)));
    assertTrue(
        node.accepts(node.token()), "and what was read after it, in the same second, is not");
  }

  @Test
  @DisplayName("security 15: two changes within a second each refuse what was read before them")
  void twoChangesWithinASecondEachRefuseWhatWasReadBeforeThem() {
    node.revocations.revokeUser(Node.SUBJECT);
    clock.advance(MILLISECOND);
    Grant between = node.grant();
    String issued = node.issuer.issue(between);
    assertTrue(node.accepts(issued));
    clock.advance(MILLISECOND);
    node.revocations.revokeUser(Node.SUBJECT);
    clock.advance(MILLISECOND);
    assertFalse(node.accepts(issued));
    assertFalse(node.accepts(node.issuer.issue(between)));
    assertTrue(node.accepts(node.token()));
  }

  @Test
  @DisplayName("security 14: what is issued for a session that ended is refused")
  void whatIsIssuedForASessionThatEndedIsRefused() {
    Grant grant = node.grant();
    node.revocations.revokeSession(grant.sessionId());
    clock.advance(Duration.ofSeconds(2));
    assertEquals("REVOKED", node.refusal(node.issuer.issue(grant)).split(":")[0]);
    assertFalse(node.accepts(node.token()));
  }
}
