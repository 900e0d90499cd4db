package org.inkgate.workingcopies;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.inkgate.persistence.Retried;
import org.inkgate.posts.BlogPost;
import org.inkgate.posts.PostAccess;
import org.inkgate.posts.PostConflicts;
import org.inkgate.posts.PostDraft;
import org.inkgate.posts.PostStatus;
import org.inkgate.posts.RowVersion;
import org.inkgate.posts.StoredPost;
import org.inkgate.tokens.Caller;
import org.inkgate.users.Role;
import org.inkgate.users.User;

/**
 * What contributors want to change in posts that readers see. The post stays as it is; the change
 * is kept as the author's working copy, and waits there for an editor.
 */
@ApplicationScoped
@Retried
@Transactional
public class Suggestions {

  @PersistenceContext private EntityManager entities;

  private PostAccess access;
  private Clock clock;

  Suggestions() {}

  @Inject
  Suggestions(PostAccess access, Clock clock) {
    this.access = access;
    this.clock = clock;
  }

  /** Whether a change needs an editor before readers see it, and the post is theirs already. */
  public boolean needed(Caller caller, String slug, PostDraft sent) {
    return !Role.publishes(caller)
        && sent.status() != PostStatus.DRAFT
        && access.changeable(caller, slug).isReleased();
  }

  /**
   * Lets a change wait for an editor, instead of an earlier one.
   *
   * @return the post as it stays
   * @throws RequestFailedException 412 when the post was changed since
   */
  public StoredPost submit(
      Caller caller, String slug, PostDraft sent, Optional<RowVersion> expected) {
    BlogPost post = access.changeable(caller, slug);
    PostConflicts.checkVersion(post, expected);
    Instant now = clock.instant();
    WorkingCopy copy =
        of(post, caller.userId())
            .orElseGet(() -> new WorkingCopy(post, entities.find(User.class, caller.userId())));
    copy.keep(TypedPost.of(sent, post.stored(now).version()), now);
    copy.submit();
    entities.persist(copy);
    // What another tab saved in this moment is met here, and told by the next try.
    entities.flush();
    return post.stored(clock.instant());
  }

  /**
   * What waits for an editor at an address.
   *
   * @param change what a post shall say that readers see already; empty when the post itself waits
   * @param author who wrote it
   */
  public record Waiting(StoredPost post, Optional<WorkingCopyView> change, long author) {

    /** Names what is decided about: what came later needs another decision. */
    public RowVersion version() {
      return change.map(WorkingCopyView::version).orElse(post.rowVersion());
    }
  }

  /**
   * What waits for an editor at an address.
   *
   * @throws RequestFailedException 404 when nothing does
   */
  public Waiting waiting(Caller caller, String slug) {
    BlogPost post = access.visible(Optional.of(caller), slug);
    StoredPost stored = post.stored(clock.instant());
    if (post.isPending()) {
      return new Waiting(stored, Optional.empty(), post.authorId());
    }
    WorkingCopy copy =
        waiting(post.id()).orElseThrow(() -> new RequestFailedException(Problem.notFound()));
    return new Waiting(stored, Optional.of(copy.view()), copy.user().id());
  }

  /** Forgets a change that an editor has made. */
  public void done(long postId) {
    waiting(postId).ifPresent(entities::remove);
  }

  /** Gives a change back to its author. */
  public void sendBack(long postId, String note) {
    waiting(postId).ifPresent(copy -> copy.sendBack(note));
  }

  /** Whether a change of the caller's own waits for an editor. */
  public boolean waits(Caller caller, long postId) {
    return waiting(postId).filter(copy -> copy.user().id() == caller.userId()).isPresent();
  }

  private Optional<WorkingCopy> waiting(long postId) {
    return entities
        .createQuery(
            "SELECT c FROM WorkingCopy c JOIN FETCH c.user"
                + " WHERE c.post.id = :post AND c.submitted = TRUE",
            WorkingCopy.class)
        .setParameter("post", postId)
        .getResultStream()
        .findFirst();
  }

  private Optional<WorkingCopy> of(BlogPost post, long userId) {
    return entities
        .createQuery(
            "SELECT c FROM WorkingCopy c WHERE c.post = :post AND c.user.id = :user",
            WorkingCopy.class)
        .setParameter("post", post)
        .setParameter("user", userId)
        .getResultStream()
        .findFirst();
  }
}
