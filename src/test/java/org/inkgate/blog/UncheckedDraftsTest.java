package org.inkgate.blog;

import static org.inkgate.http.FieldRules.VALIDATION;
import static org.inkgate.http.FieldRules.brokenBy;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.inkgate.posts.PostDraft;
import org.inkgate.posts.PostStatus;
import org.inkgate.tokens.Caller;
import org.inkgate.tokens.Scope;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no servlet has looked at is refused by the services, before they use other services. */
class UncheckedDraftsTest {

  private static final Caller AUTHOR =
      new Caller(
          "1",
          "session",
          "token",
          Instant.EPOCH,
          EnumSet.allOf(Scope.class),
          Set.of(),
          Optional.empty());

  private final BlogService blog =
      new BlogService(null, null, null, null, null, null, null, VALIDATION, null);
  private final NewPosts newPosts = new NewPosts(null, null, null, VALIDATION, null, null, null);

  @Test
  @DisplayName("security 47: the service names each field of a post that breaks a rule")
  void everyFieldOfAPostIsChecked() {
    PostDraft wrong =
        new PostDraft(
            " \u200B",
            "b".repeat(200_001),
            List.of("t".repeat(51)),
            PostStatus.SCHEDULED,
            Optional.of(Instant.parse("+10000-01-01T00:00:00Z")),
            Optional.of("Not an address"),
            Optional.of("s".repeat(301)));
    Set<String> fields = Set.of("title", "body", "tags", "publish_at", "slug", "summary");
    assertEquals(fields, brokenByCreating(wrong));
    assertEquals(fields, brokenBy(() -> blog.update(AUTHOR, "written", wrong, Optional.empty())));
  }

  @Test
  @DisplayName("security 47: the service wants a date for what is scheduled, and for nothing else")
  void aDateAndTheStatusBelongTogether() {
    Optional<Instant> date = Optional.of(Instant.EPOCH);
    assertEquals(
        Set.of("publish_at"),
        brokenByCreating(
            new PostDraft("t", "b", List.of(), PostStatus.SCHEDULED, Optional.empty())));
    assertEquals(
        Set.of("publish_at"),
        brokenByCreating(new PostDraft("t", "b", List.of(), PostStatus.DRAFT, date)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\0", "\uD800"})
  @DisplayName("security 47: the service takes no text that a database could not store")
  void noTextHoldsWhatCantBeStored(String text) {
    assertEquals(
        Set.of("title", "body", "tags", "summary"),
        brokenByCreating(
            new PostDraft(
                text,
                text,
                List.of("t", text),
                PostStatus.PUBLISHED,
                Optional.empty(),
                Optional.empty(),
                Optional.of(text))));
  }

  private Set<String> brokenByCreating(PostDraft draft) {
    return brokenBy(() -> newPosts.create(AUTHOR, draft, Optional.empty()));
  }
}
