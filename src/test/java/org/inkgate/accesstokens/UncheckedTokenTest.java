package org.inkgate.accesstokens;

import static org.inkgate.http.FieldRules.VALIDATION;
import static org.inkgate.http.FieldRules.brokenBy;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A token's draft that no servlet has checked is refused by the service. */
class UncheckedTokenTest {

  @Test
  @DisplayName("security 47: the service names each field of a token that breaks a rule")
  void everyFieldOfAPersonalAccessTokenIsChecked() {
    NewPersonalToken wrong = new NewPersonalToken(" ", Set.of(), 366, Optional.of("t".repeat(51)));
    assertEquals(
        Set.of("name", "scopes", "expires_in_days", "tag"),
        brokenBy(
            () ->
                new PersonalTokens(null, null, VALIDATION, null).make(1, wrong, Optional.empty())));
  }
}
