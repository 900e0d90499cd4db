package org.inkgate.testing;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/** What the server under Arquillian wrote into its log. */
public final class ServerLog {

  private ServerLog() {}

  /** All since the running WAR came. */
  public static List<String> lines() {
    return SharedPayara.log().orElseGet(OtherServer::log).lines().toList();
  }

  /** The first line like that, as soon as it is there: the answer may be faster than the log. */
  public static String await(Callable<List<String>> log, Predicate<String> wanted)
      throws Exception {
    for (int attempt = 0; attempt < 1000; attempt++) {
      Optional<String> line = log.call().stream().filter(wanted).findFirst();
      if (line.isPresent()) {
        return line.get();
      }
      Waiting.pause();
    }
    throw new AssertionError("The log has no such line");
  }
}
