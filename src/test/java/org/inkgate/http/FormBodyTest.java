package org.inkgate.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormBodyTest {

  @Test
  void decodes() {
    assertEquals(
        Map.of("a", "x y", "b", "1+1=2", "ä", "😀", "c", "", "d", "", "e", "k=v"),
        FormBody.parse("a=x+y&b=1%2B1%3d2&%C3%A4=%F0%9F%98%80&c=&d&&e=k=v"));
    assertEquals(Map.of(), FormBody.parse(""));
    assertEquals(Map.of("raw", "日本"), FormBody.parse("raw=日本"));
  }

  @Test
  void gathersAFieldThatOccursTwice() {
    assertEquals(Map.of("a", List.of("1", "2", "3")), FormBody.parse("a=1&a=2&a=3"));
  }

  @Test
  void makesLineEndsOneCharacter() {
    assertEquals(Map.of("a", "1\n2\r3\n4"), FormBody.parse("a=1%0D%0A2%0D3%0A4"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=%",
        "a=%1",
        "a=%zz",
        "a=%1g",
        "%=a",
        "a=%-1",
        "a=%+1",
        "a=%uD83D",
        "a=%ff",
        "a=%c3",
        "a=%c0%ae",
        "a=%ed%a0%80",
        "a=%f4%90%80%80",
        "a=%80"
      })
  void refusesWhatCannotBeDecoded(String body) {
    assertEquals(400, refusal(body).status());
  }

  @Test
  void takesAThousandFieldsAndNoMore() {
    assertEquals(1000, ((List<?>) FormBody.parse("a=1&".repeat(1000)).get("a")).size());
    assertEquals(400, refusal("a=1&".repeat(1001)).status());
  }

  private static Problem refusal(String body) {
    return assertThrows(RequestFailedException.class, () -> FormBody.parse(body)).problem();
  }
}
