package org.inkgate.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NextPageTest {

  @ParameterizedTest
  @DisplayName("security 35: \"next\" leads to own paths")
  @ValueSource(strings = {"/", "/blogs/new", "/blogs?page=2&tag=a%20b", "/blogs/a#b", "/a//b"})
  void goesToAPathOfOurOwn(String next) {
    assertEquals(next, NextPage.orHome(next));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "blogs",
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example/",
        "/a\\b",
        "/\t/evil.example/",
        " //evil.example/",
        "/ /evil.example",
        "javascript:alert(1)",
        "/a\r\nSet-Cookie: a=b",
        "/a\nb",
        "/\u0000",
        "/ä",
        "/login",
        "/login?next=/login"
      })
  void goesHomeFromAnythingElse(String next) {
    assertEquals("/", NextPage.orHome(next));
  }
}
