package org.inkgate.http;

import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import org.inkgate.config.AddressRange;
import org.inkgate.http.proxies.Forwarded;
import org.inkgate.http.texts.Language;
import org.junit.jupiter.params.provider.MethodSource;

/** Any header value is read or ignored, in bounded time. */
class HeaderFuzzTest {

  private static final List<AddressRange> TRUSTED =
      List.of(AddressRange.parse(Exchange.PEER).orElseThrow());

  static List<String> seeds() {
    return List.of(
        "for=\"[2001:db8::1]:4711\";proto=https;by=10.0.0.1, for=_hidden;host=\"a,b\"",
        "203.0.113.7, 10.0.0.1, [::1]:80, ::ffff:1.2.3.4, unknown, 010.0.0.1, 1.2.3",
        "text/html;q=0.9, application/json ; q=.8;charset=x, */*;q=NaN",
        "de-CH, zh-Hant-TW;q=0.9, x-klingon;q=0.001, *;q=0, ar-u-nu-latn",
        "de-CH, z;q=0.9, -",
        "/a/%2e%2e//b;x=y?z=%00&q");
  }

  @MethodSource("seeds")
  @FuzzTest
  void aHeaderSaysSomethingOrNothing(@NotNull String text) {
    HttpServletRequest request =
        new Exchange("GET", "/", null)
            .with("Accept", text)
            .with("Accept-Language", text)
            .with("Forwarded", text)
            .request();
    HttpServletRequest usual =
        new Exchange("GET", "/", null).with("X-Forwarded-For", text).request();
    assertTimeout(
        Duration.ofMinutes(1),
        () -> {
          Representation.of(request);
          Language.of(request);
          for (HttpServletRequest each : List.of(request, usual)) {
            // In figures, fit for the log and for whoever counts by it.
            Forwarded.of(each, TRUSTED)
                .ifPresent(
                    said -> assertTrue(said.address().matches("[0-9a-f.:]+"), said::address));
          }
        });
  }
}
