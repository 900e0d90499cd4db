package org.inkgate.sessions;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.inkgate.config.Settings;
import org.inkgate.tokens.RandomToken;
import org.inkgate.users.User;

/** Sessions and refresh tokens in the database. Every method joins or starts a transaction. */
@ApplicationScoped
@Transactional
public class SessionStore {

  private static final int MOST_LISTED = 100;

  @PersistenceContext private EntityManager entities;

  private Settings settings;
  private Clock clock;

  SessionStore() {}

  @Inject
  SessionStore(Settings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  void add(Session session) {
    entities.persist(session);
  }

  void add(RefreshToken token) {
    entities.persist(token);
  }

  Optional<Session> byId(String id) {
    return Optional.ofNullable(entities.find(Session.class, id));
  }

  Optional<RefreshToken> find(String refreshToken) {
    return find(refreshToken, LockModeType.NONE);
  }

  /** A refresh token, locked until the transaction ends. */
  Optional<RefreshToken> locked(String refreshToken) {
    return find(refreshToken, LockModeType.PESSIMISTIC_WRITE);
  }

  private Optional<RefreshToken> find(String refreshToken, LockModeType lock) {
    return Optional.ofNullable(
        entities.find(RefreshToken.class, RandomToken.digest(refreshToken), lock));
  }

  /** A user, locked against changes and new sessions until the transaction ends. */
  User lockedUser(long userId) {
    return entities.find(User.class, userId, LockModeType.PESSIMISTIC_WRITE);
  }

  /** The devices a user is signed in on, at most a hundred, the one used last before the others. */
  List<SessionView> list(long userId, String currentSessionId) {
    return livingOf(userId)
        .setMaxResults(MOST_LISTED)
        .getResultStream()
        .map(session -> session.view(currentSessionId))
        .toList();
  }

  List<Session> living(long userId) {
    return livingOf(userId).getResultList();
  }

  private TypedQuery<Session> livingOf(long userId) {
    Instant now = clock.instant();
    return entities
        .createQuery(
            "SELECT s FROM Session s WHERE s.user.id = :user AND s.endedAt IS NULL"
                + " AND s.lastUsedAt > :idle AND s.createdAt > :age"
                + " ORDER BY s.lastUsedAt DESC, s.id",
            Session.class)
        .setParameter("user", userId)
        .setParameter("idle", now.minus(settings.sessionIdle()))
        .setParameter("age", now.minus(settings.sessionLifetime()));
  }

  /** The sessions of a user beyond the most that an account may have, the one used last first. */
  List<Session> tooMany(long userId) {
    return livingOf(userId).setFirstResult((int) settings.limits().sessions()).getResultList();
  }

  /** Ends all sessions of a user, disabled or not; the caller revokes when that is committed. */
  public void endAll(long userId) {
    entities
        .createQuery(
            "UPDATE Session s SET s.endedAt = :now WHERE s.user.id = :user AND s.endedAt IS NULL")
        .setParameter("now", clock.instant())
        .setParameter("user", userId)
        .executeUpdate();
  }

  /** Deletes the sessions that were over by then, with all their refresh tokens. */
  public void forgetEndedBefore(Instant limit) {
    String over =
        "SELECT s.id FROM Session s"
            + " WHERE s.endedAt < :limit OR s.lastUsedAt < :idle OR s.createdAt < :age";
    for (String delete :
        List.of(
            "DELETE FROM RefreshToken t WHERE t.session.id IN (" + over + ")",
            "DELETE FROM Session d WHERE d.id IN (" + over + ")")) {
      entities
          .createQuery(delete)
          .setParameter("limit", limit)
          .setParameter("idle", limit.minus(settings.sessionIdle()))
          .setParameter("age", limit.minus(settings.sessionLifetime()))
          .executeUpdate();
    }
  }
}
