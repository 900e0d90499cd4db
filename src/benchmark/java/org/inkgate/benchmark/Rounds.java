package org.inkgate.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Kinds of requests, measured in turn, round by round: what else the machine does meanwhile slows
 * all of a round alike, so that their ratios hold where rates do not.
 */
final class Rounds {

  private static final int ROUNDS = Integer.getInteger("benchmark.rounds");
  private static final int SECONDS = 1;

  /** Until most of it is compiled for the second time: what stores a post is a long way. */
  private static final int WARM_UP_SECONDS = 20;

  private final Map<String, List<Double>> rates = new LinkedHashMap<>();

  static Rounds of(List<Load> loads) throws IOException, InterruptedException {
    Rounds measured = new Rounds();
    for (Load load : loads) {
      load.perSecond(WARM_UP_SECONDS);
      measured.rates.put(load.name(), new ArrayList<>());
    }
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < loads.size(); i++) {
        // Each round begins with another kind, so that none is always the first.
        Load load = loads.get((round + i) % loads.size());
        measured.rates.get(load.name()).add(load.perSecond(SECONDS));
      }
    }
    return measured;
  }

  /** The median of answers a second. */
  double perSecond(String name) {
    return median(rates.get(name));
  }

  /** The median of one kind's rates over another's of the same round. */
  double ratio(String name, String other) {
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      ratios.add(rates.get(name).get(round) / rates.get(other).get(round));
    }
    return median(ratios);
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}
