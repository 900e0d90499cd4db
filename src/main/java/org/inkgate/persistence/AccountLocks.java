package org.inkgate.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

/**
 * Has requests of one account that count what it holds follow each other: of two that add the last
 * it may have, one waits, and then counts what the other added.
 *
 * <p>The rows are locked and nothing else, so that no reader waits for them, and few: accounts
 * whose ids differ by a multiple of {@link #LOCKS} share one. A transaction that takes a lock takes
 * it first, before any other row is read or changed; otherwise two could wait for each other.
 */
@ApplicationScoped
public class AccountLocks {

  /** As many as the baseline script inserts. */
  private static final int LOCKS = 16;

  @PersistenceContext private EntityManager entities;

  /** Waits for the account's turn, which lasts until the transaction ends. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void lock(long userId) {
    int locked =
        entities
            .createNativeQuery("UPDATE account_locks SET turn = turn WHERE id = ?1")
            .setParameter(1, (int) (userId % LOCKS))
            .executeUpdate();
    if (locked != 1) {
      throw new IllegalStateException("The table account_locks lacks a row");
    }
  }
}
