package org.inkgate.comments;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.inkgate.config.Settings;
import org.inkgate.posts.PostChanged;
import org.inkgate.posts.PostSummary;
import org.inkgate.posts.PostsImported;

/**
 * Keeps the comments that were just read, so that many readers cost the database what one does. A
 * change on this node is seen by the next request, one on another node within a second.
 */
@ApplicationScoped
class RecentComments {

  private static final Duration KEPT = Duration.ofSeconds(1);
  private static final long CACHED_COMMENTS = 20_000;

  /**
   * What is shown below a post.
   *
   * @param own the post's own rule
   * @param rule the rule that holds, its own or the site's
   */
  record Conversation(CommentPage found, Optional<Moderation> own, Moderation rule) {

    private int comments() {
      return 1 + found.threads().items().stream().mapToInt(it -> 1 + it.replies().size()).sum();
    }
  }

  /** A question, asked after so many changes: what was answered before one is never found again. */
  private record Question(long changes, long postId, CommentReader reader, int page, long thread) {}

  private final AtomicLong changes = new AtomicLong();

  private final Cache<Question, Conversation> conversations =
      Caffeine.newBuilder()
          .expireAfterWrite(KEPT)
          .maximumWeight(CACHED_COMMENTS)
          .weigher((Question question, Conversation conversation) -> conversation.comments())
          .build();

  private CommentReading reading;
  private CommentStore store;
  private ModerationRules rules;
  private Settings settings;

  RecentComments() {}

  @Inject
  RecentComments(
      CommentReading reading, CommentStore store, ModerationRules rules, Settings settings) {
    this.reading = reading;
    this.store = store;
    this.rules = rules;
    this.settings = settings;
  }

  void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) CommentChanged change) {
    changes.incrementAndGet();
  }

  void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) ModerationRules.Changed change) {
    changes.incrementAndGet();
  }

  void forget(@Observes PostsImported change) {
    changes.incrementAndGet();
  }

  /** A comment carries the address of its post. */
  void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) PostChanged change) {
    changes.incrementAndGet();
  }

  /** Finds what a reader sees below a post. */
  Conversation below(PostSummary post, CommentReader reader, int page, long thread) {
    if (reader.signedIn() && settings.database().isPresent()) {
      // Other nodes write, too: a reader's own new comment may be missing from this cache.
      return read(post, reader, page, thread);
    }
    CommentReader as = seesWhatAllSee(post, reader) ? CommentReader.ANYBODY : reader;
    return conversations.get(
        new Question(changes.get(), post.id(), as, page, thread),
        question -> read(post, as, page, thread));
  }

  private boolean seesWhatAllSee(PostSummary post, CommentReader reader) {
    return !reader.signedIn() || !reader.moderator() && !store.holds(post.id(), reader.userId());
  }

  private Conversation read(PostSummary post, CommentReader reader, int page, long thread) {
    Optional<Moderation> own = rules.ofPost(post.id());
    return new Conversation(
        thread == 0
            ? reading.list(post, reader, page, CommentPages.THREADS_A_PAGE)
            : reading.thread(post, reader, thread),
        own,
        own.orElseGet(rules::ofSite));
  }
}
