package org.inkgate.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.ServletException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterLineTest {

  @ParameterizedTest
  @CsvSource({
    "/blogs, true",
    "/blogs/, true",
    "/blogs/a/edit, true",
    "/blogs2, false",
    "/blog, false",
    "/, false",
    "'', false",
    "/account, true",
    "/account/, false",
    "/account/tokens, false",
    "/admin/pages/a, true",
    "/admin, false",
  })
  void aPatternCoversWhatAServletsWould(String path, boolean covered) {
    FilterLine.Paths paths = new FilterLine.Paths();
    List.of("/blogs/*", "/account", "/admin/pages/*").forEach(paths::add);
    assertEquals(covered, paths.contain(path));
  }

  @ParameterizedTest
  @CsvSource({"/", "''", "/a/b"})
  void aStarAloneCoversAll(String path) {
    FilterLine.Paths paths = new FilterLine.Paths();
    paths.add("/*");
    assertTrue(paths.contain(path));
  }

  @Test
  void filtersStandInTheOrderTheyAreWritten() throws ServletException {
    assertEquals(
        List.of("First", "Second", "Third"),
        List.copyOf(FilterLine.parse(" First /* \n Second /a /b/*\n Third /a ").keySet()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Gate", "First /* Gate", "Gate Last /*"})
  @DisplayName("a gate that stands nowhere stops the start")
  void aFilterWithoutAPathIsRefused(String filters) {
    ServletException refused =
        assertThrows(ServletException.class, () -> FilterLine.parse(filters));
    assertEquals("web.xml gives no path to Gate", refused.getMessage());
  }
}
