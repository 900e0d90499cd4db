package org.inkgate.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.inkgate.testing.MutableClock;
import org.junit.jupiter.api.Test;

class ViewCountsTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

  private final MutableClock clock = new MutableClock();
  private final ViewCounts counts = new ViewCounts(clock);

  @Test
  void viewsOfOnePostOnOneDayAreOneNumber() {
    counts.count(7);
    counts.count(8);
    counts.count(7);
    assertEquals(Map.of(new DayOfPost(7, TODAY), 2L, new DayOfPost(8, TODAY), 1L), counts.take());
  }

  @Test
  void afterMidnightUtcAnotherDayIsCounted() {
    clock.advance(Duration.ofHours(15).plusMinutes(59));
    counts.count(7);
    clock.advance(Duration.ofMinutes(1));
    counts.count(7);
    assertEquals(
        List.of(new DayOfPost(7, TODAY), new DayOfPost(7, TODAY.plusDays(1))),
        List.copyOf(counts.take().keySet()));
  }

  @Test
  void whatIsTakenIsTakenOnce() {
    counts.count(7);
    counts.take();
    assertEquals(Map.of(), counts.take());
  }

  @Test
  void whatCouldNotBeWrittenIsAddedToWhatCameMeanwhile() {
    counts.count(7);
    Map<DayOfPost, Long> failed = counts.take();
    counts.count(7);
    counts.giveBack(failed);
    assertEquals(Map.of(new DayOfPost(7, TODAY), 2L), counts.take());
  }

  @Test
  void everyNodeWritesInTheSameOrder() {
    List.of(9L, 3L, 5L).forEach(counts::count);
    assertEquals(
        List.of(3L, 5L, 9L), counts.take().keySet().stream().map(DayOfPost::postId).toList());
  }

  @Test
  void noViewIsLostWhileOthersAreTaken() throws Exception {
    ExecutorService readers = Executors.newFixedThreadPool(4);
    for (int i = 0; i < 4; i++) {
      readers.execute(
          () -> {
            for (int view = 0; view < 5_000; view++) {
              counts.count(7);
            }
          });
    }
    readers.shutdown();
    long taken = 0;
    while (!readers.awaitTermination(1, TimeUnit.MILLISECONDS)) {
      taken += sum();
    }
    assertEquals(20_000, taken + sum());
  }

  private long sum() {
    return counts.take().values().stream().mapToLong(Long::longValue).sum();
  }
}
