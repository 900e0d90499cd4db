package org.inkgate.posts;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A year, or a month of it, in UTC as all dates of posts.
 *
 * @param month from 1, January, to 12; empty for the whole year
 */
public record Period(int year, OptionalInt month) {

  /** Reads a year of four digits and a month of two; empty for other values. */
  public static Optional<Period> of(String year, Optional<String> month) {
    if (!year.matches("[1-9][0-9]{3}") || !month.orElse("01").matches("0[1-9]|1[0-2]")) {
      return Optional.empty();
    }
    OptionalInt number =
        month.isPresent() ? OptionalInt.of(Integer.parseInt(month.get())) : OptionalInt.empty();
    return Optional.of(new Period(Integer.parseInt(year), number));
  }

  public Instant begin() {
    return first().atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** The first moment that no longer belongs to it. */
  public Instant end() {
    LocalDate next = month.isPresent() ? first().plusMonths(1) : first().plusYears(1);
    return next.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private LocalDate first() {
    return LocalDate.of(year, month.orElse(1), 1);
  }

  /** The address of its list of posts. */
  public String path() {
    String list = "/archive/" + year;
    // In some languages %d has digits of their own.
    return month.isPresent() ? list + String.format(Locale.ROOT, "/%02d", month.getAsInt()) : list;
  }
}
