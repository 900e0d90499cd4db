package org.inkgate.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.inkgate.testing.InkgateProcess;

/** Compares creating with a bare commit on a disk that takes 4 ms to store something for sure. */
final class SlowDisk {

  /** So few are stored in a second that it is long until the way there is compiled. */
  private static final int WARM_UP_SECONDS = 60;

  private SlowDisk() {}

  static void print() throws Exception {
    Map<String, String> slow = Map.of("LD_PRELOAD", library().toString());
    try (Server server = Server.start(InkgateProcess.newDataFolder(), slow)) {
      Load create = Benchmark.create(server.uri(), server.token());
      Load commit = Benchmark.commit(server.uri());
      create.perSecond(WARM_UP_SECONDS);
      Rounds rounds = Rounds.of(List.of(create, commit));
      System.out.printf("%non a disk that takes 4 ms for a commit:%n");
      Benchmark.print("create ÷ bare commit", rounds.ratio(create.name(), commit.name()));
    }
  }

  private static Path library() throws IOException, InterruptedException {
    Path library = Path.of("target", "slow-disk.so").toAbsolutePath();
    String source = "src/benchmark/c/slow-disk.c";
    Process cc =
        new ProcessBuilder(
                "cc", "-O2", "-shared", "-fPIC", "-o", library.toString(), source, "-ldl")
            .inheritIO()
            .start();
    if (cc.waitFor() != 0) {
      throw new IllegalStateException("cc does not compile " + source);
    }
    return library;
  }
}
