package org.inkgate.accounts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import org.inkgate.sessions.SessionStore;
import org.inkgate.users.AccessRevoked;
import org.inkgate.users.User;

/** Reset links in the database, as digests. Every method joins or starts a transaction. */
@ApplicationScoped
@Transactional
class ResetLinkStore {

  @PersistenceContext private EntityManager entities;

  private SessionStore sessions;
  private Event<AccessRevoked> revoked;

  ResetLinkStore() {}

  @Inject
  ResetLinkStore(SessionStore sessions, Event<AccessRevoked> revoked) {
    this.sessions = sessions;
    this.revoked = revoked;
  }

  void add(String digest, long userId, Instant now, Instant expiresAt) {
    entities
        .createQuery("DELETE FROM ResetLink l WHERE l.expiresAt <= :now")
        .setParameter("now", now)
        .executeUpdate();
    entities.persist(new ResetLink(digest, entities.find(User.class, userId), expiresAt));
  }

  /** Whose password a link may change; empty when it opens nothing. */
  Optional<User> user(String digest, Instant now) {
    return Optional.ofNullable(entities.find(ResetLink.class, digest))
        .filter(link -> link.opens(now))
        .map(ResetLink::user)
        .filter(User::enabled);
  }

  /**
   * Uses a link up, and every other one of its user with it; ends the sessions and all other
   * access.
   *
   * @return empty when another request used it first
   */
  Optional<User> use(String digest, String newHash, Instant now) {
    // Locked in the order in which a change of the password does: first the user, then the links.
    Optional<User> found =
        user(digest, now)
            .map(user -> entities.find(User.class, user.id(), LockModeType.PESSIMISTIC_WRITE));
    // The update locks the row, so of two who use the link at once one waits and finds it used.
    boolean first =
        entities
                .createQuery(
                    "UPDATE ResetLink l SET l.usedAt = :now WHERE l.digest = :digest"
                        + " AND l.usedAt IS NULL AND l.expiresAt > :now")
                .setParameter("now", now)
                .setParameter("digest", digest)
                .executeUpdate()
            == 1;
    Optional<User> user = found.filter(it -> first && it.enabled());
    user.ifPresent(it -> change(it, newHash, now));
    return user;
  }

  private void change(User user, String newHash, Instant now) {
    user.rehash(newHash);
    useUp(user, now);
    sessions.endAll(user.id());
    revoked.fire(new AccessRevoked(user.id()));
  }

  /** Uses all links of a user up: a new password must not leave another way in. */
  void useUp(User user, Instant now) {
    entities
        .createQuery(
            "UPDATE ResetLink l SET l.usedAt = :now WHERE l.user = :user AND l.usedAt IS NULL")
        .setParameter("now", now)
        .setParameter("user", user)
        .executeUpdate();
  }
}
