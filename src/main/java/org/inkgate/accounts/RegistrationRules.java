package org.inkgate.accounts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import org.inkgate.config.Settings;
import org.inkgate.config.Settings.Registration;
import org.inkgate.config.Settings.RegistrationRole;
import org.inkgate.users.Role;

/**
 * Who may create an account, and what a new account may do: what the environment says, or else what
 * an administrator decided in the page.
 */
@ApplicationScoped
@Transactional
public class RegistrationRules {

  @PersistenceContext private EntityManager entities;

  private Settings settings;

  RegistrationRules() {}

  @Inject
  RegistrationRules(Settings settings) {
    this.settings = settings;
  }

  /** The two rules together. */
  public record Rules(Registration registration, RegistrationRole role) {}

  /** The rules of a new server. */
  public Rules first() {
    return new Rules(
        settings.registration().orElse(Registration.OPEN),
        settings.registrationRole().orElse(RegistrationRole.CONTRIBUTOR));
  }

  /** The rules that hold now. */
  public Rules current() {
    Object[] row =
        (Object[])
            entities
                .createNativeQuery("SELECT registration, registration_role FROM site WHERE id = 1")
                .getSingleResult();
    return new Rules(
        settings.registration().orElseGet(() -> Registration.valueOf((String) row[0])),
        settings.registrationRole().orElseGet(() -> RegistrationRole.valueOf((String) row[1])));
  }

  /** Whether the environment decides who may create an account. */
  public boolean registrationIsFixed() {
    return settings.registration().isPresent();
  }

  /** Whether the environment decides what a new account may do. */
  public boolean roleIsFixed() {
    return settings.registrationRole().isPresent();
  }

  /** Keeps what an administrator decided; where the environment decides, it has no effect yet. */
  public void change(Rules rules) {
    entities
        .createNativeQuery("UPDATE site SET registration = ?1, registration_role = ?2 WHERE id = 1")
        .setParameter(1, rules.registration().name())
        .setParameter(2, rules.role().name())
        .executeUpdate();
  }

  /** The role of an account that comes without an invitation. */
  Role role() {
    return Role.valueOf(current().role().name());
  }
}
