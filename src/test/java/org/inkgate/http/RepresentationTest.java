package org.inkgate.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepresentationTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/html",
        "TEXT/HTML;level=1",
        "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8",
        "application/xhtml+xml",
        "text/html,application/json",
        "text/html, application/problem+json",
        "application/json;q=0.5, text/html;q=0.9"
      })
  void showsABrowserAPage(String accept) {
    assertEquals(Representation.HTML, of(accept));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*/*",
        "application/json",
        "application/problem+json",
        "application/json, text/html;q=0.5",
        "application/json, application/problem+json, text/html",
        "application/json, text/html, application/problem+json",
        "text/html;q=0",
        "text/html;q=x",
        "text/html;q=NaN",
        "text/*",
        "text/plain",
        ";;;,,,",
        ";",
        "\"text/html"
      })
  void answersAProgramWithJson(String accept) {
    assertEquals(Representation.JSON, of(accept));
  }

  private static final String BOT = "facebookexternalhit/1.1";
  private static final String FIREFOX =
      "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

  private static Exchange asking(String userAgent) {
    return new Exchange("GET", "/blogs", null).with("User-Agent", userAgent);
  }

  @Test
  @DisplayName("security 98: a link preview that names no type gets the page, a program JSON")
  void showsALinkPreviewThePage() {
    for (String agent : List.of(BOT, FIREFOX, "Twitterbot/1.0")) {
      assertEquals(Representation.HTML, Representation.of(asking(agent).request()));
      assertEquals(
          Representation.HTML, Representation.of(asking(agent).with("Accept", "*/*").request()));
      assertEquals(
          Representation.JSON,
          Representation.of(asking(agent).with("Accept", "application/json").request()));
    }
    assertEquals(
        Representation.JSON,
        Representation.of(asking("curl/8.5.0").with("Accept", "*/*").request()));
    assertEquals(
        Representation.JSON, Representation.of(asking("python-requests/2.32.3").request()));
  }

  @Test
  void answersAScriptOfAPageWithJson() {
    Exchange fetch = asking(FIREFOX).with("Accept", "*/*").with("Sec-Fetch-Dest", "empty");
    assertEquals(Representation.JSON, Representation.of(fetch.request()));
    assertEquals(
        Representation.JSON,
        Representation.of(asking(FIREFOX).with("Authorization", "bearer x.y.z").request()));
  }

  @Test
  @DisplayName("security 94: credentials of another scheme do not choose the representation")
  void anotherSchemeDoesNotMatter() {
    assertEquals(
        Representation.HTML,
        Representation.of(asking(BOT).with("Authorization", "Basic eDp5").request()));
  }

  @Test
  void variesByTheUserAgentOnlyWhereThatDecides() {
    assertEquals(
        "Accept", Representation.varyingBy(asking(BOT).with("Accept", "text/html, */*").request()));
    assertEquals(
        "Accept, User-Agent, Sec-Fetch-Dest",
        Representation.varyingBy(asking(BOT).with("Accept", "*/*").request()));
  }

  @Test
  void answersWithJsonWhereNothingIsAskedFor() {
    assertEquals(Representation.JSON, Representation.of(new Exchange("GET", "/", null).request()));
  }

  @Test
  void readsAnEndlessHeaderInNoTime() {
    assertTimeoutPreemptively(Duration.ofSeconds(2), () -> of(",;q=".repeat(100_000)));
  }

  private static Representation of(String accept) {
    return Representation.of(new Exchange("GET", "/", null).with("Accept", accept).request());
  }
}
