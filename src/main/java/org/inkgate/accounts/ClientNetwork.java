package org.inkgate.accounts;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

/** Whom failures are counted for: one IPv4 address, or the /64 that one IPv6 customer has. */
final class ClientNetwork {

  private static final int CUSTOMER_BYTES = 8;

  private ClientNetwork() {}

  /**
   * Names the network of a connection's own address; what a client claims in X-Forwarded-For does
   * not count.
   */
  static String of(String remoteAddress) {
    if (remoteAddress.indexOf(':') < 0) {
      return remoteAddress;
    }
    try {
      // With a colon it is a literal, so nothing is looked up.
      InetAddress address = InetAddress.getByName(remoteAddress);
      return address instanceof Inet6Address
          ? HexFormat.of().formatHex(address.getAddress(), 0, CUSTOMER_BYTES) + "/64"
          : address.getHostAddress();
    } catch (UnknownHostException e) {
      return remoteAddress;
    }
  }
}
