package org.inkgate.posts;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.inkgate.http.RequestFields;

/**
 * Reads and writes a form's date and time, which HTML sends without a time zone: the zone has a
 * field of its own, so that a page without script is as honest as one with.
 */
public final class ZonedForm {

  /** Offered to choose from; any other name of the IANA time zone database may be typed. */
  public static final List<String> COMMON =
      List.of(
          "UTC",
          "Africa/Cairo",
          "Africa/Lagos",
          "Africa/Nairobi",
          "America/Argentina/Buenos_Aires",
          "America/Bogota",
          "America/Chicago",
          "America/Denver",
          "America/Los_Angeles",
          "America/Mexico_City",
          "America/New_York",
          "America/Sao_Paulo",
          "Asia/Dubai",
          "Asia/Hong_Kong",
          "Asia/Jakarta",
          "Asia/Karachi",
          "Asia/Kolkata",
          "Asia/Riyadh",
          "Asia/Shanghai",
          "Asia/Singapore",
          "Asia/Tokyo",
          "Australia/Sydney",
          "Europe/Berlin",
          "Europe/Istanbul",
          "Europe/London",
          "Europe/Madrid",
          "Europe/Paris",
          "Pacific/Auckland");

  private static final String ZONE = "time_zone";

  private ZonedForm() {}

  /**
   * The moment that a form's field means; a text that names its own offset needs no zone.
   *
   * @throws DateTimeParseException when it is not a date and time
   */
  static Instant instant(RequestFields fields, String text) {
    String date = text.strip();
    if (date.endsWith("Z") || date.matches(".*[+-]\\d\\d:\\d\\d")) {
      return Instant.from(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(date));
    }
    return LocalDateTime.parse(date).atZone(zone(fields)).toInstant();
  }

  private static ZoneId zone(RequestFields fields) {
    String name = fields.text(ZONE).map(String::strip).filter(it -> !it.isEmpty()).orElse("UTC");
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      fields.error(ZONE, "posts.problem.time-zone");
      return ZoneOffset.UTC;
    }
  }

  /** What a field of type datetime-local holds, in UTC. */
  public static String local(Instant at) {
    return LocalDateTime.ofInstant(at, ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES).toString();
  }
}
