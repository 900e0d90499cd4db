package org.inkgate.users;

import java.net.Inet6Address;
import java.util.HexFormat;
import org.inkgate.config.AddressRange;

/** Whom failures are counted for: one IPv4 address, or the /64 that one IPv6 customer has. */
final class ClientNetwork {

  private static final int CUSTOMER_BYTES = 8;

  private ClientNetwork() {}

  /** Names the network of a request's address. */
  static String of(String remoteAddress) {
    return AddressRange.address(remoteAddress)
        .map(
            address ->
                address instanceof Inet6Address
                    ? HexFormat.of().formatHex(address.getAddress(), 0, CUSTOMER_BYTES) + "/64"
                    : address.getHostAddress())
        .orElse(remoteAddress);
  }
}
