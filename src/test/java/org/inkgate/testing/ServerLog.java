package org.inkgate.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What the server under Arquillian wrote into its log. */
public final class ServerLog {

  private ServerLog() {}

  public static List<String> lines() {
    Optional<Path> otherServer = OtherServer.folder();
    try (Stream<Path> files =
        otherServer.isPresent()
            ? Files.walk(otherServer.get(), 5)
            : Files.list(Path.of("target"))) {
      StringBuilder all = new StringBuilder();
      for (Path log : files.filter(ServerLog::isLog).toList()) {
        all.append(Files.readString(log, StandardCharsets.ISO_8859_1)).append('\n');
      }
      return all.toString().lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  private static boolean isLog(Path file) {
    return file.getFileName().toString().matches("(arquillian-)?server.*\\.log");
  }
}
