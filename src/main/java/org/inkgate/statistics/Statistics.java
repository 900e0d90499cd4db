package org.inkgate.statistics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.inkgate.blog.BlogService;
import org.inkgate.http.Listing;
import org.inkgate.posts.PostSummary;

/** What can be said about how often posts are read. */
@ApplicationScoped
class Statistics {

  /** How far back "lately" reaches, today included. */
  static final int DAYS = 30;

  private ViewStore store;
  private BlogService blog;
  private Clock clock;

  Statistics() {}

  @Inject
  Statistics(ViewStore store, BlogService blog, Clock clock) {
    this.store = store;
    this.blog = blog;
    this.clock = clock;
  }

  private LocalDate since() {
    return LocalDate.now(clock).minusDays(DAYS - 1L);
  }

  /** The views of the last days, the oldest first, of one post or of all. */
  List<DayCount> days(Optional<Long> post) {
    LocalDate first = since();
    Map<LocalDate, Long> views = store.byDay(post, first);
    return Stream.iterate(first, day -> day.plusDays(1))
        .limit(DAYS)
        .map(day -> new DayCount(day, views.getOrDefault(day, 0L)))
        .toList();
  }

  /** The views of these posts, by post; a post without views is absent. */
  Map<Long, PostViews> of(Collection<Long> posts) {
    return store.of(posts, since());
  }

  /** The posts that were read most in the last days. */
  Listing<ReadPost> top(int page, int size) {
    Map<Long, Long> recent = store.top(since(), page, size);
    Map<Long, PostSummary> posts = blog.byIds(recent.keySet());
    Map<Long, PostViews> views = store.of(recent.keySet(), since());
    List<ReadPost> entries =
        recent.keySet().stream()
            .filter(posts::containsKey)
            .map(id -> new ReadPost(posts.get(id), views.getOrDefault(id, PostViews.NONE)))
            .toList();
    return new Listing<>(entries, page, size, store.countRead(since()));
  }
}
