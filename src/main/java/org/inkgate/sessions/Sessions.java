package org.inkgate.sessions;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.inkgate.config.Secret;
import org.inkgate.config.Settings;
import org.inkgate.tokens.RandomToken;
import org.inkgate.tokens.Revocations;
import org.inkgate.users.AccessRevoked;
import org.inkgate.users.User;

/** Starts, continues and ends sessions; rotates their refresh tokens (RFC 9700 §4.14). */
@ApplicationScoped
@Transactional
public class Sessions {

  private SessionStore store;
  private Settings settings;
  private Revocations revocations;
  private Event<AccessRevoked> revoked;
  private Clock clock;

  Sessions() {}

  @Inject
  Sessions(
      SessionStore store,
      Settings settings,
      Revocations revocations,
      Event<AccessRevoked> revoked,
      Clock clock) {
    this.store = store;
    this.settings = settings;
    this.revocations = revocations;
    this.revoked = revoked;
    this.clock = clock;
  }

  /**
   * Starts the session of a user whose password was right.
   *
   * @param checked the user as the password was compared with
   * @return empty when the password was changed or the account disabled since: a login with the old
   *     password during its change must not leave a session behind
   */
  public Optional<SessionTokens> start(User checked, Device device) {
    Instant asOf = clock.instant();
    User user = store.lockedUser(checked.id());
    return user.isStill(checked) ? Optional.of(start(user, device, asOf)) : Optional.empty();
  }

  private SessionTokens start(User user, Device device, Instant asOf) {
    Instant now = clock.instant();
    Session session = new Session(RandomToken.next(), user, device, now);
    store.add(session);
    // Refusing the newest would lock out who has the password; the one not used longest is over.
    store.tooMany(user.id()).stream().map(Session::id).forEach(this::end);
    String refreshToken = RandomToken.next();
    store.add(new RefreshToken(RandomToken.digest(refreshToken), session, now));
    return tokens(session, refreshToken, asOf);
  }

  /**
   * Exchanges a refresh token for the next one.
   *
   * <p>A token used before ends its session, for it may have been stolen; but as long as the token
   * that came after it was not used, it answers the same again. The next token follows from the one
   * before by a keyed hash, so that all who race get the same one, on every node, though only
   * digests are stored.
   *
   * @return empty when the token is unknown, its session over, or its reuse just ended it
   */
  Optional<SessionTokens> refresh(String refreshToken) {
    Instant now = clock.instant();
    // Locked, so that of many at once exactly one sees the token unused.
    Optional<RefreshToken> token =
        store.locked(refreshToken).filter(found -> lives(found.session(), now));
    if (token.isEmpty()) {
      return Optional.empty();
    }
    Session session = token.get().session();
    String next = keyed("refresh", refreshToken);
    if (token.get().use(now)) {
      session.use(now);
      store.add(new RefreshToken(RandomToken.digest(next), session, now));
    } else if (RefreshToken.isTheft(store.find(next))) {
      end(session.id());
      return Optional.empty();
    }
    return Optional.of(tokens(session, next, now));
  }

  private boolean lives(Session session, Instant now) {
    return session.lives(now, settings.sessionIdle(), settings.sessionLifetime());
  }

  /** Ends a session: its refresh tokens and access tokens are refused from now on. */
  public void end(String sessionId) {
    store
        .byId(sessionId)
        .filter(session -> session.end(clock.instant()))
        .ifPresent(session -> revocations.revokeSession(sessionId));
  }

  /**
   * Ends a session of this user.
   *
   * @return false when there is no such session, or it is another user's
   */
  boolean endOwn(long userId, String sessionId) {
    Instant now = clock.instant();
    Optional<Session> own =
        store
            .byId(sessionId)
            .filter(session -> session.user().id() == userId && lives(session, now));
    own.map(Session::id).ifPresent(this::end);
    return own.isPresent();
  }

  /** Ends all sessions of a user but one, and revokes the personal access tokens. */
  void endOthers(long userId, String sessionId) {
    revoked.fire(new AccessRevoked(userId));
    store.living(userId).stream()
        .map(Session::id)
        .filter(id -> !id.equals(sessionId))
        .forEach(this::end);
  }

  /**
   * Gives a user a new password, ends all sessions that began with the old one, and starts one.
   *
   * @param checked the user as the old password was compared with
   * @param revokesTokens whether the personal access tokens end, too
   * @return empty when the password was changed or the account disabled since
   */
  public Optional<SessionTokens> startOver(
      User checked, String passwordHash, boolean revokesTokens, Device device) {
    Instant asOf = clock.instant();
    User user = store.lockedUser(checked.id());
    if (!user.isStill(checked)) {
      return Optional.empty();
    }
    user.rehash(passwordHash);
    store.living(user.id()).stream().map(Session::id).forEach(this::end);
    if (revokesTokens) {
      revoked.fire(new AccessRevoked(user.id()));
    }
    return Optional.of(start(user, device, asOf));
  }

  /** Whose session a refresh token belongs to, even when that session is over. */
  Optional<Long> owner(String refreshToken) {
    return store.find(refreshToken).map(token -> token.session().user().id());
  }

  /** Ends the session that a refresh token belongs to, if there is one. */
  public void endOf(String refreshToken) {
    store.find(refreshToken).map(token -> token.session().id()).ifPresent(this::end);
  }

  private SessionTokens tokens(Session session, String refreshToken, Instant asOf) {
    return new SessionTokens(session.grant(asOf), refreshToken, keyed("csrf", session.id()));
  }

  private String keyed(String purpose, String value) {
    return RandomToken.base64(new Secret(settings.secretKey().derive(purpose)).derive(value));
  }
}
