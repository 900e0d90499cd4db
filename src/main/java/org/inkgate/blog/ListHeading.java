package org.inkgate.blog;

import java.time.Month;
import java.time.format.TextStyle;
import java.util.Locale;
import org.inkgate.http.texts.Texts;
import org.inkgate.posts.Period;
import org.inkgate.posts.PostQuery;
import org.inkgate.posts.PostStatus;

/** Says in the reader's language what a list of posts shows. */
final class ListHeading {

  private ListHeading() {}

  static String of(PostQuery query, Texts texts) {
    if (query.tag().isPresent()) {
      return texts.text("blog.tagged", isolated(query.tag().get()));
    }
    if (query.author().isPresent()) {
      return texts.text("blog.by", isolated(query.author().get()));
    }
    if (query.period().isPresent()) {
      return texts.text("blog.posts-of", of(query.period().get(), texts));
    }
    return switch (query.status().orElse(PostStatus.PUBLISHED)) {
      case DRAFT -> texts.text("blog.drafts");
      case PENDING -> texts.text("blog.pending-posts");
      case SCHEDULED -> texts.text("blog.scheduled-posts");
      case PUBLISHED -> texts.text("blog.newest");
    };
  }

  private static String of(Period period, Texts texts) {
    String year = String.valueOf(period.year());
    return period.month().isEmpty()
        ? year
        : texts.text("blog.month-of-year", month(period.month().getAsInt(), texts), year);
  }

  /** A month's name, from 1 for January. */
  static String month(int month, Texts texts) {
    Locale locale = texts.language().locale();
    return Month.of(month).getDisplayName(TextStyle.FULL_STANDALONE, locale);
  }

  /** Keeps the direction of a name from turning around the words about it (Unicode TR9). */
  private static String isolated(String name) {
    return "\u2068" + name + "\u2069";
  }
}
