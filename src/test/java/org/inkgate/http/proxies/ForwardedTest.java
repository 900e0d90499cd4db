package org.inkgate.http.proxies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.inkgate.config.AddressRange;
import org.inkgate.http.Exchange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardedTest {

  private static final List<AddressRange> TRUSTED = ranges("10.0.0.0/24", "2001:db8::/32");

  private static List<AddressRange> ranges(String... texts) {
    return Stream.of(texts).map(text -> AddressRange.parse(text).orElseThrow()).toList();
  }

  private static Exchange from(String header, String value) {
    return new Exchange("GET", "/", null).with(header, value);
  }

  private static Optional<String> address(Exchange exchange) {
    return Forwarded.of(exchange.request(), TRUSTED).map(Forwarded::address);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "192.0.2.7                             | 192.0.2.7",
        "1.1.1.1, 192.0.2.7                    | 192.0.2.7",
        "nonsense, 192.0.2.7                   | 192.0.2.7",
        "1.1.1.1, 192.0.2.7, 10.0.0.9          | 192.0.2.7",
        "192.0.2.7:5678                        | 192.0.2.7",
        "2a00::1                               | 2a00:0:0:0:0:0:0:1",
        "[2a00::1]:443, 2001:db8::9            | 2a00:0:0:0:0:0:0:1",
        "10.0.0.7, 10.0.0.8                    | 10.0.0.7",
        "::ffff:192.0.2.7                      | 192.0.2.7",
      })
  void theClientIsTheRightMostAddressThatIsNoTrustedProxys(String header, String client) {
    assertEquals(Optional.of(client), address(from("X-Forwarded-For", header)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "for=192.0.2.7                                            | 192.0.2.7 | false",
        "For=\"[2a00::1]:4711\";proto=https                       | 2a00:0:0:0:0:0:0:1 | true",
        "for=1.1.1.1, for=192.0.2.7;proto=HTTPS;by=_x,for=10.0.0.9 | 192.0.2.7 | true",
        "by=\"a,b;for=1.1.1.1\";for=192.0.2.7                     | 192.0.2.7 | false",
      })
  void forwardedSaysTheSameInTheStandardsWords(String header, String client, boolean secure) {
    assertEquals(
        Optional.of(new Forwarded(client, secure)),
        Forwarded.of(from("Forwarded", header).request(), TRUSTED));
  }

  @ParameterizedTest
  @DisplayName("security 78: no Forwarded of 8 kB costs more than some milliseconds")
  @ValueSource(
      strings = {
        ":",
        "a:",
        "::1,",
        "for=",
        "for=\"",
        "for=1.1.1.1,",
        ";",
        ",",
        "[",
        "[::]:1,",
        " "
      })
  void noHeaderCostsMuch(String piece) {
    String value = piece.repeat(8192 / piece.length());
    for (String header : List.of("Forwarded", "X-Forwarded-For")) {
      for (String sent : List.of(value, "for=\"[" + value)) {
        address(from(header, sent));
        long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        address(from(header, sent));
        long taken = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun;
        assertTrue(taken < 50_000_000, header + " took " + taken / 1000 + " µs");
      }
    }
  }

  @ParameterizedTest
  @DisplayName("security 96: a hidden, unknown or malformed node loses only itself")
  @ValueSource(
      strings = {
        "nonsense",
        "unknown",
        "_hidden",
        "_hidden:_port",
        "192.0.2.7, unknown",
        "192.0.2.256",
        "1.2.3",
        "localhost",
        "::g",
        "1.1.1.1:x",
        "[::1",
        "0x7f.1",
        "fe80::1%eth0",
        "[fe80::1%25eth0]:80",
        "1.1.1.1 2.2.2.2"
      })
  void aNodeThatIsNotKnownLosesOnlyItself(String node) {
    Optional<Forwarded> byHttps = Optional.of(new Forwarded(Exchange.PEER, true));
    assertEquals(
        byHttps,
        Forwarded.of(
            from("X-Forwarded-For", node).with("X-Forwarded-Proto", "https").request(), TRUSTED));
    assertEquals(
        byHttps,
        Forwarded.of(from("Forwarded", "for=\"" + node + "\";proto=https").request(), TRUSTED));
  }

  @Test
  @DisplayName("security 96: the protocol counts without a node")
  void theProtocolAloneCounts() {
    Optional<Forwarded> byHttps = Optional.of(new Forwarded(Exchange.PEER, true));
    for (String header : List.of("proto=https", "proto=https;by=_x", "for=_a;proto=https")) {
      assertEquals(byHttps, Forwarded.of(from("Forwarded", header).request(), TRUSTED), header);
    }
    assertEquals(
        Optional.of(new Forwarded("192.0.2.7", true)),
        Forwarded.of(
            from("Forwarded", "for=192.0.2.7, for=10.0.0.9;proto=https").request(), TRUSTED));
  }

  @Test
  void behindAHiddenNodeIsTheLastProxyThatIsKnown() {
    assertEquals(Optional.of("10.0.0.9"), address(from("X-Forwarded-For", "unknown, 10.0.0.9")));
    assertEquals(
        Optional.of("192.0.2.7"), address(from("Forwarded", "for=\"192.0.2.7:_p\";proto=https")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "\"\"", "a,", "\"a\","})
  void aHeaderMayBeAsLongAsTheServerLetsIt(String piece) {
    assertEquals(Optional.of(Exchange.PEER), address(from("Forwarded", piece.repeat(100_000))));
  }

  @Test
  void whoIsNotTrustedIsNotBelieved() {
    Exchange exchange = from("X-Forwarded-For", "192.0.2.7").with("X-Forwarded-Proto", "https");
    assertEquals(Optional.empty(), Forwarded.of(exchange.request(), ranges("10.0.0.2")));
    assertEquals(Optional.empty(), Forwarded.of(exchange.request(), List.of()));
  }

  @Test
  void ofTwoKindsThatDifferNeitherIsBelieved() {
    Exchange differ = from("X-Forwarded-For", "192.0.2.7").with("Forwarded", "for=192.0.2.8");
    assertEquals(Optional.of(Exchange.PEER), address(differ));
    Exchange hidden = from("X-Forwarded-For", "192.0.2.7").with("Forwarded", "for=unknown");
    assertEquals(Optional.of(Exchange.PEER), address(hidden));
    Exchange agree = from("X-Forwarded-For", "192.0.2.7").with("Forwarded", "for=192.0.2.7");
    assertEquals(Optional.of("192.0.2.7"), address(agree));
  }

  @Test
  void theProtocolIsWhatTheLastProxySays() {
    Exchange exchange = from("X-Forwarded-Proto", "http, https");
    assertEquals(
        Optional.of(new Forwarded(Exchange.PEER, true)), Forwarded.of(exchange.request(), TRUSTED));
  }
}
