package org.inkgate.conduit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Who likes which posts, in the database. */
@ApplicationScoped
@Transactional
class Favourites {

  @PersistenceContext private EntityManager entities;

  private Clock clock;

  Favourites() {}

  @Inject
  Favourites(Clock clock) {
    this.clock = clock;
  }

  /** Begins to like; what was there already fails here, for {@link OnceOnly} to forgive. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void add(long user, long post) {
    entities.persist(new Favourite(user, post, clock.instant()));
    entities.flush();
  }

  void remove(long user, long post) {
    entities
        .createQuery("DELETE FROM Favourite f WHERE f.userId = :user AND f.postId = :post")
        .setParameter("user", user)
        .setParameter("post", post)
        .executeUpdate();
  }

  /** How many users like each of these posts; a post without likes is absent. */
  Map<Long, Long> count(Collection<Long> posts) {
    return posts.isEmpty()
        ? Map.of()
        : entities
            .createQuery(
                "SELECT f.postId, COUNT(f) FROM Favourite f WHERE f.postId IN :posts"
                    + " GROUP BY f.postId",
                Object[].class)
            .setParameter("posts", posts)
            .getResultStream()
            .collect(Collectors.toMap(row -> (Long) row[0], row -> (Long) row[1]));
  }

  /** Those of these posts that a user likes. */
  Set<Long> likedBy(long user, Collection<Long> posts) {
    return posts.isEmpty()
        ? Set.of()
        : entities
            .createQuery(
                "SELECT f.postId FROM Favourite f WHERE f.userId = :user AND f.postId IN :posts",
                Long.class)
            .setParameter("user", user)
            .setParameter("posts", posts)
            .getResultStream()
            .collect(Collectors.toSet());
  }
}
