package org.inkgate.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import org.junit.jupiter.api.function.ThrowingSupplier;

/** What a piece of work costs. */
public final class Cost {

  /** The most processor time that any request may take. */
  public static final Duration MOST = Duration.ofSeconds(1);

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /**
   * The first times, the virtual machine still compiles; other work on the machine costs nothing.
   */
  private static final int TRIES = 3;

  private Cost() {}

  /** Does something in this thread, which must not take more processor time. */
  public static <T> T within(Duration most, String what, ThrowingSupplier<T> work) {
    long least = Long.MAX_VALUE;
    T result = null;
    for (int tried = 0; tried < TRIES && least > most.toNanos(); tried++) {
      long before = THREADS.getCurrentThreadCpuTime();
      try {
        result = work.get();
      } catch (Throwable e) {
        throw new AssertionError(what, e);
      }
      least = Math.min(least, THREADS.getCurrentThreadCpuTime() - before);
    }
    assertTrue(least <= most.toNanos(), what + " took " + Duration.ofNanos(least));
    return result;
  }
}
