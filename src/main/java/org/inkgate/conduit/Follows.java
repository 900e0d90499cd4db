package org.inkgate.conduit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** Who follows whom, in the database. */
@ApplicationScoped
@Transactional
class Follows {

  @PersistenceContext private EntityManager entities;

  private Clock clock;

  Follows() {}

  @Inject
  Follows(Clock clock) {
    this.clock = clock;
  }

  /** Begins to follow; what was there already fails here, for {@link OnceOnly} to forgive. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void add(long follower, long followed) {
    entities.persist(new Follow(follower, followed, clock.instant()));
    entities.flush();
  }

  void remove(long follower, long followed) {
    entities
        .createQuery(
            "DELETE FROM Follow f WHERE f.followerId = :follower AND f.followedId = :followed")
        .setParameter("follower", follower)
        .setParameter("followed", followed)
        .executeUpdate();
  }

  /** Those of these users whom a user follows. */
  Set<Long> followedBy(long follower, Collection<Long> users) {
    return users.isEmpty()
        ? Set.of()
        : entities
            .createQuery(
                "SELECT f.followedId FROM Follow f"
                    + " WHERE f.followerId = :follower AND f.followedId IN :users",
                Long.class)
            .setParameter("follower", follower)
            .setParameter("users", users)
            .getResultStream()
            .collect(Collectors.toSet());
  }
}
