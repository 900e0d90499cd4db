package org.inkgate.blog;

/**
 * A post as it was read from the database, not rendered yet: rendering may take long, and must hold
 * no connection.
 *
 * @param draft what its author would send to change nothing
 */
record StoredPost(PostSummary head, PostDraft draft, long version) {

  RowVersion rowVersion() {
    return new RowVersion(head.id(), version);
  }

  PostView view(String html) {
    return new PostView(head, draft.body(), html, version);
  }
}
