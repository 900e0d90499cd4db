package org.inkgate.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessRulesTest {

  private final AccessRules rules =
      new AccessRules(
          """
          GET       /
          *         /login

          GET,POST  /register
          GET       /blogs
          GET       /blogs/*
          token GET /blogs/new
          """);

  @ParameterizedTest
  @CsvSource({
    "GET, /, true",
    "HEAD, /, true",
    "OPTIONS, /, true",
    "POST, /, false",
    "PUT, /login, true",
    "POST, /register, true",
    "DELETE, /register, false",
    "get, /register, false",
    "GET, /blogs, true",
    "POST, /blogs, false",
    "GET, /blogs/a, true",
    "OPTIONS, /blogs/a, true",
    "PUT, /blogs/a, false",
    "GET, /blogs/new, false",
    "HEAD, /blogs/new, false",
    "OPTIONS, /blogs/new, false",
    "GET, /blogs/, false",
    "GET, /blogs/a/, false",
    "GET, /blogs/a/edit, false",
    "GET, /BLOGS, false",
    "GET, //blogs, false",
    "GET, /unheard-of, false",
    "OPTIONS, /unheard-of, false",
    "GET, '', false",
  })
  void opensWhatARuleOpensAndNothingElse(String method, String path, boolean open) {
    assertEquals(open, rules.open(method, path));
  }

  @Test
  void opensNothingWithoutRules() {
    assertEquals(false, new AccessRules("").open("GET", "/"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/login", "GET", "GET login", "GET /a /b", "token /a", "token GET"})
  void refusesALineThatIsNone(String line) {
    assertThrows(IllegalArgumentException.class, () -> new AccessRules(line));
  }
}
