package org.inkgate.blog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.inkgate.config.TestSettings;
import org.inkgate.posts.PostChanged;
import org.inkgate.posts.PostStatus;
import org.inkgate.posts.PostSummary;
import org.inkgate.posts.PostView;
import org.inkgate.posts.PostsImported;
import org.inkgate.tokens.Caller;
import org.inkgate.users.ProfileChanged;
import org.junit.jupiter.api.Test;

class RecentReadsTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final String POSTGRES = "jdbc:postgresql://localhost/inkgate";

  private static final Caller CALLER =
      new Caller("1", "session", "token", NOW, Set.of(), Set.of(), Optional.empty());

  private final RecentReads reads = new RecentReads(TestSettings.with(Map.of()));
  private final Queue<PostView> stored = new ArrayDeque<>();

  @Test
  void whatWasJustReadIsNotReadAgain() {
    store(post(PostStatus.PUBLISHED, 1), post(PostStatus.PUBLISHED, 2));
    assertEquals(1, read(reads, Optional.empty(), "a-post"));
    assertEquals(1, read(reads, Optional.empty(), "a-post"));
  }

  @Test
  void aChangeIsSeenAtOnce() {
    store(
        post(PostStatus.PUBLISHED, 1),
        post(PostStatus.PUBLISHED, 2),
        post(PostStatus.PUBLISHED, 3),
        post(PostStatus.PUBLISHED, 4));
    assertEquals(1, read(reads, Optional.empty(), "a-post"));
    reads.forget(new PostChanged(Optional.empty(), Optional.empty()));
    assertEquals(2, read(reads, Optional.empty(), "a-post"));
    reads.forget(new ProfileChanged(1));
    assertEquals(3, read(reads, Optional.empty(), "a-post"));
    reads.forget(new PostsImported());
    assertEquals(4, read(reads, Optional.empty(), "a-post"));
  }

  @Test
  void whatOnlySomeMaySeeIsNotKept() {
    store(post(PostStatus.DRAFT, 1), post(PostStatus.DRAFT, 2));
    assertEquals(1, read(reads, Optional.empty(), "a-post"));
    assertEquals(2, read(reads, Optional.empty(), "a-post"));
  }

  @Test
  void anOldAddressIsLookedUpEachTime() {
    store(post(PostStatus.PUBLISHED, 1), post(PostStatus.PUBLISHED, 2));
    assertEquals(1, read(reads, Optional.empty(), "its-first-address"));
    assertEquals(2, read(reads, Optional.empty(), "its-first-address"));
  }

  @Test
  void whereOtherNodesWriteWhoeverIsSignedInReadsAnew() {
    RecentReads shared = new RecentReads(TestSettings.with(Map.of("DATABASE_URL", POSTGRES)));
    store(post(PostStatus.PUBLISHED, 1), post(PostStatus.PUBLISHED, 2));
    assertEquals(1, read(shared, Optional.empty(), "a-post"));
    assertEquals(2, read(shared, Optional.of(CALLER), "a-post"));
    assertEquals(1, read(shared, Optional.empty(), "a-post"));
  }

  private void store(PostView... posts) {
    stored.addAll(List.of(posts));
  }

  private long read(RecentReads from, Optional<Caller> caller, String slug) {
    return from.post(caller, slug, stored::remove).version();
  }

  private static PostView post(PostStatus status, long version) {
    PostSummary head =
        new PostSummary(
            1,
            "a-post",
            "A post",
            "",
            status,
            1,
            "ada",
            "Ada",
            List.of(),
            NOW,
            NOW,
            Optional.of(NOW));
    return new PostView(head, "Body", "<p>Body</p>", version, "");
  }
}
