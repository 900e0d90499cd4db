package org.inkgate.accounts;

import static org.inkgate.http.FieldRules.VALIDATION;
import static org.inkgate.http.FieldRules.brokenBy;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.inkgate.tokens.Caller;
import org.inkgate.tokens.Scope;
import org.inkgate.users.ProfileDraft;
import org.inkgate.users.Role;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no servlet has looked at is refused by the services, before they use other services. */
class UncheckedDraftsTest {

  private static final Caller OWNER =
      new Caller(
          "1",
          "session",
          "token",
          Instant.EPOCH,
          EnumSet.allOf(Scope.class),
          Set.of(),
          Optional.empty());

  private final AccountService service =
      new AccountService(null, null, null, null, VALIDATION, null, null);

  @Test
  @DisplayName("security 47: the service names each field of a profile that breaks a rule")
  void everyFieldOfAProfileIsChecked() {
    ProfileDraft wrong =
        new ProfileDraft("Ada\u202E", "b".repeat(501), "javascript:alert(1)", "//elsewhere/a.png");
    assertEquals(
        Set.of("display_name", "bio", "website", "avatar"),
        brokenBy(() -> service.changeProfile(OWNER, wrong)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "password", "correct horse\0"})
  @DisplayName("security 47: the services take no password that may not be chosen")
  void everyNewPasswordIsChecked(String password) {
    assertEquals(
        Set.of("password"), brokenBy(() -> service.replacePassword(OWNER, password, null)));
    ResetLinks links = new ResetLinks(null, null, null, null, VALIDATION, null);
    assertEquals(
        Set.of("new_password"), brokenBy(() -> links.use(new ResetPassword("link", password))));
  }

  @Test
  @DisplayName("security 47: the service names each field of an invitation that breaks a rule")
  void everyFieldOfAnInvitationIsChecked() {
    Invitations invitations = new Invitations(null, null, VALIDATION, null);
    assertEquals(
        Set.of("note", "expires_in_days"),
        brokenBy(
            () ->
                invitations.make(
                    new NewInvitation("n".repeat(101), Role.AUTHOR, 0), Optional.empty())));
  }
}
