package org.inkgate.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    FilterLine.Place place = new FilterLine.Place(new StaticFilter());
    List.of("/blogs/*", "/account", "/admin/pages/*").forEach(place::add);
    assertEquals(covered, place.covers(path));
  }

  @ParameterizedTest
  @CsvSource({"/", "''", "/a/b"})
  void aStarAloneCoversAll(String path) {
    FilterLine.Place place = new FilterLine.Place(new StaticFilter());
    place.add("/*");
    assertEquals(true, place.covers(path));
  }
}
