package org.inkgate.blog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.inkgate.posts.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListLinksTest {

  @Test
  void leadToTheNeighboursThatThereAre() {
    ListLinks first = new ListLinks("/blogs", Map.of("author", "ada"), 1, 3);
    assertEquals(Optional.empty(), first.previous());
    assertEquals(Optional.of("/blogs?author=ada&page=2"), first.next());
    assertEquals(
        "</blogs?author=ada>; rel=\"first\", </blogs?author=ada&page=2>; rel=\"next\","
            + " </blogs?author=ada&page=3>; rel=\"last\"",
        first.header());
    ListLinks beyond = new ListLinks("/blogs", Map.of(), 9, 3);
    assertEquals(Optional.empty(), beyond.previous());
    assertEquals(Optional.empty(), beyond.next());
    assertEquals("/blogs", beyond.at(1));
  }

  @ParameterizedTest
  @CsvSource({
    "sea, /tags/sea",
    "slow food, /tags/slow%20food",
    "日本, /tags/%E6%97%A5%E6%9C%AC",
    "c++, /tags/c%2B%2B",
    "a/b, /blogs?tag=a%2Fb",
    "a;b, /blogs?tag=a%3Bb",
    "100 %, /blogs?tag=100%20%25",
    ".., /blogs?tag=..",
    "\"<x>\", /tags/%22%3Cx%3E%22",
  })
  void aTagHasAnAddressWhateverItsLetters(String tag, String path) {
    assertEquals(path, ListLinks.tagPath(tag));
  }

  @Test
  void aSlashInAQueryKeepsThePage() {
    assertEquals(
        "/blogs?tag=a%2Fb&page=2", new ListLinks("/blogs?tag=a%2Fb", Map.of(), 1, 2).at(2));
  }

  @Test
  void periodsEndWhereTheNextBegins() {
    Period december = Period.of("2026", Optional.of("12")).orElseThrow();
    assertEquals(Instant.parse("2026-12-01T00:00:00Z"), december.begin());
    assertEquals(Instant.parse("2027-01-01T00:00:00Z"), december.end());
    Period year = Period.of("2026", Optional.empty()).orElseThrow();
    assertEquals(Instant.parse("2027-01-01T00:00:00Z"), year.end());
    assertEquals(Optional.empty(), Period.of("2026", Optional.of("13")));
    assertEquals(Optional.empty(), Period.of("0026", Optional.empty()));
    assertEquals(Optional.empty(), Period.of("now", Optional.empty()));
  }
}
