package org.inkgate.persistence;

import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.util.concurrent.TimeUnit;

/**
 * Bucket4j's time from a clock, so that a test can let it pass; it stands still while the clock is
 * set back, so that a client that has to wait a minute does not wait an hour.
 */
final class SteadyTime implements TimeMeter {

  private final Clock clock;
  private long latest;
  private long setBack;

  SteadyTime(Clock clock) {
    this.clock = clock;
    this.latest = clock.millis();
  }

  @Override
  public synchronized long currentTimeNanos() {
    long now = clock.millis() + setBack;
    if (now < latest) {
      setBack += latest - now;
      now = latest;
    }
    latest = now;
    return TimeUnit.MILLISECONDS.toNanos(now);
  }

  @Override
  public boolean isWallClockBased() {
    return true;
  }
}
