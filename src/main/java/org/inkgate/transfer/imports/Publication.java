package org.inkgate.transfer.imports;

import java.time.Instant;
import java.util.Optional;
import org.inkgate.posts.PostStatus;

/**
 * Whether an imported post is public, and since when. Only what was surely public is: everything
 * else is a draft, with the reason for the report.
 */
public record Publication(PostStatus status, Optional<Instant> at, Optional<String> whyDraft) {

  public static Publication draft(String why) {
    return new Publication(PostStatus.DRAFT, Optional.empty(), Optional.of(why));
  }

  /** A post that readers could see, or see from a later day on. */
  public static Publication since(Instant at, Instant now) {
    PostStatus status = at.isAfter(now) ? PostStatus.SCHEDULED : PostStatus.PUBLISHED;
    return new Publication(status, Optional.of(at), Optional.empty());
  }

  public boolean isDraft() {
    return status == PostStatus.DRAFT;
  }
}
