package org.inkgate.feeds;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.inkgate.posts.PostCensus;
import org.inkgate.posts.PostChanged;
import org.inkgate.posts.PostsImported;
import org.inkgate.posts.PublishedPosts;
import org.inkgate.users.ProfileChanged;

/**
 * Keeps feeds and sitemaps until something changes that they tell of. A change on this node is seen
 * by the next request, one on another node within a second.
 */
@ApplicationScoped
class RecentAnswers {

  private static final Duration BELIEVED = Duration.ofSeconds(1);

  /** Of another author's name, another node is told by nothing else. */
  private static final Duration KEPT = Duration.ofMinutes(1);

  private static final long KEPT_BYTES = 32_000_000;

  /** An answer to the same question in the same state of the site is the same answer. */
  private record Question(Object asked, State state) {}

  /**
   * @param changes on this node
   * @param newest when the newest post was published, including scheduled posts whose time has come
   */
  private record State(long changes, PostCensus.Count posts, Optional<Instant> newest) {}

  private record Look(State state, Instant at) {}

  private final AtomicLong changes = new AtomicLong();

  private final Cache<Question, CachedAnswer> answers =
      Caffeine.newBuilder()
          .expireAfterWrite(KEPT)
          .maximumWeight(KEPT_BYTES)
          .weigher((Question question, CachedAnswer answer) -> answer.length())
          .build();

  private volatile Look last;

  private PostCensus census;
  private PublishedPosts posts;
  private Clock clock;

  RecentAnswers() {}

  @Inject
  RecentAnswers(PostCensus census, PublishedPosts posts, Clock clock) {
    this.census = census;
    this.posts = posts;
    this.clock = clock;
  }

  void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) PostChanged change) {
    changes.incrementAndGet();
  }

  void forget(@Observes PostsImported change) {
    changes.incrementAndGet();
  }

  void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) ProfileChanged change) {
    changes.incrementAndGet();
  }

  /**
   * Finds an answer, or makes it.
   *
   * @param asked all that the answer depends on except posts and their authors
   */
  CachedAnswer find(Object asked, Supplier<CachedAnswer> maker) {
    return answers.get(new Question(asked, state()), question -> maker.get());
  }

  private State state() {
    Instant now = clock.instant();
    Look look = last;
    long changed = changes.get();
    boolean believed =
        look != null
            && look.state().changes() == changed
            && Duration.between(look.at(), now).abs().compareTo(BELIEVED) < 0;
    if (!believed) {
      look = new Look(new State(changed, census.count(), posts.newestDate()), now);
      last = look;
    }
    return look.state();
  }
}
