package org.inkgate.http.log;

import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.inkgate.http.problems.ProblemFilter;

/** Names a request: the same word in the answer and in the log. */
public final class RequestId {

  private static final String ATTRIBUTE = RequestId.class.getName();
  private static final SecureRandom RANDOM = new SecureRandom();

  private RequestId() {}

  public static String assign(HttpServletRequest request) {
    byte[] bytes = new byte[8];
    RANDOM.nextBytes(bytes);
    String id = HexFormat.of().formatHex(bytes);
    request.setAttribute(ATTRIBUTE, id);
    return id;
  }

  /** The id of a request that came through {@link ProblemFilter}; "-" for any other. */
  public static String of(HttpServletRequest request) {
    Object id = request.getAttribute(ATTRIBUTE);
    return id == null ? "-" : (String) id;
  }
}
