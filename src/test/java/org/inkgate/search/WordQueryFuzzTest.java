package org.inkgate.search;

import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

/** Any search text becomes a query, and any post can be indexed. */
class WordQueryFuzzTest {

  static List<String> seeds() {
    return List.of(
        "“whole words” or-hyphens AND prefi",
        "„Straße\" Äpfel 日本語の検索 «ça» العربية",
        "\u0640 \u064B\"\u0640\"",
        "+-&&||!(){}[]^\"~*?:\\/",
        "c++ .net 1.5e3 don't ﬁ \uD83D\uDE00");
  }

  @MethodSource("seeds")
  @FuzzTest
  void whateverIsTypedIsAQuery(@NotNull String typed) {
    assertTimeout(Duration.ofMinutes(1), () -> WordQuery.of(typed));
  }
}
