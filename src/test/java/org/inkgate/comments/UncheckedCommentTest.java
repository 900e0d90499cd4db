package org.inkgate.comments;

import static org.inkgate.http.FieldRules.VALIDATION;
import static org.inkgate.http.FieldRules.brokenBy;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.inkgate.tokens.Caller;
import org.inkgate.tokens.Scope;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What no servlet has looked at is refused by the service, before it uses other services. */
class UncheckedCommentTest {

  private static final Caller READER =
      new Caller(
          "1",
          "session",
          "token",
          Instant.EPOCH,
          EnumSet.allOf(Scope.class),
          Set.of(),
          Optional.empty());

  static Stream<String> wrong() {
    return Stream.of("", " \n", "c".repeat(10_001), "a\0", "\uDC00");
  }

  @MethodSource("wrong")
  @ParameterizedTest
  @DisplayName("security 47: the service refuses a comment that breaks a rule")
  void everyCommentIsChecked(String body) {
    Comments comments = new Comments(null, null, null, VALIDATION, null, null);
    CommentDraft draft = new CommentDraft(body, Optional.empty());
    assertEquals(
        Set.of("body"), brokenBy(() -> comments.add(READER, "post", draft, Optional.empty())));
    assertEquals(Set.of("body"), brokenBy(() -> comments.edit(READER, 1, draft)));
  }
}
