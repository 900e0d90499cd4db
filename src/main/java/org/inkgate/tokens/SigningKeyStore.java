package org.inkgate.tokens;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The signing keys in the database. */
@ApplicationScoped
class SigningKeyStore {

  @PersistenceContext private EntityManager entities;

  @Transactional
  List<SigningKey> all() {
    return entities
        .createQuery("SELECT k FROM SigningKey k ORDER BY k.activatesAt, k.kid", SigningKey.class)
        .getResultList();
  }

  /**
   * Lets the keys be changed, added to and removed from by one node at a time, and returns what
   * they are then.
   */
  @Transactional
  List<SigningKey> change(Consumer<List<SigningKey>> change) {
    // Derby and PostgreSQL say it alike. Others wait for the commit, and then see what was done.
    entities.createNativeQuery("LOCK TABLE signing_keys IN EXCLUSIVE MODE").executeUpdate();
    List<SigningKey> before = all();
    List<SigningKey> after = new ArrayList<>(before);
    change.accept(after);
    after.stream().filter(key -> !before.contains(key)).forEach(entities::persist);
    before.stream().filter(key -> !after.contains(key)).forEach(entities::remove);
    return after;
  }
}
