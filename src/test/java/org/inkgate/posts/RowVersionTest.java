package org.inkgate.posts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowVersionTest {

  @ParameterizedTest
  @CsvSource({"7-v3, 3", "7-v3-gzip, 3", "7-v3-br, -1", "7-v3-gzip-gzip, -1", "v3, -1", "3, -1"})
  void theTagsOfBothFormsNameTheVersion(String text, long number) {
    assertEquals(number, RowVersion.parse(text).map(RowVersion::number).orElse(-1L));
  }
}
