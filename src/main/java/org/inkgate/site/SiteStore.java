package org.inkgate.site;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.inkgate.accounts.RegistrationRules;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.Validation;
import org.inkgate.http.texts.Site;

/** The site's settings and its menu in the database. Every method joins or starts a transaction. */
@ApplicationScoped
@Transactional
class SiteStore {

  /** More would be no menu. */
  private static final int LONGEST_MENU = 20;

  @PersistenceContext private EntityManager entities;

  private RegistrationRules registration;
  private Validation validation;

  SiteStore() {}

  @Inject
  SiteStore(RegistrationRules registration, Validation validation) {
    this.registration = registration;
    this.validation = validation;
  }

  SiteDraft settings() {
    return row().draft(registration.current());
  }

  void change(SiteDraft draft) {
    validation.check(draft);
    requireFree(
        registration.registrationIsFixed(),
        "registration",
        "REGISTRATION",
        draft.registration().registration(),
        registration.current().registration());
    requireFree(
        registration.roleIsFixed(),
        "registration_role",
        "REGISTRATION_ROLE",
        draft.registration().role(),
        registration.current().role());
    row().change(draft);
    registration.change(draft.registration());
    countChange();
  }

  /** Refuses another value than the environment's, which would have no effect. */
  private static void requireFree(
      boolean fixed, String field, String variable, Object wanted, Object now) {
    if (fixed && !wanted.equals(now)) {
      throw new RequestFailedException(Problem.invalid(field, "settings.problem.fixed", variable));
    }
  }

  /** Changes the logo, and returns the path of the one before. */
  String changeLogo(String path) {
    String before = row().changeLogo(path);
    countChange();
    return before;
  }

  private SiteSettings row() {
    return entities.find(SiteSettings.class, SiteSettings.ONLY);
  }

  /** Tells every node that the site it shows is outdated. */
  void countChange() {
    // In the database, so that of two changes at the same time none goes uncounted.
    entities
        .createNativeQuery("UPDATE site_settings SET revision = revision + 1 WHERE id = 1")
        .executeUpdate();
  }

  /** How often the settings or the menu changed. */
  long revision() {
    return ((Number)
            entities
                .createNativeQuery("SELECT revision FROM site_settings WHERE id = 1")
                .getSingleResult())
        .longValue();
  }

  /** The site as pages show it. */
  Site site() {
    SiteDraft settings = settings();
    return new Site(
        settings.title(),
        settings.description(),
        settings.language(),
        Optional.of(settings.logo()).filter(path -> !path.isEmpty()),
        settings.readableAccent(),
        menu());
  }

  private List<Site.Link> menu() {
    return entities
        .createQuery(
            "SELECT p.title, p.slug FROM SitePage p WHERE p.menuPosition IS NOT NULL"
                + " ORDER BY p.menuPosition, p.slug",
            Object[].class)
        .setMaxResults(LONGEST_MENU)
        .getResultStream()
        .map(row -> new Site.Link((String) row[0], "/pages/" + row[1]))
        .toList();
  }
}
