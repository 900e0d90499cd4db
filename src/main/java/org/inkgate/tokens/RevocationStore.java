package org.inkgate.tokens;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;

/** The revocations in the database, where every node and every restart finds them. */
@ApplicationScoped
class RevocationStore {

  @PersistenceContext private EntityManager entities;

  @Transactional
  void add(Revocation revocation) {
    entities.persist(revocation);
  }

  @Transactional
  List<Revocation> inForce(Instant now) {
    return entities
        .createQuery("SELECT r FROM Revocation r WHERE r.expiresAt > :now", Revocation.class)
        .setParameter("now", now)
        .getResultList();
  }

  @Transactional
  void deleteExpired(Instant now) {
    entities
        .createQuery("DELETE FROM Revocation r WHERE r.expiresAt <= :now")
        .setParameter("now", now)
        .executeUpdate();
  }
}
