package org.inkgate.statistics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The views since the last writing, in memory, so that reading a post writes nothing. */
@ApplicationScoped
class ViewCounts {

  private final Map<DayOfPost, Long> counts = new ConcurrentHashMap<>();

  private Clock clock;

  ViewCounts() {}

  @Inject
  ViewCounts(Clock clock) {
    this.clock = clock;
  }

  void count(long postId) {
    add(new DayOfPost(postId, LocalDate.now(clock)), 1);
  }

  private void add(DayOfPost key, long views) {
    counts.merge(key, views, Long::sum);
  }

  /** Takes all counts out, in the order they are to be written in; a view is taken once. */
  Map<DayOfPost, Long> take() {
    Map<DayOfPost, Long> taken = new TreeMap<>(DayOfPost.ORDER);
    for (DayOfPost key : counts.keySet()) {
      Long views = counts.remove(key);
      if (views != null) {
        taken.put(key, views);
      }
    }
    return taken;
  }

  /** Puts counts back that could not be written. */
  void giveBack(Map<DayOfPost, Long> taken) {
    taken.forEach(this::add);
  }
}
