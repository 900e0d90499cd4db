package org.inkgate.users;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.inkgate.tokens.Caller;
import org.inkgate.tokens.Scope;

/** The users in the database. */
@ApplicationScoped
public class Users {

  @PersistenceContext private EntityManager entities;
  @Inject private Event<ProfileChanged> profiles;

  /** For so long, other nodes may show the name that a user left. */
  private static final Duration NAMES_KEPT = Duration.ofSeconds(5);

  private final Cache<Long, String> names =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(NAMES_KEPT).build();

  @Transactional
  public Optional<User> byId(long id) {
    return Optional.ofNullable(entities.find(User.class, id));
  }

  /**
   * The caller's own account.
   *
   * @throws RequestFailedException 403 for a token that is not for the account
   */
  @Transactional
  public User own(Caller caller) {
    caller.require(Scope.ACCOUNT);
    return byId(caller.userId()).orElseThrow(() -> new RequestFailedException(Problem.notFound()));
  }

  @Transactional
  public Optional<User> byUsername(String username) {
    return entities
        .createQuery("SELECT u FROM User u WHERE u.usernameKey = :key", User.class)
        .setParameter("key", User.key(username))
        .getResultStream()
        .findFirst();
  }

  /** Who has this name, or left it. */
  @Transactional
  public Optional<User> byNameOrOldName(String username) {
    return byUsername(username).or(() -> leaver(username).map(OldUsername::user));
  }

  private Optional<OldUsername> leaver(String username) {
    return Optional.ofNullable(entities.find(OldUsername.class, User.key(username)));
  }

  /** Whether no other than this user has the name, or left it; 0 for a user to come. */
  @Transactional
  public boolean isFree(String username, long userId) {
    return byNameOrOldName(username).filter(holder -> holder.id() != userId).isEmpty();
  }

  /** Gives a user another name, which fails here and not at the commit when it is taken. */
  @Transactional
  public User rename(long id, String username, Instant now) {
    User user = entities.find(User.class, id, LockModeType.PESSIMISTIC_WRITE);
    String before = user.username();
    user.rename(username);
    leaver(username).ifPresent(entities::remove);
    if (!User.key(before).equals(User.key(username))) {
      entities.persist(new OldUsername(before, user, now));
    }
    entities.flush();
    names.invalidate(id);
    profiles.fire(new ProfileChanged(id));
    return user;
  }

  @Transactional
  public Optional<User> byEmail(String email) {
    return entities
        .createQuery("SELECT u FROM User u WHERE u.emailKey = :key", User.class)
        .setParameter("key", User.emailKey(email))
        .getResultStream()
        .findFirst();
  }

  /** Who has this name, as a user name or a display name, or this address. */
  @Transactional
  public List<User> holding(String username, String email) {
    return entities
        .createQuery(
            "SELECT u FROM User u WHERE u.usernameKey = :username OR u.displayKey = :username"
                + " OR u.emailKey = :email",
            User.class)
        .setParameter("username", User.key(username))
        .setParameter("email", User.emailKey(email))
        .getResultList();
  }

  /** The name of a user, or the empty string for one that does not exist. */
  public String username(long id) {
    String name = names.getIfPresent(id);
    if (name == null) {
      name = byId(id).map(User::username).orElse("");
      if (!name.isEmpty()) {
        names.put(id, name);
      }
    }
    return name;
  }

  /** Whether no account exists yet. */
  @Transactional
  public boolean unclaimed() {
    return !(Boolean)
        entities.createNativeQuery("SELECT claimed FROM site WHERE id = 1").getSingleResult();
  }

  /**
   * Adds the first user, the administrator.
   *
   * @return empty when another request did that first
   */
  @Transactional
  public Optional<User> addFirst(Registration registration, String passwordHash, Instant now) {
    // The update locks the row, so of two who race for the first place one waits and loses.
    int claimed =
        entities
            .createNativeQuery("UPDATE site SET claimed = TRUE WHERE id = 1 AND claimed = FALSE")
            .executeUpdate();
    return claimed == 1
        ? Optional.of(add(registration, passwordHash, Role.ADMIN, now))
        : Optional.empty();
  }

  @Transactional
  public User add(Registration registration, String passwordHash, Role role, Instant now) {
    User user = new User(registration.username(), registration.email(), passwordHash, role, now);
    entities.persist(user);
    entities.flush();
    return user;
  }

  /**
   * Replaces a hash by one with better parameters, unless the password was changed meanwhile.
   *
   * @return the user with the new hash, or unchanged when another change came first
   */
  @Transactional
  public User upgradeHash(User checked, String newHash) {
    int upgraded =
        entities
            .createQuery(
                "UPDATE User u SET u.passwordHash = :new WHERE u.id = :id AND u.passwordHash = :old")
            .setParameter("new", newHash)
            .setParameter("id", checked.id())
            .setParameter("old", checked.passwordHash())
            .executeUpdate();
    return upgraded == 1 ? entities.find(User.class, checked.id()) : checked;
  }

  /**
   * Changes an address and closes links sent to the old one; one that is taken fails here and not
   * at the commit.
   *
   * @param verified whether a link that was sent to the new one was used; another spelling of the
   *     old one is as good as it was
   */
  @Transactional
  public User changeEmail(long id, String email, boolean verified) {
    User user = entities.find(User.class, id, LockModeType.PESSIMISTIC_WRITE);
    user.changeEmail(email, verified);
    entities.flush();
    // A reader of the old mailbox must not find a valid reset link there.
    entities
        .createQuery("DELETE FROM ResetLink l WHERE l.user = :user")
        .setParameter("user", user)
        .executeUpdate();
    return user;
  }

  /** Takes an address from the account that has it and did not confirm it. */
  @Transactional
  public void releaseUnconfirmed(String email) {
    byEmail(email).filter(user -> !user.emailVerified()).ifPresent(User::releaseEmail);
  }

  @Transactional
  public User changeProfile(long id, ProfileDraft draft) {
    // One change at a time: of two users who want one name, the second sees the first.
    entities.createNativeQuery("UPDATE site SET claimed = claimed WHERE id = 1").executeUpdate();
    User user = entities.find(User.class, id);
    requireOwnName(user, draft.displayName());
    user.changeProfile(draft);
    profiles.fire(new ProfileChanged(id));
    return user;
  }

  private void requireOwnName(User user, String displayName) {
    String key = NameKey.of(displayName);
    if (key.isEmpty() || key.equals(NameKey.of(user.username()))) {
      return;
    }
    Set<String> keys = NameKey.lookingLike(displayName);
    boolean reserved = !user.role().edits() && ReservedNames.contains(displayName);
    boolean taken =
        !entities
            .createQuery(
                "SELECT u.id FROM User u WHERE u.id <> :id"
                    + " AND (u.usernameKey IN :keys OR u.displayKey IN :keys)",
                Long.class)
            .setParameter("id", user.id())
            .setParameter("keys", keys)
            .setMaxResults(1)
            .getResultList()
            .isEmpty();
    if (reserved || taken) {
      String rule = reserved ? "accounts.problem.reserved" : "accounts.problem.others-name";
      throw new RequestFailedException(Problem.invalid("display_name", rule));
    }
  }

  /** Hides what a user says about themselves, and their images, or shows them again. */
  @Transactional
  public void hide(long id, boolean hidden) {
    entities.find(User.class, id).hide(hidden);
    profiles.fire(new ProfileChanged(id));
  }

  /** Changes the picture that stands for a user, and returns the path of the one before. */
  @Transactional
  public String changeAvatar(long id, String path) {
    return entities.find(User.class, id).changeAvatar(path);
  }
}
