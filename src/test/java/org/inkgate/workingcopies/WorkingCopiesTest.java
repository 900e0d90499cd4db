package org.inkgate.workingcopies;

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

/** The service checks a working copy by itself. */
class WorkingCopiesTest {

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
  @DisplayName("security 47: the service names each field of a working copy that breaks a rule")
  void everyFieldOfAWorkingCopyIsChecked() {
    String tooLong = "x".repeat(201);
    TypedPost wrong =
        new TypedPost(tooLong, "b".repeat(200_001), "t".repeat(1501), tooLong, "\0", 1);
    assertEquals(
        Set.of("title", "body", "tags", "slug", "summary"),
        brokenBy(
            () ->
                new WorkingCopies(null, VALIDATION, null)
                    .keep(AUTHOR, "written", wrong, Optional.empty())));
  }
}
