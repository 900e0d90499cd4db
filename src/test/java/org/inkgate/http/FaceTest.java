package org.inkgate.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaceTest {

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
    assertEquals(Face.HTML, of(accept));
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
    assertEquals(Face.JSON, of(accept));
  }

  @Test
  void answersWithJsonWhereNothingIsAskedFor() {
    assertEquals(Face.JSON, Face.of(new Exchange("GET", "/", null).request()));
  }

  @Test
  void readsAnEndlessHeaderInNoTime() {
    assertTimeoutPreemptively(Duration.ofSeconds(2), () -> of(",;q=".repeat(100_000)));
  }

  private static Face of(String accept) {
    return Face.of(new Exchange("GET", "/", null).with("Accept", accept).request());
  }
}
