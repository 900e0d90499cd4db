package org.inkgate.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** A range of IP addresses such as 10.0.0.0/8 or 2001:db8::/32 (RFC 4632, RFC 4291 §2.3). */
public final class AddressRange {

  private static final String BYTE = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
  private static final Pattern IPV4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");

  /** Without a zone, and with a colon: for Java, that is a literal or nothing. */
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f.]*+:[0-9A-Fa-f:.]*");

  private final byte[] network;
  private final int bits;

  private AddressRange(byte[] network, int bits) {
    this.network = network;
    this.bits = bits;
  }

  /** Reads an address, which is a range of one, or a range; empty when it is neither. */
  public static Optional<AddressRange> parse(String text) {
    String[] parts = text.split("/", 2);
    Optional<byte[]> network = address(parts[0]).map(InetAddress::getAddress);
    int longest = network.map(bytes -> bytes.length * Byte.SIZE).orElse(0);
    boolean whole = parts.length == 1;
    if (network.isEmpty() || !whole && !parts[1].matches("\\d{1,3}")) {
      return Optional.empty();
    }
    int bits = whole ? longest : Integer.parseInt(parts[1]);
    return bits > longest ? Optional.empty() : Optional.of(new AddressRange(network.get(), bits));
  }

  /** Reads a literal address; a host name is not one, and is never looked up. */
  public static Optional<InetAddress> address(String literal) {
    if (!IPV4.matcher(literal).matches() && !IPV6.matcher(literal).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(literal));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** Whether an address is in this range; an IPv4 address is in no range of IPv6. */
  public boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    int whole = bits / Byte.SIZE;
    int rest = 0xff << (Byte.SIZE - bits % Byte.SIZE) & 0xff;
    return bytes.length == network.length
        && Arrays.equals(bytes, 0, whole, network, 0, whole)
        && (rest == 0 || (bytes[whole] & rest) == (network[whole] & rest));
  }
}
