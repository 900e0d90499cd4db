package org.inkgate.users;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import org.inkgate.config.TestSettings;
import org.inkgate.http.RequestFailedException;
import org.inkgate.persistence.Buckets;
import org.inkgate.testing.MutableClock;
import org.inkgate.users.Throttle.Key;
import org.inkgate.users.Throttle.Limit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ThrottleTest {

  private final MutableClock clock = new MutableClock();
  private final Throttle throttle =
      new Throttle(Buckets.inMemory(clock), TestSettings.with(Map.of()));
  private final Key ada = Key.of(Limit.LOGIN_OF_USER, "192.0.2.1", "ada");

  @Test
  void tellsToWaitAfterFiveFailuresAndLetsTheNextTryThroughThen() {
    fail(ada, 5);
    assertEquals(12, secondsToWait(ada));
    clock.advance(Duration.ofSeconds(12));
    assertDoesNotThrow(() -> throttle.check(ada));
  }

  @Test
  void makesWaitLongerAndLonger() {
    long before = 0;
    for (int failures : new int[] {5, 10, 24}) {
      Key key = Key.of(Limit.LOGIN_OF_USER, "192.0.2.1", "user" + failures);
      for (int i = 0; i < failures; i++) {
        if (!throttle.tryCount(key)) {
          clock.advance(Duration.ofSeconds(secondsToWait(key)));
          assertTrue(throttle.tryCount(key));
        }
      }
      long wait = secondsToWait(key);
      assertTrue(wait > before, failures + " failures: wait " + wait + " s, before " + before);
      before = wait;
    }
    assertTrue(before > 600, "after 24 failures: " + before + " s");
  }

  @Test
  void makesNobodyWaitLongerBecauseTheClockIsSetBack() {
    fail(ada, 5);
    clock.advance(Duration.ofHours(-1));
    assertEquals(12, secondsToWait(ada));
    clock.advance(Duration.ofSeconds(12));
    assertDoesNotThrow(() -> throttle.check(ada));
  }

  @Test
  void forgetsFailuresOnSuccess() {
    fail(ada, 5);
    throttle.succeeded(ada);
    assertDoesNotThrow(() -> throttle.check(ada));
  }

  @Test
  @DisplayName("security 43: failures from one address don't lock out another")
  void oneAddressLocksNobodyOutFromAnother() {
    fail(ada, 5);
    assertDoesNotThrow(() -> throttle.check(Key.of(Limit.LOGIN_OF_USER, "192.0.2.2", "ada")));
    assertDoesNotThrow(() -> throttle.check(Key.of(Limit.LOGIN_OF_USER, "192.0.2.1", "grace")));
  }

  @Test
  void caseMakesNoOtherName() {
    fail(Key.of(Limit.LOGIN_OF_USER, "192.0.2.1", "ADA"), 5);
    assertEquals(12, secondsToWait(ada));
  }

  @Test
  void namesOfAnyLengthTakeBoundedMemory() {
    assertEquals(
        254, Key.of(Limit.LOGIN_OF_USER, "192.0.2.1", "x".repeat(1_000_000)).name().length());
  }

  @Test
  void countingBeyondTheAllowedIsRefused() {
    fail(ada, 5);
    assertThrows(RequestFailedException.class, () -> throttle.count(ada));
  }

  @Test
  void anIpv6CustomerIsOneNetworkHoweverManyAddressesItUses() {
    assertEquals(
        ClientNetwork.of("2001:db8:1:2::1"), ClientNetwork.of("2001:db8:1:2:ffff:ffff:ffff:ffff"));
    assertTrue(!ClientNetwork.of("2001:db8:1:2::1").equals(ClientNetwork.of("2001:db8:1:3::1")));
    assertEquals("192.0.2.1", ClientNetwork.of("::ffff:192.0.2.1"));
    assertEquals(ClientNetwork.of("fe80::1"), ClientNetwork.of("fe80:0:0:0:0:0:0:1"));
    assertEquals("192.0.2.1", ClientNetwork.of("192.0.2.1"));
  }

  private void fail(Key key, int times) {
    for (int i = 0; i < times; i++) {
      throttle.count(key);
    }
  }

  private long secondsToWait(Key key) {
    RequestFailedException refused =
        assertThrows(RequestFailedException.class, () -> throttle.check(key));
    assertEquals(429, refused.problem().status());
    return Long.parseLong(refused.problem().headers().get("Retry-After"));
  }
}
