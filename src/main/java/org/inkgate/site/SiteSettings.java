package org.inkgate.site;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.inkgate.accounts.RegistrationRules.Rules;
import org.inkgate.http.texts.Language;

/** The one row that holds the site's settings. */
@Entity
@Table(name = "site_settings")
class SiteSettings {

  static final int ONLY = 1;

  @Id private int id;

  private String title;

  private String description;

  private String language;

  private String logo;

  private String accent;

  protected SiteSettings() {}

  void change(SiteDraft draft) {
    title = draft.title();
    description = draft.description();
    language = draft.language().tag();
    logo = draft.logo();
    accent = draft.accent();
  }

  String changeLogo(String path) {
    String before = logo;
    logo = path;
    return before;
  }

  SiteDraft draft(Rules registration) {
    return new SiteDraft(
        title, description, Language.of(language).orElse(Language.EN), logo, accent, registration);
  }
}
