package org.inkgate.accounts;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;

/**
 * Where a registration comes from.
 *
 * @param address the IP address of the client
 * @param local whether it comes from this machine, and through no proxy
 */
record Applicant(String address, boolean local) {

  /** What proxies add, beside everything that begins with "X-Forwarded-". */
  private static final Set<String> OF_PROXIES =
      Set.of("forwarded", "via", "x-real-ip", "x-client-ip", "true-client-ip", "cf-connecting-ip");

  static Applicant of(HttpServletRequest request) {
    String address = request.getRemoteAddr();
    boolean forwarded =
        Collections.list(request.getHeaderNames()).stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .anyMatch(name -> name.startsWith("x-forwarded-") || OF_PROXIES.contains(name));
    return new Applicant(address, !forwarded && isLoopback(address));
  }

  private static boolean isLoopback(String address) {
    try {
      // An IP address, so no name is looked up.
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
