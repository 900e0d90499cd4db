package org.inkgate.launcher;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Writes what is printed line by line into the log. */
final class LoggedStream extends ByteArrayOutputStream {

  private final Logger logger;
  private final Level level;

  private LoggedStream(Logger logger, Level level) {
    this.logger = logger;
    this.level = level;
  }

  static PrintStream to(String logger, Level level) {
    LoggedStream stream = new LoggedStream(Logger.getLogger(logger), level);
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }

  /** Called at the end of each line, as the stream around this one flushes by itself. */
  @Override
  public void flush() {
    String printed;
    synchronized (this) {
      printed = toString(StandardCharsets.UTF_8);
      reset();
    }
    printed.lines().filter(line -> !line.isBlank()).forEach(line -> logger.log(level, line));
  }
}
