package org.inkgate.blog;

import java.util.List;
import java.util.Optional;
import org.inkgate.posts.PostView;
import org.inkgate.revisions.DiffPart;

/**
 * A post that waits for an editor, or a change of one.
 *
 * @param post the post as it is
 * @param version names what is decided about: what came later needs another decision
 * @param change what its author wants it to say, when readers see it already
 * @param html the HTML of what waits
 * @param diff how the change differs from the post
 */
public record PendingPost(
    PostView post, String version, Optional<TypedChange> change, String html, List<DiffPart> diff) {

  /** What a change would make of a post. */
  public record TypedChange(String title, String tags, String summary, String slug) {}

  public String title() {
    return change.map(TypedChange::title).orElse(post.head().title());
  }
}
