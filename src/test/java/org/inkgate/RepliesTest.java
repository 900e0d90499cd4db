package org.inkgate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Handlers reply; which representation a client gets, and what caches may keep, http decides. */
class RepliesTest {

  private static final Path SOURCES = Path.of("src/main/java/org/inkgate");

  @Test
  void onlyHttpTellsCachesWhatTheyMayKeep() throws IOException {
    assertEquals(
        Set.of(
            // Below /api no cache keeps any answer, to OPTIONS neither.
            "conduit/ConduitFilter.java",
            // Repeats what was said the first time.
            "idempotency/RecordedResponse.java"),
        filesOutsideOfHttpWith("\"Cache-Control\""));
  }

  @Test
  void onlyHttpAsksForTheRepresentation() throws IOException {
    assertEquals(
        Set.of(
            // Who logs out twice by a form is led on, as after the first time.
            "sessions/SessionFilter.java",
            // Lets in scripts of other origins where no browser is logged in, and shows browsers
            // "not found" instead of a login.
            "tokens/TokenFilter.java"),
        filesOutsideOfHttpWith("Representation.of("));
  }

  private static Set<String> filesOutsideOfHttpWith(String text) throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.startsWith(SOURCES.resolve("http")))
          .filter(file -> read(file).contains(text))
          .map(file -> SOURCES.relativize(file).toString())
          .collect(Collectors.toSet());
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
