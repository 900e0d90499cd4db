package org.inkgate.blog;

import java.util.List;
import java.util.Optional;
import org.inkgate.posts.PostLink;

/** Where a reader may go from a post. */
public record PostSurroundings(
    Optional<PostLink> older, Optional<PostLink> newer, List<PostLink> related) {

  static final PostSurroundings NONE =
      new PostSurroundings(Optional.empty(), Optional.empty(), List.of());
}
