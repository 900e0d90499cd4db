package org.inkgate.accounts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.inkgate.config.Secret;
import org.inkgate.config.Settings;
import org.inkgate.tokens.Grant;
import org.inkgate.tokens.Revocations;

/** Starts, continues and ends sessions; rotates their refresh tokens (RFC 9700 §4.14). */
@ApplicationScoped
public class Sessions {

  /** Two tabs may send the same refresh token at once; that is no theft. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private static final SecureRandom RANDOM = new SecureRandom();

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

  /** Starts the session of a user whose password was right. */
  @Transactional
  SessionTokens start(long userId, Device device) {
    Instant now = clock.instant();
    User user = entities.find(User.class, userId);
    Session session = new Session(random(), user, device, now);
    entities.persist(session);
    String refreshToken = random();
    entities.persist(new RefreshToken(digest(refreshToken), session, now));
    return tokens(session, refreshToken);
  }

  /**
   * Exchanges a refresh token for the next one.
   *
   * <p>A token used before ends its session, for it may have been stolen; within the grace it
   * answers the same again. The next token follows from the one before by a keyed hash, so that all
   * who race get the same one, on every node, though only digests are stored.
   *
   * @return empty when the token is unknown, its session over, or its reuse just ended it
   */
  @Transactional
  Optional<SessionTokens> refresh(String refreshToken) {
    Instant now = clock.instant();
    String digest = digest(refreshToken);
    // The update locks the row, so of many at once exactly one sees the token unused.
    boolean first =
        entities
                .createQuery(
                    "UPDATE RefreshToken t SET t.usedAt = :now"
                        + " WHERE t.digest = :digest AND t.usedAt IS NULL")
                .setParameter("now", now)
                .setParameter("digest", digest)
                .executeUpdate()
            == 1;
    RefreshToken used = entities.find(RefreshToken.class, digest);
    if (used == null) {
      return Optional.empty();
    }
    Session session = used.session();
    if (!session.lives(now, settings.sessionIdle(), settings.sessionLifetime())) {
      return Optional.empty();
    }
    if (!first && now.isAfter(used.usedAt().plus(GRACE))) {
      end(session.id());
      return Optional.empty();
    }
    String next = next(refreshToken);
    if (first) {
      session.use(now);
      entities.persist(new RefreshToken(digest(next), session, now));
    }
    return Optional.of(tokens(session, next));
  }

  /** Ends a session: its refresh tokens and access tokens are refused from now on. */
  @Transactional
  public void end(String sessionId) {
    Session session = entities.find(Session.class, sessionId);
    if (session != null) {
      session.end(clock.instant());
    }
    revocations.revokeSession(sessionId);
  }

  /** Whose session a refresh token belongs to, even when that session is over. */
  @Transactional
  Optional<Long> owner(String refreshToken) {
    return Optional.ofNullable(entities.find(RefreshToken.class, digest(refreshToken)))
        .map(token -> token.session().user().id());
  }

  /** Ends the session that a refresh token belongs to, if there is one. */
  @Transactional
  void endOf(String refreshToken) {
    RefreshToken token = entities.find(RefreshToken.class, digest(refreshToken));
    if (token != null) {
      end(token.session().id());
    }
  }

  private SessionTokens tokens(Session session, String refreshToken) {
    User user = session.user();
    Grant grant =
        new Grant(
            String.valueOf(user.id()),
            session.id(),
            session.authenticatedAt(),
            user.role().scopes(),
            Set.of(user.role().word()));
    return new SessionTokens(grant, refreshToken, keyed("csrf", session.id()));
  }

  private String next(String refreshToken) {
    return keyed("refresh", refreshToken);
  }

  private String keyed(String purpose, String value) {
    return base64(new Secret(settings.secretKey().derive(purpose)).derive(value));
  }

  private static String random() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return base64(bytes);
  }

  private static String digest(String refreshToken) {
    try {
      return base64(
          MessageDigest.getInstance("SHA-256")
              .digest(refreshToken.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
