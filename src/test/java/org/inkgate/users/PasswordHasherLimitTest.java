package org.inkgate.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.inkgate.http.RequestFailedException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PasswordHasherLimitTest {

  private static final int MOST_SERVED = 2 + 64;

  // However slow the machine, a login that has a place is served.
  private final PasswordHasher hasher = new PasswordHasher(2, Duration.ofMinutes(10));

  @Test
  @DisplayName(
      "security 45: of two hundred at once a few run some wait and the rest are told to come back")
  void ofTwoHundredAtOnceAFewRunSomeWaitAndTheRestAreToldToComeBack() throws Exception {
    int callers = 200;
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    CountDownLatch ready = new CountDownLatch(callers);
    CountDownLatch go = new CountDownLatch(1);
    List<Future<Boolean>> answers = new ArrayList<>();
    Callable<Boolean> call =
        () -> {
          ready.countDown();
          go.await();
          return served();
        };
    for (int i = 0; i < callers; i++) {
      answers.add(threads.submit(call));
    }
    ready.await();
    go.countDown();
    int served = 0;
    for (Future<Boolean> answer : answers) {
      served += answer.get() ? 1 : 0;
    }
    threads.shutdown();
    assertTrue(served >= MOST_SERVED, served + " were served");
    assertTrue(served < callers, "nobody was told to come back");
    assertTrue(served(), "and afterwards everything is as before");
  }

  private boolean served() {
    try {
      hasher.pretend("correct horse");
      return true;
    } catch (RequestFailedException e) {
      assertEquals(503, e.problem().status());
      assertNotNull(e.problem().headers().get("Retry-After"));
      return false;
    }
  }

  @Test
  @DisplayName("security 45: hashes take at most a quarter of the memory")
  void hashesTakeAtMostAQuarterOfTheMemory() {
    assertEquals(4, PasswordHasher.atOnce(4, 4L << 30));
    assertEquals(3, PasswordHasher.atOnce(64, 256L << 20));
    assertEquals(1, PasswordHasher.atOnce(64, 32L << 20));
  }
}
