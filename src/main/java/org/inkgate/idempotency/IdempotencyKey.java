package org.inkgate.idempotency;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Names what a request wants done once, for services that ensure it in the same transaction. */
public final class IdempotencyKey {

  private static final String ATTRIBUTE = IdempotencyKey.class.getName();

  private IdempotencyKey() {}

  /** The digest of the caller and the "Idempotency-Key": 43 characters of base64url. */
  public static Optional<String> of(HttpServletRequest request) {
    return Optional.ofNullable((String) request.getAttribute(ATTRIBUTE));
  }

  static void attach(HttpServletRequest request, String id) {
    request.setAttribute(ATTRIBUTE, id);
  }
}
