package org.inkgate.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.inkgate.http.compression.CompressionFilter;
import org.inkgate.http.texts.Language;
import org.inkgate.tokens.TokenCookies;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds that reading any header value costs next to nothing. */
class HostileHeadersTest {

  /** As much as the server lets through, or nearly. */
  private static final int LENGTH = 8192;

  /** A header that is read once costs a hundredth of that; the rest is for a busy machine. */
  private static final Duration MOST = Duration.ofMillis(50);

  private static final Map<String, Consumer<Exchange>> READERS = new LinkedHashMap<>();

  static {
    READERS.put("Accept", it -> Representation.of(it.request()));
    READERS.put("Accept-Language", it -> Language.of(it.request()));
    READERS.put("If-None-Match", it -> EntityTag.isKnown(it.request(), "\"7-v3\""));
    READERS.put("User-Agent", it -> Representation.of(it.request()));
    READERS.put("Content-Type", it -> RequestLimits.most(it.request()));
    READERS.put("Authorization", it -> Representation.of(it.request()));
    READERS.put("Accept-Encoding", HostileHeadersTest::compress);
    READERS.put(
        "Cookie",
        it -> {
          Language.of(it.request());
          TokenCookies.access(it.request());
        });
  }

  private static void compress(Exchange exchange) {
    try {
      new CompressionFilter()
          .doFilter(exchange.request(), exchange.response(), (request, response) -> {});
    } catch (IOException | ServletException e) {
      throw new AssertionError(e);
    }
  }

  /** What such parsers stumble over, to be repeated. */
  static List<String> pieces() {
    return List.of(
        ",",
        ";",
        "a,",
        "a;",
        "a;q=0.1,",
        ";q=",
        "q=1;",
        "*/*,",
        "text/html;q=0.9,",
        "gzip;q=0,",
        "i-hak-b-",
        "x-",
        "en-",
        "-",
        "\"",
        "\",",
        "W/\"",
        "W/\"7-v3\",",
        " ",
        "\t",
        " ,",
        "=",
        "\\\"",
        "/",
        "Mozilla/",
        "(",
        "bot ",
        "Bearer ",
        "\u00e9",
        "0",
        "0.0",
        ";charset=",
        "; ");
  }

  @ParameterizedTest
  @DisplayName("security 78: no header of 8 kB costs more than some milliseconds")
  @MethodSource("pieces")
  void noHeaderCostsMuch(String piece) {
    String value = piece.repeat(LENGTH / piece.length());
    READERS.forEach(
        (header, reader) -> {
          Exchange exchange = new Exchange("GET", "/", null).with(header, value);
          if (header.equals("Cookie")) {
            cookies(exchange, value);
          }
          reader.accept(exchange);
          long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
          reader.accept(exchange);
          long taken = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun;
          assertTrue(taken < MOST.toNanos(), header + " took " + taken / 1000 + " µs");
        });
  }

  /** As many as the value has bytes for, of names that are ours, and one as long as the value. */
  private static void cookies(Exchange exchange, String value) {
    for (String name : List.of("inkgate_access", "inkgate_refresh", "language")) {
      exchange.withCookie(name, value);
      for (int i = 0; i < LENGTH / 20; i++) {
        exchange.withCookie(name, value.substring(0, 1));
      }
    }
  }
}
