package org.inkgate.webhooks;

import static org.inkgate.http.FieldRules.VALIDATION;
import static org.inkgate.http.FieldRules.brokenBy;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no servlet has looked at is refused where it would be stored. */
class UncheckedWebhookTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "file:///etc/passwd", "https://u:p@x.org/", "https://x.org/\0"})
  @DisplayName("security 47: a webhook that breaks a rule is refused where it is stored")
  void everyFieldIsChecked(String url) {
    assertEquals(
        Set.of("url", "events"),
        brokenBy(
            () ->
                new WebhookStore(VALIDATION)
                    .add(new NewWebhook(url, List.of()), Optional.empty(), null)));
  }
}
