package org.inkgate.http.log;

import io.prometheus.metrics.core.metrics.Counter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Writes what matters to security into the log: one line an event, {@code name=value} pairs. */
public final class Events {

  static final Logger LOG = Logger.getLogger("org.inkgate.security");

  private static final Counter EVENTS =
      Counter.builder()
          .name("inkgate_events_total")
          .help("What mattered to security, by event, such as login.succeeded")
          .labelNames("event")
          .register();

  private Events() {}

  /**
   * Logs an event of a request.
   *
   * @param details names and values in turn; never a token, a password or another secret
   */
  public static void log(HttpServletRequest request, Level level, String event, Object... details) {
    EVENTS.labelValues(event).inc();
    if (!LOG.isLoggable(level)) {
      return;
    }
    StringBuilder line = new StringBuilder("event=").append(event);
    line.append(" request_id=").append(RequestId.of(request));
    line.append(" address=").append(request.getRemoteAddr());
    for (int i = 0; i + 1 < details.length; i += 2) {
      line.append(' ').append(details[i]).append("=\"");
      line.append(oneLine(String.valueOf(details[i + 1]))).append('"');
    }
    LOG.log(level, line::toString);
  }

  /** What a client typed can't end the line or the quotes, and so can't forge another event. */
  static String oneLine(String value) {
    String cut = value.length() > 200 ? value.substring(0, 200) + "…" : value;
    return cut.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\"\\\\]", "?");
  }
}
