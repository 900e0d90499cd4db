package org.inkgate.blog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.inkgate.http.texts.Texts;
import org.inkgate.posts.MonthCount;

/** A year of the archive and its months, the latest first. */
public record ArchiveYear(int year, List<MonthCount> months) {

  static List<ArchiveYear> of(List<MonthCount> months) {
    Map<Integer, List<MonthCount>> byYear =
        months.stream()
            .collect(Collectors.groupingBy(MonthCount::year, TreeMap::new, Collectors.toList()));
    List<ArchiveYear> years = new ArrayList<>();
    byYear.forEach((year, those) -> years.add(0, new ArchiveYear(year, those)));
    return List.copyOf(years);
  }

  public long posts() {
    return months.stream().mapToLong(MonthCount::posts).sum();
  }

  /** The name of a month in the reader's language. */
  public static String name(MonthCount month, Texts texts) {
    return ListHeading.month(month.month(), texts);
  }
}
