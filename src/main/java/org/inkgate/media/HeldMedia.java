package org.inkgate.media;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.inkgate.posts.PostChanged;
import org.inkgate.posts.PostSummary;
import org.inkgate.posts.PublishedPosts;
import org.inkgate.tokens.Caller;
import org.inkgate.users.Role;
import org.inkgate.users.User;
import org.inkgate.users.Users;

/**
 * Decides who sees an image. One of a reader or contributor is held: its owner and editors see it,
 * all readers as soon as a published post shows it or its owner may publish. Of a user whom an
 * administrator hid, only editors and that user see any.
 */
@ApplicationScoped
class HeldMedia {

  private static final Pattern IN_A_POST = Pattern.compile("/media/([0-9a-f]{32})");

  private MediaStore store;
  private Users users;
  private PublishedPosts posts;

  HeldMedia() {}

  @Inject
  HeldMedia(MediaStore store, Users users, PublishedPosts posts) {
    this.store = store;
    this.users = users;
    this.posts = posts;
  }

  /** Whether an image is public. */
  boolean isPublic(MediaItem item) {
    Optional<User> owner = users.byId(item.ownerId());
    return owner
        .filter(user -> !user.hidden() && (!item.held() || user.role().publishes()))
        .isPresent();
  }

  /** Whether the caller may see an image that is not public. */
  static boolean shows(MediaItem item, Optional<Caller> caller) {
    return caller.filter(who -> item.belongsTo(who.userId()) || Role.edits(who)).isPresent();
  }

  /** Releases the images of a post that an editor, or its author's role, lets readers see. */
  @Transactional
  void release(@Observes PostChanged change) {
    List<Long> ids =
        change
            .after()
            .filter(after -> after.publishedAt().isPresent())
            .map(PostSummary::id)
            .stream()
            .toList();
    for (String body : posts.bodies(ids)) {
      Set<String> shown =
          IN_A_POST
              .matcher(body)
              .results()
              .map(MatchResult::group)
              .map(path -> path.substring("/media/".length()))
              .collect(Collectors.toSet());
      store.release(shown);
    }
  }
}
