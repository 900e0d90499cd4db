package org.inkgate.tokens;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.jose4j.base64url.Base64Url;
import org.jose4j.lang.HashUtil;

/** Makes what can't be guessed, and the digest under which it is stored. */
public final class RandomToken {

  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private RandomToken() {}

  /** 256 random bits in base64url. */
  public static String next() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return base64(bytes);
  }

  /** SHA-256 is enough: 2^256 tokens can't be tried, so the hash need not be slow. */
  public static String digest(String token) {
    return base64(
        HashUtil.getMessageDigest(HashUtil.SHA_256).digest(token.getBytes(StandardCharsets.UTF_8)));
  }

  public static String base64(byte[] bytes) {
    return Base64Url.encode(bytes);
  }
}
