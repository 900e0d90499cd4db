package org.inkgate.blog;

import java.time.Instant;
import java.util.Optional;

/**
 * What the editor needs to know beside the text in it.
 *
 * @param slug where the post is; empty for a new one
 * @param key names one sending of a new post's form; empty for another
 * @param version the version of the post that the text goes on from; empty for a new one
 * @param copyVersion the version of the working copy that the text was taken from, if it was
 * @param copySavedAt when that was kept
 * @param preview the HTML of the body, for those whose browser runs no script
 */
public record EditorPage(
    String slug,
    String key,
    String version,
    PostStatus status,
    Optional<String> copyVersion,
    Optional<Instant> copySavedAt,
    Optional<String> preview) {

  static EditorPage ofNew(String key) {
    return new EditorPage(
        "", key, "", PostStatus.DRAFT, Optional.empty(), Optional.empty(), Optional.empty());
  }

  static EditorPage of(PostView post, String version) {
    return new EditorPage(
        post.slug(),
        "",
        version,
        post.head().status(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  EditorPage goingOnFrom(WorkingCopyView copy, long postId) {
    return new EditorPage(
        slug,
        key,
        new RowVersion(postId, copy.typed().baseVersion()).text(),
        status,
        Optional.of(copy.version().text()),
        Optional.of(copy.savedAt()),
        preview);
  }

  EditorPage showing(String html) {
    return new EditorPage(slug, key, version, status, copyVersion, copySavedAt, Optional.of(html));
  }

  public boolean isNew() {
    return slug.isEmpty();
  }

  /** Where the form is sent. */
  public String action() {
    return isNew() ? "/blogs" : "/blogs/" + slug + "/edit";
  }
}
