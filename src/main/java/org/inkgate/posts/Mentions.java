package org.inkgate.posts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Finds posts that refer to something, so that the user is warned before deleting it. */
@ApplicationScoped
public class Mentions {

  @PersistenceContext private EntityManager entities;

  private Clock clock;

  Mentions() {}

  @Inject
  Mentions(Clock clock) {
    this.clock = clock;
  }

  /**
   * The newest posts whose text contains a path, as far as a user may see them.
   *
   * @param path without "%" and "_"
   */
  @Transactional
  public List<PostSummary> of(String path, long userId, int most) {
    Instant now = clock.instant();
    return entities
        .createQuery(
            "SELECT p FROM BlogPost p JOIN FETCH p.author WHERE p.body LIKE :pattern"
                + " AND (p.author.id = :user OR p.publishedAt <= :now) ORDER BY p.id DESC",
            BlogPost.class)
        .setParameter("pattern", "%" + path + "%")
        .setParameter("user", userId)
        .setParameter("now", now)
        .setMaxResults(most)
        .getResultStream()
        .map(post -> post.summary(now))
        .toList();
  }
}
