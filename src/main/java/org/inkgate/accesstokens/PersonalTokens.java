package org.inkgate.accesstokens;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.inkgate.config.Settings;
import org.inkgate.http.Quota;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.Validation;
import org.inkgate.idempotency.FormSecret;
import org.inkgate.persistence.AccountLocks;
import org.inkgate.tokens.Caller;
import org.inkgate.tokens.OpaqueTokens;
import org.inkgate.tokens.RandomToken;
import org.inkgate.users.AccessRevoked;
import org.inkgate.users.User;

/**
 * Personal access tokens: what their owners give to programs instead of a password.
 *
 * <p>They are random and looked up at every use. So no rotation of keys ends one, and one that was
 * revoked, or whose owner was disabled or lost a role, is refused at the next request on every
 * node.
 */
@ApplicationScoped
@Transactional
public class PersonalTokens {

  @PersistenceContext private EntityManager entities;

  private AccountLocks locks;
  private Settings settings;
  private Validation validation;
  private Clock clock;

  PersonalTokens() {}

  @Inject
  PersonalTokens(AccountLocks locks, Settings settings, Validation validation, Clock clock) {
    this.locks = locks;
    this.settings = settings;
    this.validation = validation;
    this.clock = clock;
  }

  /** A token that was just made, and the only sight of it. */
  record Made(String token, PersonalTokenView view) {

    @Override
    public String toString() {
      return "Made[" + view + "]";
    }
  }

  /**
   * Makes a token. A form that is sent again changes the token that it made, and shows it again.
   *
   * @throws RequestFailedException 507 when its owner has as many as an account may have
   */
  Made make(long userId, NewPersonalToken wanted, Optional<String> formKey) {
    validation.check(wanted);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    locks.lock(userId);
    Optional<PersonalToken> before = formKey.flatMap(key -> byForm(userId, key));
    if (before.isEmpty()) {
      Quota.check(
          list(userId).size() + 1L, settings.limits().tokens(), "moderation.problem.quota-tokens");
    }
    PersonalToken made =
        before.orElseGet(() -> new PersonalToken(entities.find(User.class, userId), formKey, now));
    String token =
        OpaqueTokens.PREFIX
            + FormSecret.of(
                settings.secretKey(), "personal-token " + userId, formKey, made.createdAt());
    made.write(RandomToken.digest(token), wanted);
    entities.persist(made);
    entities.flush();
    return new Made(token, made.view(now));
  }

  /** Whom a token speaks for; empty when it is unknown, expired, or its owner disabled. */
  public Optional<Caller> caller(String token) {
    Instant now = clock.instant();
    Optional<PersonalToken> living = find(token).filter(found -> found.lives(now));
    living.ifPresent(found -> found.use(now));
    return living.map(PersonalToken::caller);
  }

  private Optional<PersonalToken> byForm(long userId, String formKey) {
    return entities
        .createQuery(
            "SELECT t FROM PersonalToken t WHERE t.user.id = :user AND t.formKey = :key",
            PersonalToken.class)
        .setParameter("user", userId)
        .setParameter("key", formKey)
        .getResultStream()
        .findFirst();
  }

  public List<PersonalTokenView> list(long userId) {
    Instant now = clock.instant();
    return entities
        .createQuery(
            "SELECT t FROM PersonalToken t WHERE t.user.id = :user ORDER BY t.id DESC",
            PersonalToken.class)
        .setParameter("user", userId)
        .getResultStream()
        .map(token -> token.view(now))
        .toList();
  }

  /**
   * Revokes a token of this user, for good.
   *
   * @return false when there is no such token, or it is another user's
   */
  public boolean revoke(long userId, long id) {
    return entities
            .createQuery("DELETE FROM PersonalToken t WHERE t.id = :id AND t.user.id = :user")
            .setParameter("id", id)
            .setParameter("user", userId)
            .executeUpdate()
        == 1;
  }

  /** Revokes the token in a request: its holder may always give it up (RFC 7009). */
  public void revoke(String token) {
    find(token).ifPresent(entities::remove);
  }

  /** Revokes all tokens of a user whose access ends. */
  void revokeAll(@Observes AccessRevoked revoked) {
    entities
        .createQuery("DELETE FROM PersonalToken t WHERE t.user.id = :user")
        .setParameter("user", revoked.userId())
        .executeUpdate();
  }

  public void forgetExpiredBefore(Instant limit) {
    entities
        .createQuery("DELETE FROM PersonalToken t WHERE t.expiresAt < :limit")
        .setParameter("limit", limit)
        .executeUpdate();
  }

  private Optional<PersonalToken> find(String token) {
    return entities
        .createQuery(
            "SELECT t FROM PersonalToken t JOIN FETCH t.user WHERE t.digest = :digest",
            PersonalToken.class)
        .setParameter("digest", RandomToken.digest(token))
        .getResultStream()
        .findFirst();
  }
}
