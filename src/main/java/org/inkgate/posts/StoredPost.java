package org.inkgate.posts;

/**
 * A post as it was read from the database, not rendered yet: rendering may take long, and must hold
 * no connection.
 *
 * @param draft what its author would send to change nothing
 * @param reviewNote what an editor said who returned it; empty when none did
 */
public record StoredPost(PostSummary head, PostDraft draft, long version, String reviewNote) {

  public RowVersion rowVersion() {
    return new RowVersion(head.id(), version);
  }

  public PostView view(String html) {
    return new PostView(head, draft.body(), html, version, reviewNote);
  }

  /** The same for those who are neither its author nor an editor. */
  public StoredPost forReview() {
    return new StoredPost(head, draft, version, "");
  }
}
