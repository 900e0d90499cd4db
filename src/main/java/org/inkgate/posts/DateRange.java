package org.inkgate.posts;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.inkgate.http.QueryParameters;

/**
 * When the posts of a list were published, as "from" and "to" say: dates in UTC, or dates and times
 * (RFC 3339).
 *
 * @param begin the first moment that counts
 * @param end the first moment that does not count any more
 * @param words the parameters as they were sent
 */
public record DateRange(Optional<Instant> begin, Optional<Instant> end, Map<String, String> words) {

  static final DateRange ALWAYS = new DateRange(Optional.empty(), Optional.empty(), Map.of());

  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");
  private static final String RULE = "posts.problem.list-date";

  /** Reads both parameters; an invalid date is noted as an error. */
  static DateRange of(QueryParameters parameters) {
    Optional<Instant> begin = read(parameters, "from", false);
    Optional<Instant> end = read(parameters, "to", true);
    Map<String, String> words = new LinkedHashMap<>();
    parameters.text("from").ifPresent(text -> words.put("from", text));
    parameters.text("to").ifPresent(text -> words.put("to", text));
    return new DateRange(begin, end, words);
  }

  private static Optional<Instant> read(QueryParameters parameters, String name, boolean after) {
    Optional<String> text = parameters.text(name).map(String::strip);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      Instant instant = read(text.get(), after);
      if (!instant.isBefore(FIRST) && !instant.isAfter(LAST)) {
        return Optional.of(instant);
      }
    } catch (DateTimeException e) {
      // Falls through to the same refusal as a date no database can store.
    }
    parameters.error(name, RULE);
    return Optional.empty();
  }

  private static Instant read(String text, boolean after) {
    if (text.length() == "2026-11-23".length()) {
      LocalDate date = LocalDate.parse(text);
      return (after ? date.plusDays(1) : date).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    Instant instant = OffsetDateTime.parse(text).toInstant();
    // Posts are dated by the millisecond, and the one that was published at that time counts.
    return after ? instant.plusMillis(1) : instant;
  }
}
