package org.inkgate.idempotency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.inkgate.config.Secret;
import org.junit.jupiter.api.Test;

class FormSecretTest {

  private static final Secret KEY = new Secret(new byte[32]);
  private static final Optional<String> FORM = Optional.of("form");
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");

  @Test
  void oneFormHasOneSecret() {
    String secret = FormSecret.of(KEY, "token 1", FORM, NOW);
    assertEquals(secret, FormSecret.of(KEY, "token 1", FORM, NOW));
    assertTrue(secret.matches("[\\w-]{43}"), secret);
    for (String other :
        List.of(
            FormSecret.of(KEY, "token 2", FORM, NOW),
            FormSecret.of(KEY, "token 1", Optional.of("form2"), NOW),
            FormSecret.of(KEY, "token 1", FORM, NOW.plusMillis(1)),
            FormSecret.of(new Secret(new byte[] {1}), "token 1", FORM, NOW))) {
      assertNotEquals(secret, other);
    }
  }

  @Test
  void whatNoFormMakesIsRandom() {
    String secret = FormSecret.of(KEY, "token 1", Optional.empty(), NOW);
    assertTrue(secret.matches("[\\w-]{43}"), secret);
    assertNotEquals(secret, FormSecret.of(KEY, "token 1", Optional.empty(), NOW));
  }
}
