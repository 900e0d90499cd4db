package org.inkgate.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPatternTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"", "posts", "/posts/", "//", "/a//b", "/*", "/a/*", "/{", "/{a}b", "/{}", "/a b"})
  void whatCouldNotMatchIsNoPattern(String text) {
    assertThrows(IllegalArgumentException.class, () -> PathPattern.of(text));
  }

  @ParameterizedTest
  @CsvSource({
    "/, ''",
    "/posts, /posts",
    "/a/b.json, /a/b.json",
    "/posts/{slug}, /posts/*",
    "/posts/{slug}/edit, /posts/*",
    "/a/b/{c}/{d}, /a/b/*",
  })
  void theServerFindsItByAPatternOfItsOwn(String text, String urlPattern) {
    assertEquals(urlPattern, PathPattern.of(text).urlPattern());
  }

  @ParameterizedTest
  @CsvSource({
    "/a/{x}, /{y}/b, true",
    "/a/{x}/c, /a/b/{y}, true",
    "/a/{x}, /a/b, false",
    "/a/{x}, /a/{y}, false",
    "/{x}/{y}, /a/b, false",
    "/a/{x}, /b/{y}, false",
    "/a/{x}/c, /{y}/b/d, false",
    "/a/{x}, /{y}/b/c, false",
  })
  void twoAreAmbiguousWhereNeitherIsMoreSpecial(String one, String other, boolean ambiguous) {
    PathPattern first = PathPattern.of(one);
    PathPattern second = PathPattern.of(other);
    assertEquals(ambiguous, first.isAmbiguousWith(second));
    assertEquals(ambiguous, second.isAmbiguousWith(first));
  }

  @Test
  void aPathHasTheSegmentsBetweenItsSlashes() {
    assertEquals("a||b|", String.join("|", PathPattern.split("/a//b/")));
  }
}
