package org.inkgate.launcher;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/** Keeps what the log says about a failing start, for the terminal. */
public final class StartFailures extends Handler {

  /** Where Inkgate says which of its settings it refuses, in words for the operator. */
  private static final String SETTINGS = "org.inkgate.config";

  private static final List<String> REFUSED_SETTINGS = new CopyOnWriteArrayList<>();
  private static final List<String> EXCEPTIONS = new CopyOnWriteArrayList<>();
  private static volatile boolean forgotten;

  /** Made by the log manager, which finds the name of this class in the configuration. */
  public StartFailures() {
    setLevel(Level.SEVERE);
  }

  /** The refused settings, a line each; if there are none, what caused the first exception. */
  static List<String> seen() {
    return REFUSED_SETTINGS.isEmpty()
        ? EXCEPTIONS.stream().limit(1).toList()
        : List.copyOf(REFUSED_SETTINGS);
  }

  /** The start was a success, so nothing needs keeping any more. */
  static void forget() {
    forgotten = true;
    REFUSED_SETTINGS.clear();
    EXCEPTIONS.clear();
  }

  @Override
  public void publish(LogRecord record) {
    if (forgotten || !isLoggable(record)) {
      return;
    }
    String logger = String.valueOf(record.getLoggerName());
    if (logger.startsWith(SETTINGS)) {
      REFUSED_SETTINGS.add(message(record));
    } else if (record.getThrown() != null) {
      EXCEPTIONS.add(rootCause(record.getThrown()));
    }
  }

  private static String message(LogRecord record) {
    return oneLine(new SimpleFormatter().formatMessage(record));
  }

  private static String rootCause(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    return oneLine(cause.toString());
  }

  private static String oneLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  @Override
  public void flush() {
    // Nothing is buffered.
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
