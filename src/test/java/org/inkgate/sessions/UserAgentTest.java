package org.inkgate.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.inkgate.http.texts.Language;
import org.inkgate.http.texts.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people read in the list of their devices. */
class UserAgentTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0 | Firefox on Linux
          Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0 | Edge on Windows
          Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36 | Chrome on Android
          Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1 | Safari on iPhone
          Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15 | Safari on macOS
          curl/8.5.0 | curl/8.5.0
          Java-http-client/17.0.11 | Java-http-client/17.0.11
          python-requests/2.32.3 extra words | python-requests/2.32.3
          "" | Unknown device
          """)
  void saysWhatADeviceSeemsToBe(String header, String description) {
    assertEquals(description, UserAgent.of(header).in(Texts.in(Language.EN)));
  }

  @Test
  void speaksTheReadersLanguage() {
    UserAgent firefox = UserAgent.of("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Firefox/128.0");
    assertEquals("Linux の Firefox", firefox.in(Texts.in(Language.JA)));
  }

  @Test
  void cutsALongNameShort() {
    assertEquals("a".repeat(40), UserAgent.of("a".repeat(300)).name());
  }
}
