package org.inkgate.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
  void aHeaderOfEndlessLengthIsNotRead() {
    Exchange exchange =
        new Exchange("GET", "/", null).with("Accept-Language", "de," + "x,".repeat(100_000));
    assertEquals(Language.EN, Language.of(exchange.request()));
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
