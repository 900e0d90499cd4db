package org.inkgate.site;

import static org.inkgate.http.FieldRules.VALIDATION;
import static org.inkgate.http.FieldRules.brokenBy;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.Set;
import org.inkgate.accounts.RegistrationRules.Rules;
import org.inkgate.config.Settings.Registration;
import org.inkgate.config.Settings.RegistrationRole;
import org.inkgate.http.texts.Language;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What no servlet has looked at is refused where it would be stored. */
class UncheckedDraftsTest {

  @Test
  @DisplayName("security 47: each field of a page that breaks a rule is named where it is stored")
  void everyFieldOfAPageIsChecked() {
    SitePages pages = new SitePages(null, VALIDATION);
    PageDraft wrong = new PageDraft("", "new", "\0", Optional.of(1001L));
    Set<String> fields = Set.of("title", "slug", "body", "menu_position");
    assertEquals(fields, brokenBy(() -> pages.add(wrong, Optional.empty(), null)));
    assertEquals(fields, brokenBy(() -> pages.change("about", wrong, Optional.empty(), null)));
  }

  @Test
  @DisplayName(
      "security 47: each setting of the site that breaks a rule is named where it is stored")
  void everySettingIsChecked() {
    SiteDraft wrong =
        new SiteDraft(
            "t".repeat(81),
            "d".repeat(301),
            Language.EN,
            "https://x/l.png",
            "red",
            new Rules(Registration.OPEN, RegistrationRole.AUTHOR));
    assertEquals(
        Set.of("title", "description", "logo", "accent"),
        brokenBy(() -> new SiteStore(null, VALIDATION).change(wrong)));
  }
}
