package org.inkgate.statistics;

import java.time.LocalDate;
import java.util.Comparator;

/**
 * What views are counted by.
 *
 * @param day in UTC
 */
record DayOfPost(long postId, LocalDate day) {

  /** Rows changed in one order by all nodes can't deadlock. */
  static final Comparator<DayOfPost> ORDER =
      Comparator.comparingLong(DayOfPost::postId).thenComparing(DayOfPost::day);
}
