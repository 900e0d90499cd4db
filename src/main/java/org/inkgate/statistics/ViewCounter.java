package org.inkgate.statistics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;
import org.inkgate.http.DiskSpace;
import org.inkgate.http.UserAgents;
import org.inkgate.posts.PostShown;
import org.inkgate.posts.PostStatus;
import org.inkgate.users.Users;

/** Counts that a post was read, and neither by whom nor from where. */
@ApplicationScoped
class ViewCounter {

  private ViewCounts counts;
  private ViewStore store;
  private Users users;
  private DiskSpace disk;

  ViewCounter() {}

  @Inject
  ViewCounter(ViewCounts counts, ViewStore store, Users users, DiskSpace disk) {
    this.counts = counts;
    this.store = store;
    this.users = users;
    this.disk = disk;
  }

  void count(@Observes PostShown shown) {
    if (shown.post().head().status() == PostStatus.PUBLISHED
        && isReading(shown.request())
        && !isAuthor(shown)) {
      counts.count(shown.post().head().id());
    }
  }

  private static boolean isReading(HttpServletRequest request) {
    String purpose = request.getHeader("Sec-Purpose");
    boolean ahead = purpose != null && purpose.toLowerCase(Locale.ROOT).contains("prefetch");
    return "GET".equals(request.getMethod())
        && !ahead
        && UserAgents.isBrowser(request.getHeader("User-Agent"));
  }

  private boolean isAuthor(PostShown shown) {
    return shown
        .caller()
        .filter(who -> users.username(who.userId()).equals(shown.post().head().author()))
        .isPresent();
  }

  /** Writes what was counted since the last time; what can't be written now is kept. */
  synchronized void write() {
    if (!disk.hasRoomFor(0)) {
      return;
    }
    Map<DayOfPost, Long> taken = counts.take();
    if (taken.isEmpty()) {
      return;
    }
    try {
      store.add(taken);
    } catch (RuntimeException e) {
      counts.giveBack(taken);
      throw e;
    }
  }
}
