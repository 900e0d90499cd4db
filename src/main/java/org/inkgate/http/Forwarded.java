package org.inkgate.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.inkgate.config.AddressRange;

/**
 * Who a request comes from, and whether by HTTPS, as the proxies say that the operator trusts.
 *
 * <p>Each proxy adds, on the right, whom it was asked by. So the client is the right-most address
 * that is no trusted proxy's; what stands left of it the client may have made up.
 *
 * @param address in figures
 */
record Forwarded(String address, boolean secure) {

  /** Possessive, so that it takes a long header in a loop; else each character takes some stack. */
  private static final Pattern ELEMENT = Pattern.compile("(?:\"[^\"]*\"|[^\",])++");

  private static final Pattern FOR = parameter("for");
  private static final Pattern PROTO = parameter("proto");

  /** An address with a port, or an IPv6 address in brackets with or without one. */
  private static final Pattern WITH_PORT =
      Pattern.compile("\\[([^\\]]*)\\](?::\\d{1,5})?|([^:]*):\\d{1,5}");

  private static Pattern parameter(String name) {
    return Pattern.compile("(?i)(?:^|;)\\s*" + name + "=(?:\"([^\"]*)\"|([^\";\\s]*))\\s*(?=;|$)");
  }

  /**
   * Reads "X-Forwarded-For" and "X-Forwarded-Proto", or "Forwarded" (RFC 7239).
   *
   * @return empty where the connection itself says it: it is from no trusted proxy, or the headers
   *     are malformed, or both kinds are there and differ, for then one is the client's own
   */
  static Optional<Forwarded> of(HttpServletRequest request, List<AddressRange> trusted) {
    boolean byProxy =
        !trusted.isEmpty()
            && AddressRange.address(request.getRemoteAddr())
                .filter(peer -> isOf(trusted, peer))
                .isPresent();
    if (!byProxy) {
      return Optional.empty();
    }
    List<String> standard = list(request, "Forwarded");
    List<String> usual = list(request, "X-Forwarded-For");
    List<String> protocols = list(request, "X-Forwarded-Proto");
    if (standard.isEmpty()) {
      return usual(request, usual, protocols, trusted);
    }
    Optional<Forwarded> said = standard(request, standard, trusted);
    boolean agreed =
        usual.isEmpty() && protocols.isEmpty()
            || said.equals(usual(request, usual, protocols, trusted));
    return agreed ? said : Optional.empty();
  }

  private static Optional<Forwarded> usual(
      HttpServletRequest request,
      List<String> addresses,
      List<String> protocols,
      List<AddressRange> trusted) {
    boolean secure =
        protocols.isEmpty()
            ? request.isSecure()
            : "https".equalsIgnoreCase(protocols.get(protocols.size() - 1));
    return addresses.isEmpty()
        ? Optional.of(new Forwarded(request.getRemoteAddr(), secure))
        : client(addresses, trusted)
            .map(index -> new Forwarded(text(addresses.get(index)), secure));
  }

  private static Optional<Forwarded> standard(
      HttpServletRequest request, List<String> elements, List<AddressRange> trusted) {
    List<String> addresses = elements.stream().map(it -> value(FOR, it).orElse("")).toList();
    return client(addresses, trusted)
        .map(
            index ->
                new Forwarded(
                    text(addresses.get(index)),
                    value(PROTO, elements.get(index))
                        .map("https"::equalsIgnoreCase)
                        .orElse(request.isSecure())));
  }

  /** Which of the addresses is the client's: all right of it are trusted proxies. */
  private static Optional<Integer> client(List<String> addresses, List<AddressRange> trusted) {
    int index = addresses.size();
    boolean proxy = true;
    while (proxy && index > 0) {
      index--;
      Optional<InetAddress> address = address(addresses.get(index));
      if (address.isEmpty()) {
        return Optional.empty();
      }
      proxy = isOf(trusted, address.get());
    }
    return Optional.of(index);
  }

  private static boolean isOf(List<AddressRange> trusted, InetAddress address) {
    return trusted.stream().anyMatch(range -> range.contains(address));
  }

  private static String text(String entry) {
    return address(entry).orElseThrow().getHostAddress();
  }

  private static Optional<InetAddress> address(String entry) {
    Matcher withPort = WITH_PORT.matcher(entry);
    if (!withPort.matches()) {
      return AddressRange.address(entry);
    }
    return AddressRange.address(withPort.group(1) == null ? withPort.group(2) : withPort.group(1));
  }

  private static Optional<String> value(Pattern parameter, String element) {
    Matcher matcher = parameter.matcher(element);
    return matcher.find()
        ? Optional.of(matcher.group(1) == null ? matcher.group(2) : matcher.group(1))
        : Optional.empty();
  }

  /** The elements of a header that may be there several times (RFC 9110 §5.3). */
  private static List<String> list(HttpServletRequest request, String header) {
    List<String> elements = new ArrayList<>();
    for (String line : Collections.list(request.getHeaders(header))) {
      elements.addAll(ELEMENT.matcher(line).results().map(it -> it.group().strip()).toList());
    }
    return elements;
  }
}
