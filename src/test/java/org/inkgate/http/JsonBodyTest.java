package org.inkgate.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.inkgate.http.texts.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {

  @Test
  void readsMembers() {
    Map<String, Object> members =
        JsonBody.parse(
            """
            {"a": "x\\u00e9\\n", "b": null, "c": ["1", "2"], "d": 1e400,
             "e": {"a": [{}]}, "f": [["x"], {}, null], "g": true}
            """);
    assertEquals("xé\n", members.get("a"));
    assertSame(JsonBody.NULL, members.get("b"));
    assertEquals(List.of("1", "2"), members.get("c"));
    assertEquals(new JsonBody.NumberText("1e400"), members.get("d"));
    assertEquals(Map.of("a", List.of(JsonBody.OTHER)), members.get("e"));
    assertEquals(List.of(JsonBody.OTHER, JsonBody.OTHER, JsonBody.NULL), members.get("f"));
    assertSame(JsonBody.OTHER, members.get("g"));
  }

  static Stream<String> noObject() {
    return """
        null
        []
        "text"
        1
        {
        {"a"
        {"a":
        {"a":}
        {"a":"b"
        {"a":"b",}
        {"a":"b"}}
        {"a":"b"} x
        {}{}
        {a:1}
        {'a':1}
        {"a":01}
        {"a":NaN}
        {"a":"\\x"}
        {"a":"\\u12"}
        {"a":[
        {"a":[[
        {"a":[{
        {"a":{
        {"a":{"b":
        {"a":[}
        {"a":1,"a":1}
        {"a":null,"a":"x"}
        /**/{}
        """
        .lines();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{\"a\":\"\t\"}", "\uFEFF{}", "\0"})
  @MethodSource("noObject")
  void refusesWhatIsNoObject(String body) {
    assertRefused(body);
  }

  static List<String> endless() {
    int n = 100_000;
    return List.of(
        "[".repeat(n),
        "{\"a\":" + "[".repeat(n),
        "{\"a\":" + "[".repeat(n) + "]".repeat(n) + "}",
        "{\"a\":".repeat(n),
        "{\"a\":".repeat(n) + "1" + "}".repeat(n),
        "{\"a\":" + "[{\"b\":".repeat(n),
        "{\"a\":" + "1".repeat(1_000_000),
        "{\"a\":\"" + "x".repeat(1_000_000),
        members(1001),
        "{\"a\":" + members(1001) + "}");
  }

  private static String members(int number) {
    return IntStream.range(0, number)
        .mapToObj(i -> "\"" + i + "\":1")
        .collect(Collectors.joining(",", "{", "}"));
  }

  @ParameterizedTest
  @MethodSource("endless")
  void refusesTheEndlessInNoTime(String body) {
    assertTimeoutPreemptively(Duration.ofSeconds(5), () -> assertRefused(body));
  }

  @Test
  void readsANumberOfAMillionDigitsAsItIsWritten() {
    String digits = "1".repeat(1_000_000);
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () ->
            assertEquals(
                new JsonBody.NumberText(digits),
                JsonBody.parse("{\"a\":" + digits + "}").get("a")));
  }

  private static void assertRefused(String body) {
    Problem problem =
        assertThrows(RequestFailedException.class, () -> JsonBody.parse(body)).problem();
    assertEquals(400, problem.status());
    assertEquals(
        Map.of("request", List.of(Message.of("site.problem.json-object"))), problem.errors());
  }
}
