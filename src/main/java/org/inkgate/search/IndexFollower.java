package org.inkgate.search;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.inkgate.posts.PostCensus;
import org.inkgate.posts.PostWords;

/** Brings an index up to the database: what it is told at once, the rest once a second. */
final class IndexFollower {

  private static final int POSTS_AT_ONCE = 50;
  private static final int COMPARED_AT_ONCE = 5000;

  /** For how long a comparison holds, unless it took so long that it would be done all the time. */
  private static final Duration HOLDS = Duration.ofSeconds(1);

  private static final int HOLDS_TIMES_ITS_LENGTH = 10;

  private final PostIndex index;
  private final PostCensus census;

  private PostCensus.Count compared;

  /** By {@link System#nanoTime}. */
  private volatile long holdsUntil = System.nanoTime();

  private volatile boolean stopped;

  IndexFollower(PostIndex index, PostCensus census) {
    this.index = index;
    this.census = census;
  }

  PostIndex index() {
    return index;
  }

  /** Whether the last comparison is still good enough. */
  boolean holds() {
    return System.nanoTime() - holdsUntil < 0;
  }

  /** Reads these posts again, and compares all if that is due. One thread at a time. */
  void follow(Collection<Long> changed) throws IOException {
    if (!changed.isEmpty()) {
      read(changed);
      index.commit();
    }
    if (!holds()) {
      long begun = System.nanoTime();
      compare();
      long end = System.nanoTime();
      holdsUntil = end + Math.max(HOLDS.toNanos(), HOLDS_TIMES_ITS_LENGTH * (end - begun));
    }
  }

  private void compare() throws IOException {
    // Counted first: what changes from here on is the next comparison's.
    PostCensus.Count count = census.count();
    if (count.equals(compared)) {
      return;
    }
    long after = 0;
    while (after != Long.MAX_VALUE && !stopped) {
      after = compareSome(after);
    }
    index.commit();
    compared = count;
  }

  /** Compares some thousand posts, as all of them may be more than the memory holds. */
  private long compareSome(long after) throws IOException {
    SortedMap<Long, Long> wanted = census.versions(after, COMPARED_AT_ONCE);
    long last = wanted.size() < COMPARED_AT_ONCE ? Long.MAX_VALUE : wanted.lastKey();
    Map<Long, Long> there = index.versions(after, last);
    Set<Long> gone = new HashSet<>(there.keySet());
    gone.removeAll(wanted.keySet());
    index.remove(gone);
    read(
        wanted.entrySet().stream()
            .filter(post -> !post.getValue().equals(there.get(post.getKey())))
            .map(Map.Entry::getKey)
            .toList());
    return last;
  }

  private void read(Collection<Long> changed) throws IOException {
    List<Long> ids = new ArrayList<>(changed);
    for (int i = 0; i < ids.size() && !stopped; i += POSTS_AT_ONCE) {
      List<Long> some = ids.subList(i, Math.min(i + POSTS_AT_ONCE, ids.size()));
      List<PostWords> there = census.words(some);
      index.put(there);
      // Drafts and deleted posts are not there.
      Set<Long> gone = new HashSet<>(some);
      there.forEach(post -> gone.remove(post.id()));
      index.remove(gone);
    }
  }

  /** Ends an update under way. */
  void stop() {
    stopped = true;
  }
}
