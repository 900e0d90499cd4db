package org.inkgate.refusals;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.inkgate.http.log.Refusal;
import org.inkgate.http.texts.Language;
import org.inkgate.http.texts.Message;
import org.inkgate.http.texts.Texts;
import org.junit.jupiter.api.Test;

class RefusalAdviceTest {

  @Test
  void aSentenceForProgramsAndOneForThePage() {
    Message advice = RefusalAdvice.of(refusal("cross-site-request", "another site"));
    assertEquals(
        "Send the form from Inkgate's own page. If it was, check that PUBLIC_URL is the address"
            + " people use and that the proxy passes the Host header on.",
        advice.english());
    assertEquals(Texts.in(Language.JA).text(advice.key()), advice.in(Texts.in(Language.JA)));
  }

  @Test
  void aTokensReasonDecides() {
    assertEquals(
        "admin.advice.token-expired",
        RefusalAdvice.of(refusal("invalid-token", "EXPIRED: at noon")).key());
    assertEquals(
        "admin.advice.token-other",
        RefusalAdvice.of(refusal("invalid-token", "CLAIMS: aud")).key());
  }

  private static Refusal refusal(String check, String reason) {
    return new Refusal("id", Instant.EPOCH, "GET", "/", "192.0.2.1", 403, check, reason);
  }
}
