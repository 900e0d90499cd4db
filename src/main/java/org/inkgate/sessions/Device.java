package org.inkgate.sessions;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Where a session was started, as far as the request says. */
public record Device(String userAgent, String address) {

  private static final int LONGEST_USER_AGENT = 300;

  public static Device of(HttpServletRequest request) {
    String agent = Optional.ofNullable(request.getHeader("User-Agent")).orElse("");
    String printable = agent.replaceAll("\\p{Cntrl}", "");
    return new Device(
        printable.substring(0, Math.min(printable.length(), LONGEST_USER_AGENT)),
        request.getRemoteAddr());
  }
}
