package org.inkgate.testing;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Alternative;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * A clock for the server that is wrong by as much as a test says, in a file in the data folder. It
 * takes the place of the real one in a WAR to which it is added.
 */
@Dependent
@Alternative
@Priority(1)
public class WrongClock extends Clock {

  private static final String FILE = "seconds-wrong";

  private final Path file =
      Path.of(ConfigProvider.getConfig().getValue("DATA_DIR", String.class), FILE);

  /** Sets the clock of the server with that data folder: ahead, or back where negative. */
  public static void set(Path dataFolder, Duration wrongBy) {
    try {
      Path next = Files.writeString(dataFolder.resolve(FILE + ".next"), wrongBy.toSeconds() + "");
      Files.move(next, dataFolder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Instant instant() {
    try {
      long wrong = Files.exists(file) ? Long.parseLong(Files.readString(file)) : 0;
      return Clock.tickMillis(ZoneOffset.UTC).instant().plusSeconds(wrong);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
