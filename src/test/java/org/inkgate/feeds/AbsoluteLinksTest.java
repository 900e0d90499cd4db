package org.inkgate.feeds;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a post's links lead from inside a feed. */
class AbsoluteLinksTest {

  private static final SiteAddress SITE = new SiteAddress(URI.create("https://example.org"));
  private static final String PAGE = "https://example.org/blogs/one";

  @ParameterizedTest
  @CsvSource({
    "/media/1, https://example.org/media/1",
    "#top, https://example.org/blogs/one#top",
    "?page=2, https://example.org/blogs/one?page=2",
    "two, https://example.org/blogs/two",
    "//other.org/x, https://other.org/x",
    "https://other.org/x?a=b&amp;c, https://other.org/x?a=b&amp;c",
    "mailto:a&#64;example.org, mailto:a&#64;example.org",
    "/$1\\, https://example.org/$1\\",
  })
  void everyLinkBecomesAbsolute(String link, String absolute) {
    assertEquals(
        "<a title=\"t\" href=\"" + absolute + "\">x</a>",
        AbsoluteLinks.in("<a title=\"t\" href=\"" + link + "\">x</a>", SITE, PAGE));
  }

  @Test
  void everySizeOfAnImageBecomesAbsolute() {
    assertEquals(
        "<img src=\"https://example.org/a\" srcset=\"https://example.org/a?w=1 1w,"
            + " https://cdn.org/b 2w\" />",
        AbsoluteLinks.in(
            "<img src=\"/a\" srcset=\"/a?w=1 1w, https://cdn.org/b 2w\" />", SITE, PAGE));
  }

  @Test
  void wordsAreLeftAlone() {
    String text = "<p>Write href&#61;&#34;/x&#34; and src=/y</p>";
    assertEquals(text, AbsoluteLinks.in(text, SITE, PAGE));
  }
}
