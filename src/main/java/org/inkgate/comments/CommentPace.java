package org.inkgate.comments;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.inkgate.config.Settings;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.inkgate.persistence.Buckets;
import org.inkgate.persistence.Buckets.Allowance;

/**
 * Keeps users from commenting faster than people write: as many in a minute as the setting says,
 * and ten times as many in an hour.
 */
@ApplicationScoped
class CommentPace {

  /** How many minutes' worth an hour holds. */
  private static final int MINUTES_WORTH = 10;

  private static final int MOST_REMEMBERED = 100_000;

  private record Form(long userId, String key) {}

  private final Buckets buckets;
  private final int mostInMinute;
  private final Cache<Form, Boolean> counted;

  CommentPace() {
    buckets = null;
    mostInMinute = 0;
    counted = null;
  }

  @Inject
  CommentPace(Buckets buckets, Settings settings) {
    this.buckets = buckets;
    this.mostInMinute = (int) settings.limits().commentPace();
    this.counted =
        Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(Duration.ofHours(1))
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
        buckets.get("COMMENT " + userId, pace()).tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      form.ifPresent(counted::invalidate);
      throw tooMany(probe.getNanosToWaitForRefill());
    }
  }

  private List<Allowance> pace() {
    return List.of(
        new Allowance(mostInMinute, Duration.ofMinutes(1)),
        new Allowance(mostInMinute * MINUTES_WORTH, Duration.ofHours(1)));
  }

  private RequestFailedException tooMany(long nanos) {
    long seconds = Math.max(1, TimeUnit.NANOSECONDS.toSeconds(nanos + 999_999_999));
    return new RequestFailedException(
        Problem.of(
                429,
                "too-many-requests",
                "posts.problem.comment-fast",
                mostInMinute,
                mostInMinute * MINUTES_WORTH,
                seconds)
            .with("Retry-After", String.valueOf(seconds)),
        "too many comments");
  }
}
