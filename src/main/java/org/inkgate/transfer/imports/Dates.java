package org.inkgate.transfer.imports;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads dates in the ways other programs write them; without a zone they are UTC. */
public final class Dates {

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

  /** Seconds have at most so many digits until the year 5138, milliseconds more since 1973. */
  private static final int MOST_DIGITS_OF_SECONDS = 11;

  /** What follows a day: a time, and a zone as an offset or a name. */
  private static final String TIME =
      "[[','][' ']['T']['t'][' ']H:mm[:ss][.SSSSSSSSS][.SSSSSS][.SSS][.SS][.S][' ']"
          + "[a][' '][XXX][XX][X][z]]";

  private static final List<DateTimeFormatter> FORMS =
      List.of(
          form("uuuu-M-d" + TIME),
          form("uuuu-M-d[' ']['T']h:mm[:ss] a[ z][ XXX][ XX]"),
          form("uuuu/M/d" + TIME),
          form("uuuu.M.d" + TIME),
          form("d.M.uuuu" + TIME),
          form("[EEE, ]d MMM uuuu" + TIME),
          form("[EEEE, ]d MMMM uuuu" + TIME),
          form("[EEE, ]MMM d, uuuu" + TIME),
          form("[EEEE, ]MMMM d, uuuu" + TIME),
          form("[EEE, ][EEEE, ][MMM][MMMM] d, uuuu[','][' at'] h:mm[:ss] a[ z]"),
          form("[EEE ]MMM d HH:mm:ss [z ]uuuu"),
          compact());

  private Dates() {}

  private static DateTimeFormatter form(String pattern) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern)
        .toFormatter(Locale.ENGLISH)
        // Smart would make the last of the month of a day that there is not.
        .withResolverStyle(ResolverStyle.STRICT);
  }

  private static DateTimeFormatter compact() {
    return new DateTimeFormatterBuilder()
        .appendValue(ChronoField.YEAR, 4, 4, SignStyle.NOT_NEGATIVE)
        .appendValue(ChronoField.MONTH_OF_YEAR, 2)
        .appendValue(ChronoField.DAY_OF_MONTH, 2)
        .appendPattern("['T'HHmmss[X]]")
        .toFormatter(Locale.ENGLISH)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /** The instant; empty for a text that is no date of the years 1970 to 9999. */
  public static Optional<Instant> of(String text) {
    String date = text.strip().replaceAll("\\s+", " ");
    if (date.isEmpty() || date.length() > 60) {
      return Optional.empty();
    }
    return (date.matches("\\d{9,14}") ? epoch(date) : written(date))
        // What every database can store.
        .map(it -> it.truncatedTo(ChronoUnit.MILLIS))
        .filter(it -> !it.isBefore(Instant.EPOCH) && !it.isAfter(LAST));
  }

  /** Whether a text says that there is no date, as WordPress does. */
  static boolean isNone(String text) {
    return text.isBlank() || text.startsWith("0000-00-00");
  }

  private static Optional<Instant> epoch(String digits) {
    long number = Long.parseLong(digits);
    return Optional.of(
        digits.length() <= MOST_DIGITS_OF_SECONDS
            ? Instant.ofEpochSecond(number)
            : Instant.ofEpochMilli(number));
  }

  private static Optional<Instant> written(String date) {
    // Offsets of one digit, which no pattern has; and "am" without a space before it.
    String form =
        date.replaceFirst(" ([+-])(\\d)$", " $10$2:00").replaceFirst("(?i)(\\d)([ap]m)$", "$1 $2");
    for (DateTimeFormatter formatter : FORMS) {
      try {
        return Optional.of(
            instant(
                formatter.parseBest(
                    form,
                    ZonedDateTime::from,
                    OffsetDateTime::from,
                    LocalDateTime::from,
                    LocalDate::from)));
      } catch (DateTimeException e) {
        // Perhaps it has another form.
      }
    }
    return Optional.empty();
  }

  private static Instant instant(TemporalAccessor date) {
    if (date instanceof ZonedDateTime zoned) {
      return zoned.toInstant();
    }
    if (date instanceof OffsetDateTime exact) {
      return exact.toInstant();
    }
    return date instanceof LocalDateTime local
        ? local.toInstant(ZoneOffset.UTC)
        : ((LocalDate) date).atStartOfDay().toInstant(ZoneOffset.UTC);
  }
}
