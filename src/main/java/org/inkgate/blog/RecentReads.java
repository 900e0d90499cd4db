package org.inkgate.blog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.inkgate.config.Settings;
import org.inkgate.http.Json;
import org.inkgate.http.Listing;
import org.inkgate.posts.PostChanged;
import org.inkgate.posts.PostJson;
import org.inkgate.posts.PostQuery;
import org.inkgate.posts.PostStatus;
import org.inkgate.posts.PostSummary;
import org.inkgate.posts.PostView;
import org.inkgate.posts.PostsImported;
import org.inkgate.tokens.Caller;
import org.inkgate.users.ProfileChanged;

/**
 * Keeps what was published and just read, so that many readers cost the database what one does. A
 * change on this node is seen by the next request, one on another node within a second.
 */
@ApplicationScoped
class RecentReads {

  private static final Duration KEPT = Duration.ofSeconds(1);
  private static final long CACHED_CHARACTERS = 8_000_000;
  private static final long CACHED_LISTS = 200;
  private static final long CACHED_TOTALS = 1000;

  /** With a million posts counting takes long; it may take a twentieth of the time. */
  private static final int TIMES_ITS_LENGTH = 20;

  /** A question, asked after so many changes: what was answered before one is never found again. */
  private record Question<T>(long changes, T asked) {}

  private record Total(long posts, Duration counting) {}

  private final AtomicLong changes = new AtomicLong();

  private final Cache<Question<String>, PostView> posts =
      Caffeine.newBuilder()
          .expireAfterWrite(KEPT)
          .maximumWeight(CACHED_CHARACTERS)
          .weigher(
              (Question<String> slug, PostView post) ->
                  2 * (post.body().length() + post.html().length()))
          .build();

  private final Cache<Question<PostQuery>, Listing<PostSummary>> lists =
      Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(CACHED_LISTS).build();

  private final Cache<Question<PostQuery>, Total> totals =
      Caffeine.newBuilder()
          .expireAfter(
              Expiry.creating(
                  (Question<PostQuery> query, Total total) ->
                      total.counting().multipliedBy(TIMES_ITS_LENGTH)))
          .maximumSize(CACHED_TOTALS)
          .build();

  private final Cache<Question<Long>, PostSurroundings> surroundings =
      Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(CACHED_TOTALS).build();

  /** What was read, as JSON: made once, and kept as long as what it was made of. */
  private final Cache<Object, byte[]> json =
      Caffeine.newBuilder().weakKeys().maximumSize(CACHED_TOTALS).build();

  private Settings settings;

  RecentReads() {}

  @Inject
  RecentReads(Settings settings) {
    this.settings = settings;
  }

  void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) PostChanged change) {
    changes.incrementAndGet();
  }

  void forget(@Observes PostsImported change) {
    changes.incrementAndGet();
  }

  /** A post carries its author's name. */
  void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) ProfileChanged change) {
    changes.incrementAndGet();
  }

  /** Finds a post; only public posts are cached. */
  PostView post(Optional<Caller> caller, String slug, Supplier<PostView> reader) {
    if (readsAnew(caller)) {
      return reader.get();
    }
    Question<String> question = new Question<>(changes.get(), slug);
    PostView known = posts.getIfPresent(question);
    if (known != null) {
      return known;
    }
    PostView post = reader.get();
    // Under the address it has: an old one is looked up each time.
    if (post.head().status() == PostStatus.PUBLISHED && post.slug().equals(slug)) {
      posts.put(question, post);
    }
    return post;
  }

  /** A public post, if it is cached. */
  Optional<PostView> known(Optional<Caller> caller, String slug) {
    return readsAnew(caller)
        ? Optional.empty()
        : Optional.ofNullable(posts.getIfPresent(new Question<>(changes.get(), slug)));
  }

  /** Finds a page of a public list. */
  Listing<PostSummary> list(
      Optional<Caller> caller, PostQuery query, Supplier<Listing<PostSummary>> reader) {
    return readsAnew(caller)
        ? reader.get()
        : lists.get(new Question<>(changes.get(), query), question -> reader.get());
  }

  /** How many public posts a list has on all its pages. */
  long total(PostQuery query, LongSupplier counter) {
    return totals
        .get(
            new Question<>(changes.get(), query.whole()),
            question -> {
              long begun = System.nanoTime();
              long posts = counter.getAsLong();
              return new Total(posts, Duration.ofNanos(System.nanoTime() - begun));
            })
        .posts();
  }

  /** Finds what is shown around a public post. */
  PostSurroundings around(PostSummary post, Supplier<PostSurroundings> reader) {
    return surroundings.get(new Question<>(changes.get(), post.id()), question -> reader.get());
  }

  /** The JSON representation of a post. */
  byte[] json(PostView post) {
    return json.get(post, same -> Json.bytes(PostJson.of(post).build()));
  }

  /** The JSON representation of a page of posts. */
  byte[] json(Listing<PostSummary> posts) {
    return json.get(posts, same -> Json.bytes(posts.json("posts", PostJson::of).build()));
  }

  /** Where other nodes write, too, who may go on to change what they read gets it as it is now. */
  private boolean readsAnew(Optional<Caller> caller) {
    return caller.isPresent() && settings.database().isPresent();
  }
}
