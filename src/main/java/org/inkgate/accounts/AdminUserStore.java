package org.inkgate.accounts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.function.Consumer;
import org.inkgate.config.MailAddress;
import org.inkgate.http.Listing;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.inkgate.sessions.SessionStore;
import org.inkgate.users.AccessRevoked;
import org.inkgate.users.ProfileChanged;
import org.inkgate.users.Role;
import org.inkgate.users.User;

/** What administrators change about users, each in a transaction. */
@ApplicationScoped
class AdminUserStore {

  @PersistenceContext private EntityManager entities;

  private SessionStore sessions;
  private Event<AccessRevoked> revoked;
  private Event<ProfileChanged> profiles;

  AdminUserStore() {}

  @Inject
  AdminUserStore(
      SessionStore sessions, Event<AccessRevoked> revoked, Event<ProfileChanged> profiles) {
    this.sessions = sessions;
    this.revoked = revoked;
    this.profiles = profiles;
  }

  @Transactional
  Listing<AdminUser> find(String query, int page, int size) {
    String where =
        " FROM User u WHERE u.usernameKey LIKE :like ESCAPE '!' OR u.emailKey LIKE :like ESCAPE '!'";
    // Names are ASCII, too.
    String like = "%" + User.key(MailAddress.aLabels(query)).replaceAll("[!%_]", "!$0") + "%";
    List<AdminUser> users =
        with(like, entities.createQuery("SELECT u" + where + " ORDER BY u.usernameKey", User.class))
            .setFirstResult((page - 1) * size)
            .setMaxResults(size)
            .getResultStream()
            .map(AdminUser::of)
            .toList();
    long total =
        with(like, entities.createQuery("SELECT COUNT(u)" + where, Long.class)).getSingleResult();
    return new Listing<>(users, page, size, total);
  }

  private static <T> TypedQuery<T> with(String like, TypedQuery<T> query) {
    return query.setParameter("like", like);
  }

  /**
   * Finds a user.
   *
   * @throws RequestFailedException 404
   */
  @Transactional
  AdminUser byId(long id) {
    return AdminUser.of(user(id));
  }

  @Transactional
  AdminUser changeRole(long id, Role role) {
    AdminUser changed = change(id, user -> user.changeRole(role));
    // Whether the user's own words and images are public depends on the role.
    profiles.fire(new ProfileChanged(id));
    return changed;
  }

  @Transactional
  AdminUser enable(long id) {
    return change(id, User::enable);
  }

  /** Disables an account and ends its sessions. */
  @Transactional
  AdminUser disable(long id) {
    AdminUser disabled = change(id, User::disable);
    sessions.endAll(id);
    return disabled;
  }

  /** Ends the sessions of an account, and what else opens it. */
  @Transactional
  AdminUser endSessions(long id) {
    AdminUser user = byId(id);
    sessions.endAll(id);
    revoked.fire(new AccessRevoked(id));
    return user;
  }

  private AdminUser change(long id, Consumer<User> change) {
    // One change at a time: of two administrators who demote each other, the second sees the first.
    entities.createNativeQuery("UPDATE site SET claimed = claimed WHERE id = 1").executeUpdate();
    User user = user(id);
    change.accept(user);
    entities.flush();
    long administrators =
        entities
            .createQuery(
                "SELECT COUNT(u) FROM User u WHERE u.role = :admin AND u.enabled = TRUE",
                Long.class)
            .setParameter("admin", Role.ADMIN)
            .getSingleResult();
    if (administrators == 0) {
      throw new RequestFailedException(
          Problem.of(409, "last-administrator", "accounts.problem.administrator-needed")
              .titled("accounts.problem.last-administrator"));
    }
    return AdminUser.of(user);
  }

  private User user(long id) {
    User user = entities.find(User.class, id);
    if (user == null) {
      throw new RequestFailedException(Problem.notFound());
    }
    return user;
  }
}
