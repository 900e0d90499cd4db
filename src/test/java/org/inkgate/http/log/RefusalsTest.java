package org.inkgate.http.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusalsTest {

  private final Refusals refusals = new Refusals(Clock.systemUTC(), 3);

  @Test
  void remembersTheNewestAndForgetsTheRest() {
    for (int i = 1; i <= 5; i++) {
      refusals.remember(refusal("id" + i));
    }
    assertEquals(
        List.of("id5", "id4", "id3"),
        refusals.newest(10).stream().map(Refusal::requestId).toList());
    assertEquals(1, refusals.newest(1).size());
    assertTrue(refusals.of("id4").isPresent());
    assertTrue(refusals.of("id1").isEmpty());
  }

  @Test
  void whatIsTakenIsTakenOnce() {
    refusals.remember(refusal("id1"));
    refusals.remember(refusal("id2"));
    assertEquals(
        List.of("id2", "id1"), refusals.takeUntold(10).stream().map(Refusal::requestId).toList());
    refusals.remember(refusal("id3"));
    assertEquals(List.of("id3"), refusals.takeUntold(10).stream().map(Refusal::requestId).toList());
    assertEquals(List.of(), refusals.takeUntold(10));
  }

  private static Refusal refusal(String id) {
    return new Refusal(id, Instant.EPOCH, "GET", "/", "192.0.2.1", 401, "invalid-token", "EXPIRED");
  }
}
