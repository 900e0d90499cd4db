package org.inkgate.conduit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes dates as JavaScript does: in UTC, with milliseconds even where these are none. */
final class ConduitDate {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private ConduitDate() {}

  static String of(Instant instant) {
    return FORMAT.format(instant);
  }
}
