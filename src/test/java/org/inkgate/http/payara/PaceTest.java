package org.inkgate.http.payara;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds who is too slow, second by second as the server looks. */
class PaceTest {

  private static final Object REQUEST = "a request";

  private final Pace pace = new Pace();

  @ParameterizedTest
  @DisplayName("security 82: no request and no answer takes longer than its length allows")
  @CsvSource({"0, 61", "1, 61", "1000, 80", "3000, 225"})
  void whoIsTooSlowIsSentAway(long bytesPerSecond, int expected) {
    int second = 0;
    while (!pace.isTooSlow(second * 1000L, REQUEST, second * bytesPerSecond)) {
      second++;
    }
    assertEquals(expected, second);
  }

  @ParameterizedTest
  @CsvSource({"4096", "100000"})
  void whoIsFastEnoughMayTakeAnHour(long bytesPerSecond) {
    for (int second = 0; second < 3600; second++) {
      assertFalse(pace.isTooSlow(second * 1000L, REQUEST, second * bytesPerSecond));
    }
  }

  @Test
  void aPauseIsForgivenToWhoGoesOn() {
    assertFalse(pace.isTooSlow(0, REQUEST, 0));
    assertFalse(pace.isTooSlow(59_000, REQUEST, 0));
    assertFalse(pace.isTooSlow(65_000, REQUEST, 100_000));
    assertFalse(pace.isTooSlow(84_000, REQUEST, 100_000));
    assertTrue(pace.isTooSlow(85_000, REQUEST, 100_000));
  }

  @Test
  void eachRequestOfAConnectionHasItsOwnTime() {
    for (int second = 0; second < 3600; second++) {
      Object request = second % 20 == 0 ? null : "request " + second / 20;
      assertFalse(pace.isTooSlow(second * 1000L, request, second));
    }
  }
}
