package org.inkgate.benchmark;

import java.util.Locale;

/** Reads for benchmark.minutes, one by default, and shows what stays in the memory meanwhile. */
final class Endurance {

  private static final int MINUTES = Integer.getInteger("benchmark.minutes");
  private static final int POINTS = 6;

  private Endurance() {}

  static void print(Server server) throws Exception {
    Load list = Load.get("lists", server.uri(), "/blogs?size=20&page=#", Benchmark.JSON).upTo(2);
    Load page = Load.get("pages", server.uri(), "/blogs/post-#", "text/html").upTo(40);
    long first = server.liveBytes();
    long last = first;
    System.out.printf("%nlive heap after minutes of load:%n");
    for (int point = 0; point <= POINTS; point++) {
      double minutes = (double) point * MINUTES / POINTS;
      System.out.printf(Locale.ROOT, "%8.1f min %10.1f MB%n", minutes, last / 1e6);
      if (point < POINTS) {
        list.perSecond(MINUTES * 30 / POINTS);
        page.perSecond(MINUTES * 30 / POINTS);
        last = server.liveBytes();
      }
    }
    Benchmark.print("last ÷ first", (double) last / first);
  }
}
