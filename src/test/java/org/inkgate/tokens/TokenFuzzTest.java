package org.inkgate.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.inkgate.testing.MutableClock;
import org.junit.jupiter.params.provider.MethodSource;

/** Any token is refused or accepted for the user it was issued to; nothing else. */
class TokenFuzzTest {

  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final MutableClock CLOCK = new MutableClock();
  private static final Node NODE =
      Node.started(new MemoryKeyStore(), CLOCK, Map.of("JWT_SECRET_KEY", SECRET));
  private static final String ISSUED = NODE.token();
  private static final String HEADER = part(0);
  private static final String CLAIMS = part(1);

  private static String part(int index) {
    byte[] bytes = Base64.getUrlDecoder().decode(ISSUED.split("\\.")[index]);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  static List<String> seeds() {
    return List.of(
        ISSUED,
        HEADER,
        CLAIMS,
        ISSUED + "=",
        HEADER.replace("HS256", "none"),
        CLAIMS.replace("[", "[[[["),
        CLAIMS.replace("\"exp\":", "\"exp\":1e"),
        "{\"a\":1,\"a\":1}",
        "..");
  }

  @MethodSource("seeds")
  @FuzzTest
  void aTokenIsRefusedOrSpeaksForWhomItWasIssued(@NotNull String text) throws Exception {
    if (!text.equals(ISSUED)) {
      assertEquals("", accepted(text));
    }
    // Signed by the key itself, so that what is read after the signature is tried out, too.
    byte[] key = SECRET.getBytes(StandardCharsets.UTF_8);
    if (!text.equals(HEADER)) {
      accepted(Forge.hmac("HmacSHA256", key, text, CLAIMS));
    }
    String subject = accepted(Forge.hmac("HmacSHA256", key, HEADER, text));
    if (!subject.isEmpty()) {
      assertEquals(Node.SUBJECT, subject);
    }
  }

  /** Whom an accepted token speaks for, or the empty string. */
  private static String accepted(String token) {
    try {
      return NODE.verifier.verifyUnremembered(token).caller().subject();
    } catch (TokenRefusedException e) {
      return "";
    }
  }
}
