package org.inkgate.reviewlinks;

import static org.inkgate.http.FieldRules.VALIDATION;
import static org.inkgate.http.FieldRules.brokenBy;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.inkgate.tokens.Caller;
import org.inkgate.tokens.Scope;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The service checks a review link by itself. */
class ReviewLinksTest {

  private static final Caller AUTHOR =
      new Caller(
          "1",
          "session",
          "token",
          Instant.EPOCH,
          EnumSet.allOf(Scope.class),
          Set.of(),
          Optional.empty());

  @Test
  @DisplayName("security 47: the service names each field of a review link that breaks a rule")
  void everyFieldOfAReviewLinkIsChecked() {
    assertEquals(
        Set.of("recipient", "expires_in_days"),
        brokenBy(
            () ->
                new ReviewLinks(null, VALIDATION, null, null)
                    .make(
                        AUTHOR,
                        "written",
                        new NewReviewLink("r".repeat(101), 366),
                        Optional.empty())));
  }
}
