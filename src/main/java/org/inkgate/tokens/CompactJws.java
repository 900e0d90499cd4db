package org.inkgate.tokens;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.inkgate.tokens.TokenRefusedException.Reason;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;

/**
 * The shape of a token, checked before any cryptography.
 *
 * <p>jose4j decodes leniently, as RFC 4648 permits; then one signature would be good for many
 * spellings of one token. So only the canonical spelling passes, and only the header members that
 * Inkgate itself writes (draft-ietf-oauth-rfc8725bis §3.10 and §3.14).
 *
 * @param kid which key signed it
 * @param alg what its header claims; the key knows better
 */
record CompactJws(String kid, String alg) {

  private static final int LONGEST = 4096;
  private static final Set<String> MEMBERS = Set.of("alg", "typ", "kid");

  /** RFC 9068 §2.1; "application/" may be left out (RFC 7515 §4.1.9). */
  private static final Set<String> TYPES =
      Set.of(TokenIssuer.TYPE, "application/" + TokenIssuer.TYPE);

  static void checkLength(String token) throws TokenRefusedException {
    if (token.length() > LONGEST) {
      throw new TokenRefusedException(Reason.MALFORMED, "longer than " + LONGEST + " characters");
    }
  }

  static CompactJws parse(String token) throws TokenRefusedException {
    checkLength(token);
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      throw new TokenRefusedException(Reason.MALFORMED, "has " + parts.length + " parts, not 3");
    }
    byte[] header = canonical(parts[0]);
    canonical(parts[1]);
    canonical(parts[2]);
    return header(header);
  }

  private static byte[] canonical(String part) throws TokenRefusedException {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(part);
      String again = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
      if (!part.isEmpty() && again.equals(part)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // Falls through to the same refusal as bytes in another spelling.
    }
    throw new TokenRefusedException(Reason.MALFORMED, "a part is not canonical base64url");
  }

  private static CompactJws header(byte[] bytes) throws TokenRefusedException {
    Map<String, Object> header = object(bytes, "the header is");
    if (!header.keySet().equals(MEMBERS)) {
      throw new TokenRefusedException(Reason.HEADER, "members other than alg, typ, kid");
    }
    if (!TYPES.contains(String.valueOf(header.get("typ")))) {
      throw new TokenRefusedException(Reason.HEADER, "typ is not " + TokenIssuer.TYPE);
    }
    if (header.get("kid") instanceof String kid && header.get("alg") instanceof String alg) {
      return new CompactJws(kid, alg);
    }
    throw new TokenRefusedException(Reason.HEADER, "kid or alg is not a string");
  }

  /** Parses a JSON object in UTF-8 (RFC 7519 §7.2) in which no member occurs twice. */
  static Map<String, Object> object(byte[] json, String what) throws TokenRefusedException {
    try {
      // Replacing what is not UTF-8 would read claims that were never signed.
      return JsonUtil.parseJson(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString());
    } catch (CharacterCodingException e) {
      throw new TokenRefusedException(Reason.MALFORMED, what + " not in UTF-8");
    } catch (JoseException | RuntimeException | StackOverflowError e) {
      throw new TokenRefusedException(Reason.MALFORMED, what + " not a JSON object");
    }
  }
}
