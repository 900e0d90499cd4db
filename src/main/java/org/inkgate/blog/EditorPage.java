package org.inkgate.blog;

import java.time.Instant;
import java.util.Optional;
import org.inkgate.posts.PostStatus;
import org.inkgate.posts.PostView;
import org.inkgate.posts.RowVersion;
import org.inkgate.workingcopies.WorkingCopyView;

/**
 * What the editor needs to know beside the text in it.
 *
 * @param slug where the post is; empty for a new one
 * @param key names one sending of a new post's form; empty for another
 * @param version the version of the post that the text goes on from; empty for a new one
 * @param copyVersion the version of the working copy that the text was taken from, if it was
 * @param copySavedAt when that was kept
 * @param review what an editor has to do with it
 * @param preview the HTML of the body, for those whose browser runs no script
 */
public record EditorPage(
    String slug,
    String key,
    String version,
    PostStatus status,
    Optional<String> copyVersion,
    Optional<Instant> copySavedAt,
    Review review,
    Optional<String> preview) {

  /**
   * What an editor has to do with a post.
   *
   * @param needed whether an editor decides before readers see it
   * @param waits whether a change waits for that
   * @param note what an editor said who returned it; empty when none did
   */
  public record Review(boolean needed, boolean waits, String note) {}

  static EditorPage ofNew(String key, boolean reviewed) {
    return new EditorPage(
        "",
        key,
        "",
        PostStatus.DRAFT,
        Optional.empty(),
        Optional.empty(),
        new Review(reviewed, false, ""),
        Optional.empty());
  }

  static EditorPage of(PostView post, String version, boolean reviewed) {
    return new EditorPage(
        post.slug(),
        "",
        version,
        post.head().status(),
        Optional.empty(),
        Optional.empty(),
        new Review(reviewed, false, post.reviewNote()),
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
        new Review(review.needed(), copy.submitted(), copy.reviewNote()),
        preview);
  }

  EditorPage showing(String html) {
    return new EditorPage(
        slug, key, version, status, copyVersion, copySavedAt, review, Optional.of(html));
  }

  public boolean isNew() {
    return slug.isEmpty();
  }

  /** Where the form is sent. */
  public String action() {
    return isNew() ? "/blogs" : "/blogs/" + slug + "/edit";
  }
}
