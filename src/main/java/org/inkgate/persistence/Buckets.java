package org.inkgate.persistence;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConfigurationBuilder;
import io.github.bucket4j.TimeMeter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.inkgate.config.Settings;

/**
 * Counts what is limited: in memory, or in PostgreSQL for all nodes together.
 *
 * <p>What is counted is forgotten when it no longer matters, and in memory bounded before that.
 */
@ApplicationScoped
public class Buckets {

  private static final int MOST_IN_MEMORY = 100_000;

  /** So many in so long a time. */
  public record Allowance(int most, Duration period) {}

  private final Cache<String, Bucket> here;
  private final TimeMeter meter;
  private final Optional<SharedBuckets> shared;

  Buckets() {
    here = null;
    meter = null;
    shared = Optional.empty();
  }

  @Inject
  Buckets(Settings settings, BucketTable table, Clock clock) {
    this(clock, settings.database().map(database -> table));
  }

  private Buckets(Clock clock, Optional<BucketTable> table) {
    meter = new SteadyTime(clock);
    shared = table.map(rows -> new SharedBuckets(meter, rows));
    here =
        Caffeine.newBuilder()
            .maximumSize(MOST_IN_MEMORY)
            .expireAfterAccess(Duration.ofDays(1))
            .ticker(meter::currentTimeNanos)
            .build();
  }

  /** Those of one node. */
  public static Buckets inMemory(Clock clock) {
    return new Buckets(clock, Optional.empty());
  }

  /** The bucket of that name, if something was counted in it. */
  public Optional<Bucket> find(String name) {
    return shared.isPresent()
        ? shared.get().find(name)
        : Optional.ofNullable(here.getIfPresent(name));
  }

  /** The bucket of that name; a full one if nothing was counted in it. */
  public Bucket get(String name, List<Allowance> allowances) {
    return shared.isPresent()
        ? shared.get().getProxy(name, () -> configuration(allowances))
        : here.get(name, absent -> newBucket(allowances));
  }

  /** Forgets what was counted. */
  public void remove(String name) {
    here.invalidate(name);
    shared.ifPresent(buckets -> buckets.removeProxy(name));
  }

  /** Forgets the buckets that are full again; the ones in memory need no help. */
  public void tidy() {
    shared.ifPresent(SharedBuckets::removeFull);
  }

  private Bucket newBucket(List<Allowance> allowances) {
    var builder = Bucket.builder().withCustomTimePrecision(meter);
    for (var limit : configuration(allowances).getBandwidths()) {
      builder.addLimit(limit);
    }
    return builder.build();
  }

  private static BucketConfiguration configuration(List<Allowance> allowances) {
    ConfigurationBuilder builder = BucketConfiguration.builder();
    for (Allowance allowance : allowances) {
      builder.addLimit(
          limit ->
              limit.capacity(allowance.most()).refillGreedy(allowance.most(), allowance.period()));
    }
    return builder.build();
  }
}
