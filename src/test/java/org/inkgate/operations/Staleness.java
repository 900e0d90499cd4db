package org.inkgate.operations;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.inkgate.testing.HttpApi;

/**
 * How long nodes go on showing what another one has changed: until the last request that was sent
 * and still got the old answer, so that answers which take long on a loaded machine do not count.
 */
final class Staleness {

  private static final int TIMES = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Staleness() {}

  /**
   * The shortest of three times, so that a loaded machine does not decide.
   *
   * @param change makes a change and tells what shows it on a node
   */
  static Duration of(List<HttpApi> nodes, IntFunction<Predicate<HttpApi>> change) {
    return IntStream.range(0, TIMES)
        .mapToObj(change)
        .map(shows -> until(nodes, shows))
        .min(Duration::compareTo)
        .orElseThrow();
  }

  private static Duration until(List<HttpApi> nodes, Predicate<HttpApi> shows) {
    Instant changed = Instant.now();
    Duration stale = Duration.ZERO;
    for (HttpApi node : nodes) {
      Duration sent = Duration.between(changed, Instant.now());
      while (!shows.test(node)) {
        stale = sent.compareTo(stale) > 0 ? sent : stale;
        assertTrue(sent.compareTo(PATIENCE) < 0, "Not seen after " + sent);
        sent = Duration.between(changed, Instant.now());
      }
    }
    return stale;
  }
}
