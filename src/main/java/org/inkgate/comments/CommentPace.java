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
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.inkgate.persistence.Buckets;
import org.inkgate.persistence.Buckets.Allowance;

/** Keeps anybody from commenting faster than people write: ten a minute, a hundred an hour. */
@ApplicationScoped
class CommentPace {

  static final int MOST_A_MINUTE = 10;
  private static final int MOST_AN_HOUR = 100;
  private static final List<Allowance> PACE =
      List.of(
          new Allowance(MOST_A_MINUTE, Duration.ofMinutes(1)),
          new Allowance(MOST_AN_HOUR, Duration.ofHours(1)));

  private static final int MOST_REMEMBERED = 100_000;

  private record Form(long userId, String key) {}

  private final Buckets buckets;
  private final Cache<Form, Boolean> counted;

  CommentPace() {
    buckets = null;
    counted = null;
  }

  @Inject
  CommentPace(Buckets buckets) {
    this.buckets = buckets;
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
    ConsumptionProbe probe = buckets.get("COMMENT " + userId, PACE).tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      form.ifPresent(counted::invalidate);
      throw tooMany(probe.getNanosToWaitForRefill());
    }
  }

  private static RequestFailedException tooMany(long nanos) {
    long seconds = Math.max(1, TimeUnit.NANOSECONDS.toSeconds(nanos + 999_999_999));
    return new RequestFailedException(
        Problem.of(429, "too-many-requests", "posts.problem.comment-fast", seconds)
            .with("Retry-After", String.valueOf(seconds)),
        "too many comments");
  }
}
