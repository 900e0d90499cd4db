package org.inkgate.workingcopies;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import org.inkgate.http.Validation;
import org.inkgate.persistence.Retried;
import org.inkgate.posts.BlogPost;
import org.inkgate.posts.PostAccess;
import org.inkgate.posts.PostConflicts;
import org.inkgate.posts.RowVersion;
import org.inkgate.tokens.Caller;
import org.inkgate.tokens.Scope;
import org.inkgate.users.User;

/** What people typed over posts that readers see: for each post, one copy a person. */
@ApplicationScoped
@Retried
@Transactional
public class WorkingCopies {

  @PersistenceContext private EntityManager entities;

  private PostAccess access;
  private Validation validation;
  private Clock clock;

  WorkingCopies() {}

  @Inject
  WorkingCopies(PostAccess access, Validation validation, Clock clock) {
    this.access = access;
    this.validation = validation;
    this.clock = clock;
  }

  public Optional<WorkingCopyView> find(Caller caller, String slug) {
    caller.require(Scope.BLOG_READ);
    return copy(caller, access.changeable(caller, slug)).map(WorkingCopy::view);
  }

  /**
   * Keeps what was typed.
   *
   * @param expected the version it goes on from; empty when the editor knows of none
   * @throws org.inkgate.http.RequestFailedException 412 when another tab saved another one since
   */
  WorkingCopyView keep(Caller caller, String slug, TypedPost typed, Optional<RowVersion> expected) {
    validation.check(typed);
    BlogPost post = access.changeable(caller, slug);
    Optional<WorkingCopy> before = copy(caller, post);
    if (!before.map(WorkingCopy::version).equals(expected)) {
      throw PostConflicts.changedMeanwhile();
    }
    WorkingCopy copy =
        before.orElseGet(() -> new WorkingCopy(post, entities.find(User.class, caller.userId())));
    copy.keep(typed, clock.instant());
    entities.persist(copy);
    // What another tab saved in this moment is met here, and told by the next try.
    entities.flush();
    return copy.view();
  }

  public void discard(Caller caller, String slug) {
    copy(caller, access.changeable(caller, slug)).ifPresent(entities::remove);
  }

  private Optional<WorkingCopy> copy(Caller caller, BlogPost post) {
    return entities
        .createQuery(
            "SELECT c FROM WorkingCopy c WHERE c.post = :post AND c.user.id = :user",
            WorkingCopy.class)
        .setParameter("post", post)
        .setParameter("user", caller.userId())
        .getResultStream()
        .findFirst();
  }
}
