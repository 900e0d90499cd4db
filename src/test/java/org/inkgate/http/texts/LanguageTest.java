package org.inkgate.http.texts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.inkgate.http.Exchange;
import org.inkgate.testing.Cost;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "de | DE",
        "de-AT,de;q=0.9,en;q=0.8 | DE",
        "fr-CA | FR",
        "en;q=0.5, es;q=0.9 | ES",
        "nl, ja;q=0.3 | JA",
        "ar-EG | AR",
        "nl, sv | EN",
        "* | EN",
        "'' | EN",
        "de;q=0 | EN",
        ";;;=,q | EN",
        "DE-de | DE",
        "nl,fr ; q=0.2,de;q=1.000 | DE",
        "de;q=2,es | ES",
        "de;q=NaN,es;q=0.001 | ES",
        "-,--,q=,de- | DE",
        "den,d,es | ES",
      })
  void theBestOfWhatABrowserAsksForIsSpoken(String header, Language expected) {
    Exchange exchange = new Exchange("GET", "/", null).with("Accept-Language", header);
    assertEquals(expected, Language.of(exchange.request()));
  }

  @Test
  void whoAsksForNothingReadsEnglish() {
    assertEquals(Language.EN, Language.of(new Exchange("GET", "/", null).request()));
  }

  @Test
  void ofAnEndlessHeaderTheBeginningIsRead() {
    Exchange exchange =
        new Exchange("GET", "/", null).with("Accept-Language", "de," + "x,".repeat(100_000));
    assertEquals(Language.DE, Language.of(exchange.request()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"i-hak", "sgn-be-fr", "zh-min-nan", "no-bok", "en-gb-oed", "de;q=", "de"})
  @DisplayName("security 78: no Accept-Language costs a second")
  void noHeaderTakesLong(String begin) {
    for (String more : List.of("-b", "-i-hak", "-1", ",", ", ", "-", ";", ";q=1", "0")) {
      String header = begin + more.repeat(8_000 / more.length());
      Exchange exchange = new Exchange("GET", "/", null).with("Accept-Language", header);
      Cost.within(Duration.ofMillis(50), header, () -> Language.of(exchange.request()));
    }
  }

  @Test
  void whatTheReaderChoseComesFirst() {
    Exchange exchange =
        new Exchange("GET", "/", null).with("Accept-Language", "de").withCookie("language", "ja");
    assertEquals(Language.JA, Language.of(exchange.request()));
  }

  @Test
  void aCookieThatNamesNoLanguageOfOursIsIgnored() {
    Exchange exchange =
        new Exchange("GET", "/", null).with("Accept-Language", "de").withCookie("language", "xx");
    assertEquals(Language.DE, Language.of(exchange.request()));
  }

  @Test
  void arabicRunsFromTheRight() {
    assertEquals("rtl", Language.AR.direction());
    assertEquals("ltr", Language.JA.direction());
  }
}
