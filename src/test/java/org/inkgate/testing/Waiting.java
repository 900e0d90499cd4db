package org.inkgate.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits for what another process does, at its own time. */
public final class Waiting {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** Asked without a pause, a server that starts would have half a processor less. */
  private static final long PAUSE_MILLIS = 20;

  private Waiting() {}

  /** Asks again and again, for a minute at most. */
  public static void until(Callable<Boolean> condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (!condition.call()) {
        if (System.nanoTime() > end) {
          throw new AssertionError("It did not happen within " + PATIENCE);
        }
        pause();
      }
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Leaves the processor to what is waited for. */
  public static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
