package org.inkgate.accounts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import org.inkgate.users.User;

/** The addresses that wait to be confirmed, one for each user. */
@ApplicationScoped
@Transactional
class PendingEmailStore {

  @PersistenceContext private EntityManager entities;

  /** Keeps an address instead of the one before. */
  void add(String digest, long userId, String email, Instant now, Instant expiresAt) {
    entities
        .createQuery("DELETE FROM PendingEmail p WHERE p.user.id = :user OR p.expiresAt <= :now")
        .setParameter("user", userId)
        .setParameter("now", now)
        .executeUpdate();
    entities.persist(new PendingEmail(digest, entities.find(User.class, userId), email, expiresAt));
  }

  Optional<PendingEmail> find(String digest, Instant now) {
    return Optional.ofNullable(entities.find(PendingEmail.class, digest))
        .filter(pending -> pending.opens(now));
  }

  Optional<PendingEmail> of(long userId, Instant now) {
    return entities
        .createQuery("SELECT p FROM PendingEmail p WHERE p.user.id = :user", PendingEmail.class)
        .setParameter("user", userId)
        .getResultStream()
        .filter(pending -> pending.opens(now))
        .findFirst();
  }

  void remove(long userId) {
    entities
        .createQuery("DELETE FROM PendingEmail p WHERE p.user.id = :user")
        .setParameter("user", userId)
        .executeUpdate();
  }
}
