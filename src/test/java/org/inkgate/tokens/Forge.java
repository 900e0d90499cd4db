package org.inkgate.tokens;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Writes tokens a byte at a time, so that they can be wrong in any way. */
final class Forge {

  /** The address of the server under test, in its settings. */
  static final String SERVER = "http://localhost:8080";

  /** A session of the administrator; no token is good without one. */
  static String session = "a-session";

  private Forge() {}

  /** Takes the session of a token that the server issued. */
  static void useSessionOf(String token) {
    byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
    session =
        Json.createReader(new java.io.ByteArrayInputStream(claims)).readObject().getString("sid");
  }

  static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static String base64(String text) {
    return base64(text.getBytes(StandardCharsets.UTF_8));
  }

  static String header(String alg, String kid) {
    return "{\"alg\":\"" + alg + "\",\"typ\":\"at+jwt\",\"kid\":\"" + kid + "\"}";
  }

  /** The claims of a good administrator's token, as raw JSON by name. */
  static Map<String, String> claims() {
    long now = Instant.now().getEpochSecond();
    Map<String, String> claims = new java.util.LinkedHashMap<>();
    claims.put("iss", "\"" + SERVER + "\"");
    claims.put("aud", "\"" + SERVER + "\"");
    claims.put("sub", "\"1\"");
    claims.put("iat", "" + now);
    claims.put("exp", "" + (now + 600));
    claims.put("jti", "\"" + java.util.UUID.randomUUID() + "\"");
    claims.put("client_id", "\"inkgate\"");
    claims.put("sid", "\"" + session + "\"");
    claims.put("auth_time", "" + now);
    claims.put("scope", "\"blog:read blog:write account admin\"");
    claims.put("roles", "[\"admin\"]");
    return claims;
  }

  static String json(Map<String, String> claims) {
    StringBuilder json = new StringBuilder("{");
    claims.forEach(
        (name, value) ->
            json.append(json.length() > 1 ? "," : "")
                .append('"')
                .append(name)
                .append("\":")
                .append(value));
    return json.append('}').toString();
  }

  static String goodClaims() {
    return json(claims());
  }

  static String hmac(String mac, byte[] key, String header, String payload) {
    return hmacParts(mac, key, base64(header), base64(payload));
  }

  /** Signs parts that are already encoded, rightly or wrongly. */
  static String hmacParts(String mac, byte[] key, String header, String payload) {
    try {
      Mac hmac = Mac.getInstance(mac);
      hmac.init(new SecretKeySpec(key, mac));
      String input = header + "." + payload;
      return input + "." + base64(hmac.doFinal(input.getBytes(StandardCharsets.ISO_8859_1)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String sign(String algorithm, PrivateKey key, String header, String payload) {
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      String input = base64(header) + "." + base64(payload);
      signature.update(input.getBytes(StandardCharsets.US_ASCII));
      return input + "." + base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static KeyPair keyPair(String algorithm, int size) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      if (size > 0) {
        generator.initialize(size);
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static JsonObject registration() {
    return Json.createObjectBuilder()
        .add("username", "ada")
        .add("email", "ada@example.org")
        .add("password", "a long enough passphrase 7")
        .build();
  }
}
