package org.inkgate.blog;

import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import java.util.Optional;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.inkgate.persistence.DatabaseConflict;

/** Says in words that two changes of a post met. */
final class PostConflicts {

  private PostConflicts() {}

  /**
   * Compares the version that a change was made for with the one there is.
   *
   * @throws RequestFailedException 412 when another change came first
   */
  static void checkVersion(BlogPost post, Optional<Long> expected) {
    if (expected.isPresent() && expected.get() != post.version()) {
      throw changedMeanwhile();
    }
  }

  /**
   * Sends a change to the database, where its refusal can still be explained.
   *
   * @throws RequestFailedException 412 when the client had a precondition, otherwise 409
   */
  static void explain(Optional<Long> expected, Runnable change) {
    try {
      change.run();
    } catch (PersistenceException e) {
      // The tags of two changes may collide before the provider compares their versions.
      if (!(e instanceof OptimisticLockException) && !DatabaseConflict.isConcurrentChange(e)) {
        throw e;
      }
      if (expected.isPresent()) {
        throw changedMeanwhile();
      }
      // No precondition of the client's failed: two changes met.
      throw new RequestFailedException(
          new Problem(
              409,
              "changed-meanwhile",
              "Conflict",
              "Somebody else changed this post at the same moment. Send yours again."));
    }
  }

  static RequestFailedException changedMeanwhile() {
    return new RequestFailedException(
        new Problem(
            412,
            "changed-meanwhile",
            "Precondition Failed",
            "Somebody changed this post since you opened it."
                + " Look at it as it is now; sending yours once more replaces it."));
  }
}
