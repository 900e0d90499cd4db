package org.inkgate.revisions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.inkgate.blog.Authors;
import org.inkgate.posts.ChangedBy;
import org.inkgate.posts.PostDraft;
import org.inkgate.posts.PostStatus;
import org.junit.jupiter.api.Test;

/** When a change goes on from a revision, and when it makes one of its own. */
class RevisionTest {

  private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
  private static final ChangedBy TYPING =
      new ChangedBy(1, "session", true, Optional.empty(), Optional.empty());

  @Test
  void tenMinutesOfTypingAreOneRevision() {
    Revision revision = revision(TYPING);
    for (int second = 2; second < 600; second += 2) {
      assertTrue(
          revision.absorb(TYPING, text("a" + second), START.plus(Duration.ofSeconds(second))));
    }
    assertTrue(revision.says(text("a598")));
    assertFalse(revision.absorb(TYPING, text("later"), START.plus(Duration.ofMinutes(10))));
  }

  @Test
  void aButtonMakesARevisionUnlessNothingChanged() {
    ChangedBy button = TYPING.autosaving(false);
    assertFalse(revision(TYPING).absorb(button, text("b"), START));
    Revision typed = revision(TYPING);
    assertTrue(typed.absorb(button, text("a"), START));
    // The author saved it by a button, so automatic saving does not overwrite it.
    assertFalse(typed.absorb(TYPING, text("b"), START));
  }

  @Test
  void anotherSessionMakesItsOwnRevision() {
    ChangedBy other = new ChangedBy(1, "other", true, Optional.empty(), Optional.empty());
    assertFalse(revision(TYPING).absorb(other, text("b"), START));
  }

  @Test
  void whatIsRestoredIsARevisionAlways() {
    assertFalse(revision(TYPING).absorb(TYPING.restoring(1), text("a"), START));
  }

  @Test
  void itSaysNothingOfTheSessionInFull() {
    RevisionSummary line =
        new RevisionSummary(
            1, "t", "a", Optional.of("0123456789abcdef"), false, Optional.empty(), START);
    assertEquals("01234567", line.session());
  }

  private static Revision revision(ChangedBy changedBy) {
    return new Revision(null, 1, Authors.author(1), changedBy, text("a"), START);
  }

  private static PostDraft text(String body) {
    return new PostDraft("t", body, List.of(), PostStatus.DRAFT, Optional.empty());
  }
}
