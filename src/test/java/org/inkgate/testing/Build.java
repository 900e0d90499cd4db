package org.inkgate.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the build left under target. */
final class Build {

  private static final Path TARGET = Path.of("target").toAbsolutePath();

  private Build() {}

  static Path war() {
    return built("inkgate.war");
  }

  static Path jar() {
    return built("inkgate.jar");
  }

  private static Path built(String name) {
    Path file = TARGET.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new IllegalStateException(file + " is missing: run mvn package first");
    }
    return file;
  }

  /** A new and empty folder that stays after the tests, to look into. */
  static Path newFolder(String purpose) {
    try {
      Path parent = Files.createDirectories(TARGET.resolve("tmp"));
      return Files.createTempDirectory(parent, purpose + "-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
