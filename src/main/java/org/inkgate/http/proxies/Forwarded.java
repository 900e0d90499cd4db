package org.inkgate.http.proxies;

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
 * that does not belong to a trusted proxy; what stands left of it the client may have made up. A
 * node that is hidden, unknown or malformed (RFC 7239 §6) is not known by its address, so the
 * address is that of the proxy that passed it on; what the header says about the protocol still
 * counts.
 *
 * @param address in figures
 */
public record Forwarded(String address, boolean secure) {

  /** Possessive, so that it takes a long header in a loop; else each character takes some stack. */
  private static final Pattern ELEMENT = Pattern.compile("(?:\"[^\"]*\"|[^\",])++");

  private static final Pattern FOR = parameter("for");
  private static final Pattern PROTO = parameter("proto");

  /** An address with a port, which may be hidden, or an IPv6 address in brackets. */
  private static final Pattern WITH_PORT =
      Pattern.compile("\\[([^\\]]*)\\](?::(?:\\d{1,5}|_[\\w.-]+))?|([^:]*):(?:\\d{1,5}|_[\\w.-]+)");

  private static Pattern parameter(String name) {
    return Pattern.compile("(?i)(?:^|;)\\s*" + name + "=(?:\"([^\"]*)\"|([^\";\\s]*))\\s*(?=;|$)");
  }

  /** What one kind of header says; each is empty where it says nothing about that. */
  private record Said(Optional<String> address, Optional<Boolean> secure) {}

  /**
   * Reads "X-Forwarded-For" and "X-Forwarded-Proto", or "Forwarded" (RFC 7239). Where both kinds
   * are there, what they differ in is not believed: one of them is the client's own.
   *
   * @return empty where the connection is from no trusted proxy
   */
  public static Optional<Forwarded> of(HttpServletRequest request, List<AddressRange> trusted) {
    boolean byProxy =
        !trusted.isEmpty()
            && AddressRange.address(request.getRemoteAddr())
                .filter(peer -> isOf(trusted, peer))
                .isPresent();
    if (!byProxy) {
      return Optional.empty();
    }
    String peer = request.getRemoteAddr();
    Said standard = standard(list(request, "Forwarded"), peer, trusted);
    Said usual =
        usual(list(request, "X-Forwarded-For"), list(request, "X-Forwarded-Proto"), peer, trusted);
    return Optional.of(
        new Forwarded(
            agreed(standard.address(), usual.address()).orElse(peer),
            agreed(standard.secure(), usual.secure()).orElse(request.isSecure())));
  }

  private static <T> Optional<T> agreed(Optional<T> one, Optional<T> other) {
    return one.isEmpty() || one.equals(other) ? other : other.isEmpty() ? one : Optional.empty();
  }

  private static Said usual(
      List<String> addresses, List<String> protocols, String peer, List<AddressRange> trusted) {
    Optional<String> last =
        protocols.isEmpty() ? Optional.empty() : Optional.of(protocols.get(protocols.size() - 1));
    return new Said(
        addresses.isEmpty()
            ? Optional.empty()
            : Optional.of(address(addresses, client(addresses, trusted), peer)),
        last.map("https"::equalsIgnoreCase));
  }

  private static Said standard(List<String> elements, String peer, List<AddressRange> trusted) {
    List<String> addresses = elements.stream().map(it -> value(FOR, it).orElse("")).toList();
    if (elements.isEmpty()) {
      return new Said(Optional.empty(), Optional.empty());
    }
    int client = client(addresses, trusted);
    // What the client's own proxy does not say about the protocol, one nearer to us may.
    Optional<Boolean> secure =
        elements.subList(client, elements.size()).stream()
            .flatMap(element -> value(PROTO, element).stream())
            .findFirst()
            .map("https"::equalsIgnoreCase);
    boolean silent = addresses.stream().allMatch(String::isEmpty);
    return new Said(
        silent ? Optional.empty() : Optional.of(address(addresses, client, peer)), secure);
  }

  /** Which of the nodes is the client: all right of it are trusted proxies. */
  private static int client(List<String> nodes, List<AddressRange> trusted) {
    int index = nodes.size() - 1;
    while (index > 0 && address(nodes.get(index)).filter(it -> isOf(trusted, it)).isPresent()) {
      index--;
    }
    return index;
  }

  /** The client's address; where that is not known, the one of the proxy that it asked. */
  private static String address(List<String> nodes, int client, String peer) {
    return address(nodes.get(client))
        .or(() -> client + 1 < nodes.size() ? address(nodes.get(client + 1)) : Optional.empty())
        .map(InetAddress::getHostAddress)
        .orElse(peer);
  }

  private static boolean isOf(List<AddressRange> trusted, InetAddress address) {
    return trusted.stream().anyMatch(range -> range.contains(address));
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
