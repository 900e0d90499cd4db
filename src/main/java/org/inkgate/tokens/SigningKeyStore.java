package org.inkgate.tokens;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;

/** The signing keys in the database. */
@ApplicationScoped
class SigningKeyStore {

  @PersistenceContext private EntityManager entities;

  @Transactional
  void add(SigningKey key) {
    entities.persist(key);
  }

  @Transactional
  List<SigningKey> newestFirst() {
    return entities
        .createQuery(
            "SELECT k FROM SigningKey k ORDER BY k.activatesAt DESC, k.kid", SigningKey.class)
        .getResultList();
  }
}
