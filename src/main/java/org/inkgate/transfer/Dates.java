package org.inkgate.transfer;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;

/** Reads dates in the ways other programs write them; without a zone they are UTC. */
final class Dates {

  private static final DateTimeFormatter ANY =
      DateTimeFormatter.ofPattern(
          "yyyy-M-d[['T'][ ]H:mm[:ss][.SSSSSSSSS][.SSSSSS][.SSS]][ ][XXX][XX][X]");

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

  private Dates() {}

  static Optional<Instant> of(String text) {
    try {
      TemporalAccessor date =
          ANY.parseBest(text.strip(), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
      Instant instant =
          date instanceof OffsetDateTime exact
              ? exact.toInstant()
              : date instanceof LocalDateTime local
                  ? local.toInstant(ZoneOffset.UTC)
                  : ((LocalDate) date).atStartOfDay().toInstant(ZoneOffset.UTC);
      // What every database can store.
      return Optional.of(instant.truncatedTo(ChronoUnit.MILLIS))
          .filter(it -> !it.isBefore(Instant.EPOCH) && !it.isAfter(LAST));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
