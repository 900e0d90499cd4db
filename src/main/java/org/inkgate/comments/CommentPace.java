package org.inkgate.comments;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;

/** Keeps anybody from commenting faster than people write: ten a minute, a hundred an hour. */
@ApplicationScoped
class CommentPace {

  static final int MOST_A_MINUTE = 10;
  private static final int MOST_AN_HOUR = 100;
  private static final int MOST_REMEMBERED = 100_000;

  private record Form(long userId, String key) {}

  private final Cache<Long, Bucket> buckets;
  private final Cache<Form, Boolean> counted;
  private final TimeMeter meter;

  CommentPace() {
    buckets = null;
    counted = null;
    meter = null;
  }

  @Inject
  CommentPace(Clock clock) {
    meter = new ClockMeter(clock);
    Caffeine<Object, Object> remembered =
        Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterAccess(Duration.ofHours(1))
            .ticker(meter::currentTimeNanos);
    buckets = remembered.build();
    counted =
        Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(Duration.ofHours(1))
            .ticker(meter::currentTimeNanos)
            .build();
  }

  /**
   * Counts a comment; a form that is sent again counts once, as it makes one comment.
   *
   * @throws RequestFailedException 429 with the seconds to wait in Retry-After
   */
  void count(long userId, Optional<String> formKey) {
    Optional<Form> form = formKey.map(key -> new Form(userId, key));
    if (form.isPresent() && counted.asMap().putIfAbsent(form.get(), true) != null) {
      return;
    }
    ConsumptionProbe probe =
        buckets.get(userId, user -> newBucket()).tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      form.ifPresent(counted::invalidate);
      throw tooMany(probe.getNanosToWaitForRefill());
    }
  }

  private Bucket newBucket() {
    return Bucket.builder()
        .withCustomTimePrecision(meter)
        .addLimit(
            limit ->
                limit.capacity(MOST_A_MINUTE).refillGreedy(MOST_A_MINUTE, Duration.ofMinutes(1)))
        .addLimit(
            limit -> limit.capacity(MOST_AN_HOUR).refillGreedy(MOST_AN_HOUR, Duration.ofHours(1)))
        .build();
  }

  private static RequestFailedException tooMany(long nanos) {
    long seconds = Math.max(1, TimeUnit.NANOSECONDS.toSeconds(nanos + 999_999_999));
    return new RequestFailedException(
        new Problem(
                429,
                "too-many-requests",
                "Too Many Requests",
                "You comment faster than people can read. Try again in " + seconds + " seconds.")
            .with("Retry-After", String.valueOf(seconds)),
        "too many comments");
  }

  /** Bucket4j's time from ours, so that a test can let it pass. */
  private record ClockMeter(Clock clock) implements TimeMeter {

    @Override
    public long currentTimeNanos() {
      return TimeUnit.MILLISECONDS.toNanos(clock.millis());
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }
}
