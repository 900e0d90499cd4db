package org.inkgate.search;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.lucene.store.AlreadyClosedException;
import org.inkgate.blog.PostCensus;
import org.inkgate.blog.PostQuery;
import org.inkgate.config.Settings;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;

/**
 * Keeps this node's index true to the database.
 *
 * <p>It compares both by version whenever somebody searches and the database has changed. So the
 * index follows other nodes, imports, restored backups and a crash at any moment in one way, and a
 * post is found by the first who looks for it.
 */
@ApplicationScoped
class IndexKeeper {

  private static final Logger LOG = Logger.getLogger(IndexKeeper.class.getName());

  /** How long a reader waits for the index; what takes longer goes on without. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final int POSTS_AT_ONCE = 50;

  @Resource private ManagedScheduledExecutorService clockwork;

  /** Reading all posts takes a while, in which what the clock has to do must not wait. */
  @Resource private ManagedExecutorService executor;

  private Settings settings;
  private PostCensus census;

  /** Held by who changes the index. */
  private final Object working = new Object();

  private volatile PostIndex index;
  private volatile PostCensus.Count seen;
  private Future<?> update;
  private volatile boolean closed;

  IndexKeeper() {}

  @Inject
  IndexKeeper(Settings settings, PostCensus census) {
    this.settings = settings;
    this.census = census;
  }

  /** Begins an update as the application starts, so that the first reader need not wait for it. */
  void start() {
    // No sooner: while an application starts, its executors refuse work.
    clockwork.schedule((Runnable) this::begin, 1, TimeUnit.SECONDS);
  }

  /**
   * Finds posts, with every change that was committed before this call.
   *
   * @throws RequestFailedException 503 when that takes too long
   */
  Found find(PostQuery query, Instant now) {
    PostCensus.Count count = census.count();
    long patience = System.nanoTime() + PATIENCE.toNanos();
    // An update under way may have counted before our change; the one after it can't have.
    for (int updates = 0; updates < 2 && !count.equals(seen); updates++) {
      await(begin(), patience - System.nanoTime());
    }
    PostIndex found = index;
    if (found == null) {
      throw busy("The search is still reading the posts.");
    }
    try {
      return found.find(query, now);
    } catch (IOException | AlreadyClosedException e) {
      LOG.log(Level.WARNING, "Can't read the search index", e);
      abandon();
      throw busy("The search index can't be read at the moment.");
    }
  }

  private static void await(Future<?> update, long nanoseconds) {
    try {
      update.get(nanoseconds, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw busy("The search is still reading the posts.");
    } catch (ExecutionException e) {
      throw busy("The search can't read the posts at the moment.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy("The server is stopping.");
    }
  }

  private static RequestFailedException busy(String why) {
    return new RequestFailedException(
        new Problem(
                503, "search-unavailable", "Search unavailable", why + " Try again in a moment.")
            .with("Retry-After", String.valueOf(PATIENCE.toSeconds())));
  }

  /** Begins an update, unless one is under way. */
  private synchronized Future<?> begin() {
    if (closed) {
      throw busy("The server is stopping.");
    }
    if (update == null || update.isDone()) {
      update = executor.submit(this::update);
    }
    return update;
  }

  private void update() {
    synchronized (working) {
      tryToUpdate();
    }
  }

  private void tryToUpdate() {
    try {
      // Counted first: what changes from here on is the next update's.
      PostCensus.Count count = census.count();
      if (count.equals(seen) || closed) {
        return;
      }
      if (index == null) {
        index = PostIndex.open(settings.dataDir().resolve("search"));
      }
      follow();
      seen = count;
    } catch (IOException | AlreadyClosedException e) {
      LOG.log(Level.WARNING, "Can't write the search index; it will be opened again", e);
      abandon();
      throw new IllegalStateException(e);
    }
  }

  private void follow() throws IOException {
    Map<Long, Long> wanted = census.versions();
    Map<Long, Long> there = index.versions();
    Set<Long> gone = new HashSet<>(there.keySet());
    gone.removeAll(wanted.keySet());
    index.remove(gone);
    List<Long> changed =
        wanted.entrySet().stream()
            .filter(post -> !post.getValue().equals(there.get(post.getKey())))
            .map(Map.Entry::getKey)
            .toList();
    for (int i = 0; i < changed.size() && !closed; i += POSTS_AT_ONCE) {
      int end = Math.min(i + POSTS_AT_ONCE, changed.size());
      index.put(census.words(changed.subList(i, end)));
    }
    index.commit();
  }

  /** Lets go of an index that failed; the next update opens it again. */
  private void abandon() {
    synchronized (working) {
      seen = null;
      PostIndex failed = index;
      index = null;
      if (failed != null) {
        try {
          failed.close();
        } catch (IOException e) {
          LOG.log(Level.FINE, "Can't close the search index", e);
        }
      }
    }
  }

  /** Ends an update under way, and lets go of the folder. */
  void stop() {
    closed = true;
    abandon();
  }
}
