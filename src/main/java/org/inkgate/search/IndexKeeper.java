package org.inkgate.search;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.lucene.store.AlreadyClosedException;
import org.inkgate.config.Settings;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.texts.Message;
import org.inkgate.posts.PostCensus;
import org.inkgate.posts.PostChanged;
import org.inkgate.posts.PostQuery;

/**
 * Keeps this node's index true to the database.
 *
 * <p>What this node changes is found by the first who looks for it. What others change (another
 * node, an import, a restored backup, a crash at any moment) is found within a second: the next
 * search compares both by version. Where there are so many posts that comparing takes long, it is
 * done less often.
 */
@ApplicationScoped
class IndexKeeper {

  private static final Logger LOG = Logger.getLogger(IndexKeeper.class.getName());

  /** How long a reader waits for the index; what takes longer goes on without. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Resource private ManagedThreadFactory threads;

  private Settings settings;
  private PostCensus census;

  /** Held by who changes the index. */
  private final Object working = new Object();

  /** The posts that this node changed and the index has not read since. */
  private final Set<Long> touched = ConcurrentHashMap.newKeySet();

  /** How many changes this node made, and how many of them the index has. */
  private final AtomicLong made = new AtomicLong();

  private volatile long followed;

  private volatile IndexFollower follower;

  /** Of its own: reading all posts takes long, and the container's run one thing at a time. */
  private ExecutorService worker;

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
    worker = Executors.newSingleThreadExecutor(threads);
    begin();
  }

  void note(@Observes(during = TransactionPhase.AFTER_SUCCESS) PostChanged change) {
    touched.add(change.after().or(change::before).orElseThrow().id());
    made.incrementAndGet();
  }

  /**
   * Finds posts, with every change that this node committed before this call.
   *
   * @throws RequestFailedException 503 when that takes too long
   */
  Found find(PostQuery query, Instant now) {
    long wanted = made.get();
    long patience = System.nanoTime() + PATIENCE.toNanos();
    // An update under way may have begun before our change; the one after it can't have.
    for (int updates = 0; updates < 2 && isBehind(wanted); updates++) {
      await(begin(), patience - System.nanoTime());
    }
    IndexFollower found = follower;
    if (found == null) {
      throw busy("posts.problem.search-reading");
    }
    try {
      return found.index().find(query, now);
    } catch (IOException | AlreadyClosedException e) {
      LOG.log(Level.WARNING, "Can't read the search index", e);
      abandon();
      throw busy("posts.problem.search-index");
    }
  }

  private boolean isBehind(long wanted) {
    IndexFollower there = follower;
    return there == null || !there.holds() || followed < wanted;
  }

  private static void await(Future<?> update, long nanoseconds) {
    try {
      update.get(nanoseconds, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw busy("posts.problem.search-reading");
    } catch (ExecutionException e) {
      throw busy("posts.problem.search-posts");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy("posts.problem.stopping");
    }
  }

  private static RequestFailedException busy(String why) {
    return new RequestFailedException(
        Problem.of(503, "search-unavailable", "posts.problem.again", Message.of(why))
            .titled("posts.problem.search-unavailable")
            .with("Retry-After", String.valueOf(PATIENCE.toSeconds())));
  }

  /** Begins an update, unless one is under way. */
  private synchronized Future<?> begin() {
    if (closed) {
      throw busy("posts.problem.stopping");
    }
    if (update == null || update.isDone()) {
      update = worker.submit(this::update);
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
      if (closed) {
        return;
      }
      // Read first: what changes from here on is the next update's.
      long changes = made.get();
      Set<Long> changed = Set.copyOf(touched);
      touched.removeAll(changed);
      IndexFollower there = follower;
      if (there == null) {
        there = new IndexFollower(PostIndex.open(settings.dataDir().resolve("search")), census);
        follower = there;
      }
      there.follow(changed);
      followed = changes;
    } catch (IOException | AlreadyClosedException e) {
      LOG.log(Level.WARNING, "Can't write the search index; it will be opened again", e);
      abandon();
      throw new IllegalStateException(e);
    }
  }

  /** Lets go of an index that failed; the next update opens it again. */
  private void abandon() {
    synchronized (working) {
      IndexFollower failed = follower;
      follower = null;
      if (failed != null) {
        try {
          failed.index().close();
        } catch (IOException e) {
          LOG.log(Level.FINE, "Can't close the search index", e);
        }
      }
    }
  }

  /** Ends an update under way, and lets go of the folder. */
  void stop() {
    closed = true;
    IndexFollower there = follower;
    if (there != null) {
      there.stop();
    }
    abandon();
    worker.shutdown();
  }
}
