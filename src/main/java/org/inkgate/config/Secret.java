package org.inkgate.config;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Bytes that must never be printed. */
public record Secret(byte[] bytes) {

  private static final String HMAC = "HmacSHA256";

  /** A key of 32 bytes for one purpose, by HMAC as pseudo-random function (NIST SP 800-108). */
  public byte[] derive(String purpose) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(bytes, HMAC));
      return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("Every Java has " + HMAC, e);
    }
  }

  @Override
  public String toString() {
    return "[secret]";
  }
}
