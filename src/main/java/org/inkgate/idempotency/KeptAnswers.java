package org.inkgate.idempotency;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;

/** The answers to requests with an idempotency key, in the database that all nodes share. */
@ApplicationScoped
@Transactional
public class KeptAnswers {

  @PersistenceContext private EntityManager entities;

  /** Claims a key for a request; fails as a duplicate when it is already claimed. */
  void claim(String id, String requestDigest, Instant now) {
    entities.persist(new KeptAnswer(id, requestDigest, now));
    entities.flush();
  }

  Optional<KeptAnswer> find(String id) {
    return Optional.ofNullable(entities.find(KeptAnswer.class, id));
  }

  /** Takes a claim over whose holder died; of two who try, the row's lock lets one. */
  boolean claimAgain(String id, Instant abandonedBefore, Instant now) {
    KeptAnswer answer = entities.find(KeptAnswer.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (answer == null || answer.sealed().isPresent() || !answer.claimedBefore(abandonedBefore)) {
      return false;
    }
    answer.claimAgain(now);
    return true;
  }

  void keep(String id, String sealed) {
    entities.find(KeptAnswer.class, id).keep(sealed);
  }

  void release(String id) {
    KeptAnswer answer = entities.find(KeptAnswer.class, id);
    if (answer != null) {
      entities.remove(answer);
    }
  }

  public void forgetBefore(Instant limit) {
    entities
        .createQuery("DELETE FROM KeptAnswer a WHERE a.createdAt < :limit")
        .setParameter("limit", limit)
        .executeUpdate();
  }
}
