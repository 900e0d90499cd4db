package org.inkgate.accounts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.inkgate.config.Secret;
import org.inkgate.config.Settings;
import org.inkgate.tokens.Grant;
import org.inkgate.tokens.Revocations;

/** Starts, continues and ends sessions; rotates their refresh tokens (RFC 9700 §4.14). */
@ApplicationScoped
public class Sessions {

  private static final int MOST_LISTED = 100;

  @PersistenceContext private EntityManager entities;

  private Settings settings;
  private Revocations revocations;
  private Clock clock;

  Sessions() {}

  @Inject
  Sessions(Settings settings, Revocations revocations, Clock clock) {
    this.settings = settings;
    this.revocations = revocations;
    this.clock = clock;
  }

  /**
   * Starts the session of a user whose password was right.
   *
   * @param checked the user as the password was compared with
   * @return empty when the password was changed or the account disabled since: whoever changes a
   *     password while somebody logs in with the old one must not find a session left
   */
  @Transactional
  public Optional<SessionTokens> start(User checked, Device device) {
    Instant asOf = clock.instant();
    User user = locked(checked.id());
    return user.isStill(checked) ? Optional.of(start(user, device, asOf)) : Optional.empty();
  }

  private SessionTokens start(User user, Device device, Instant asOf) {
    Instant now = clock.instant();
    Session session = new Session(RandomToken.next(), user, device, now);
    entities.persist(session);
    String refreshToken = RandomToken.next();
    entities.persist(new RefreshToken(RandomToken.digest(refreshToken), session, now));
    return tokens(session, refreshToken, asOf);
  }

  /** A user whom nobody else changes, or begins a session of, until the transaction ends. */
  private User locked(long userId) {
    return entities.find(User.class, userId, LockModeType.PESSIMISTIC_WRITE);
  }

  /**
   * Exchanges a refresh token for the next one.
   *
   * <p>A token used before ends its session, for it may have been stolen; within the grace, and as
   * long as nobody used the token that came after it, it answers the same again. The next token
   * follows from the one before by a keyed hash, so that all who race get the same one, on every
   * node, though only digests are stored.
   *
   * @return empty when the token is unknown, its session over, or its reuse just ended it
   */
  @Transactional
  Optional<SessionTokens> refresh(String refreshToken) {
    Instant now = clock.instant();
    // Locked, so that of many at once exactly one sees the token unused.
    RefreshToken token = find(refreshToken, LockModeType.PESSIMISTIC_WRITE);
    if (token == null) {
      return Optional.empty();
    }
    Session session = token.session();
    if (!session.lives(now, settings.sessionIdle(), settings.sessionLifetime())) {
      return Optional.empty();
    }
    String next = keyed("refresh", refreshToken);
    if (token.use(now)) {
      session.use(now);
      entities.persist(new RefreshToken(RandomToken.digest(next), session, now));
    } else if (token.reused(now, find(next, LockModeType.NONE))) {
      end(session.id());
      return Optional.empty();
    }
    return Optional.of(tokens(session, next, now));
  }

  /** Ends a session: its refresh tokens and access tokens are refused from now on. */
  @Transactional
  public void end(String sessionId) {
    Session session = entities.find(Session.class, sessionId);
    if (session != null && session.end(clock.instant())) {
      revocations.revokeSession(sessionId);
    }
  }

  /**
   * Ends a session of this user.
   *
   * @return false when there is no such session, or it is another user's
   */
  @Transactional
  boolean endOwn(long userId, String sessionId) {
    boolean own = living(userId).stream().anyMatch(session -> session.id().equals(sessionId));
    if (own) {
      end(sessionId);
    }
    return own;
  }

  /** Ends all sessions of a user but one. */
  @Transactional
  void endOthers(long userId, String sessionId) {
    living(userId).stream().map(Session::id).filter(id -> !id.equals(sessionId)).forEach(this::end);
  }

  /** Ends all sessions of a user, disabled or not; the caller revokes when that is committed. */
  @Transactional
  void endAll(long userId) {
    entities
        .createQuery(
            "UPDATE Session s SET s.endedAt = :now WHERE s.user.id = :user AND s.endedAt IS NULL")
        .setParameter("now", clock.instant())
        .setParameter("user", userId)
        .executeUpdate();
  }

  /**
   * Gives a user a new password, ends all sessions that began with the old one, and starts one.
   *
   * @param checked the user as the old password was compared with
   * @return empty when the password was changed or the account disabled since
   */
  @Transactional
  Optional<SessionTokens> startOver(User checked, String passwordHash, Device device) {
    Instant asOf = clock.instant();
    User user = locked(checked.id());
    if (!user.isStill(checked)) {
      return Optional.empty();
    }
    user.rehash(passwordHash);
    // Whoever changes a password because somebody may know it must not leave another way in.
    entities
        .createQuery(
            "UPDATE ResetLink l SET l.usedAt = :now WHERE l.user.id = :user AND l.usedAt IS NULL")
        .setParameter("now", asOf)
        .setParameter("user", user.id())
        .executeUpdate();
    living(user.id()).stream().map(Session::id).forEach(this::end);
    return Optional.of(start(user, device, asOf));
  }

  /** The devices a user is signed in on, at most a hundred, the one used last before the others. */
  @Transactional
  List<SessionView> list(long userId, String currentSessionId) {
    return living(userId).stream()
        .limit(MOST_LISTED)
        .map(session -> session.view(currentSessionId))
        .toList();
  }

  /** Deletes the sessions that were over by then, with all their refresh tokens. */
  @Transactional
  void forgetEndedBefore(Instant limit) {
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

  private List<Session> living(long userId) {
    Instant now = clock.instant();
    return entities
        .createQuery(
            "SELECT s FROM Session s WHERE s.user.id = :user AND s.endedAt IS NULL"
                + " AND s.lastUsedAt > :idle AND s.createdAt > :age"
                + " ORDER BY s.lastUsedAt DESC, s.id",
            Session.class)
        .setParameter("user", userId)
        .setParameter("idle", now.minus(settings.sessionIdle()))
        .setParameter("age", now.minus(settings.sessionLifetime()))
        .getResultStream()
        .filter(session -> session.lives(now, settings.sessionIdle(), settings.sessionLifetime()))
        .toList();
  }

  /** Whose session a refresh token belongs to, even when that session is over. */
  @Transactional
  Optional<Long> owner(String refreshToken) {
    return Optional.ofNullable(find(refreshToken, LockModeType.NONE))
        .map(token -> token.session().user().id());
  }

  /** Ends the session that a refresh token belongs to, if there is one. */
  @Transactional
  void endOf(String refreshToken) {
    RefreshToken token = find(refreshToken, LockModeType.NONE);
    if (token != null) {
      end(token.session().id());
    }
  }

  private SessionTokens tokens(Session session, String refreshToken, Instant asOf) {
    User user = session.user();
    Grant grant =
        new Grant(
            String.valueOf(user.id()),
            session.id(),
            session.authenticatedAt(),
            user.role().scopes(),
            Set.of(user.role().word()),
            asOf);
    return new SessionTokens(grant, refreshToken, keyed("csrf", session.id()));
  }

  private RefreshToken find(String refreshToken, LockModeType lock) {
    return entities.find(RefreshToken.class, RandomToken.digest(refreshToken), lock);
  }

  private String keyed(String purpose, String value) {
    return RandomToken.base64(new Secret(settings.secretKey().derive(purpose)).derive(value));
  }
}
