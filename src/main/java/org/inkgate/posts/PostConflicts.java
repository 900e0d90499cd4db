package org.inkgate.posts;

import jakarta.persistence.PersistenceException;
import java.util.Optional;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.inkgate.persistence.DatabaseConflict;

/** Says in words that another change came first. Only a version can tell that. */
public final class PostConflicts {

  private PostConflicts() {}

  /**
   * Compares the version that a change was made for with the one there is.
   *
   * @throws RequestFailedException 412 when another change came first
   */
  public static void checkVersion(BlogPost post, Optional<RowVersion> expected) {
    if (expected.filter(version -> !post.hasVersion(version)).isPresent()) {
      throw changedMeanwhile();
    }
  }

  /**
   * Sends a change to the database, where its refusal can still be explained.
   *
   * @throws RequestFailedException 412 when the client named a version that is outdated
   */
  public static void explain(Optional<RowVersion> expected, Runnable change) {
    try {
      change.run();
    } catch (PersistenceException e) {
      if (expected.isPresent() && DatabaseConflict.isStale(e)) {
        throw changedMeanwhile();
      }
      throw e;
    }
  }

  public static RequestFailedException changedMeanwhile() {
    return new RequestFailedException(
        Problem.of(412, "changed-meanwhile", "posts.problem.changed-since"));
  }
}
