package org.inkgate.feeds;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How the map of a big site is cut. */
class SitemapTest {

  @Test
  @DisplayName("security 79: a file of the sitemap holds 50,000 addresses at most")
  void noFileHoldsMoreThanItMay() {
    assertEquals(0, Sitemap.files(0));
    assertEquals(1, Sitemap.files(50_000));
    assertEquals(2, Sitemap.files(50_001));
  }

  @Test
  void theIndexNamesItsFiles() throws Exception {
    assertEquals(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
            + "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">"
            + "<sitemap><loc>https://example.org/a&amp;b</loc></sitemap></sitemapindex>",
        new String(Sitemap.index(List.of("https://example.org/a&b")), StandardCharsets.UTF_8));
  }
}
