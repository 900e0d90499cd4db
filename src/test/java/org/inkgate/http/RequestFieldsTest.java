package org.inkgate.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.inkgate.http.texts.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestFieldsTest {

  @Test
  void readsJson() {
    RequestFields fields =
        new RequestFields(
            false,
            JsonBody.parse(
                """
                {"a": "x", "n": null, "l": ["1", "2"]}
                """));
    assertFalse(fields.isForm());
    assertEquals(Optional.of("x"), fields.text("a"));
    assertEquals(Optional.empty(), fields.text("n"));
    assertEquals(Optional.empty(), fields.text("absent"));
    assertTrue(fields.has("n"));
    assertFalse(fields.has("absent"));
    assertEquals(List.of("1", "2"), fields.texts("l"));
    assertEquals(List.of(), fields.texts("absent"));
    assertEquals(Map.of(), fields.errors());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "true", "{}", "[]", "[\"x\"]", "[1]"})
  void notesThatAFieldIsNoText(String value) {
    RequestFields fields = new RequestFields(false, JsonBody.parse("{\"a\":" + value + "}"));
    assertEquals(Optional.empty(), fields.text("a"));
    fields.text("a");
    assertEquals(Map.of("a", List.of(Message.of("site.problem.string"))), fields.errors());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "true", "{}", "\"x\"", "[1]", "[null]", "[[\"x\"]]", "[\"x\", {}]"})
  void notesThatAFieldIsNoListOfTexts(String value) {
    RequestFields fields = new RequestFields(false, JsonBody.parse("{\"a\":" + value + "}"));
    assertEquals(List.of(), fields.texts("a"));
    assertEquals(Map.of("a", List.of(Message.of("site.problem.strings"))), fields.errors());
  }

  @Test
  void readsAnObjectInTheBodyAndNoneInThat() {
    RequestFields fields =
        new RequestFields(
            false,
            JsonBody.parse(
                """
                {"a": {"b": "x", "l": ["1"], "o": {"b": "x"}, "z": "\\u0000"}}
                """));
    RequestFields inner = fields.object("a");
    assertEquals(Optional.of("x"), inner.text("b"));
    assertEquals(List.of("1"), inner.texts("l"));
    assertEquals(Optional.empty(), inner.text("o"));
    assertThrows(RequestFailedException.class, () -> inner.object("o"));
    assertEquals(Set.of("o", "z"), inner.errors().keySet());
    assertEquals(Map.of(), fields.errors());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "null", "\"x\"", "[]", "[{}]"})
  void refusesWhatIsNoObject(String value) {
    RequestFields fields = new RequestFields(false, JsonBody.parse("{\"a\":" + value + "}"));
    RequestFailedException refused =
        assertThrows(RequestFailedException.class, () -> fields.object("a"));
    assertEquals(
        Map.of("a", List.of(Message.of("site.problem.json-object"))), refused.problem().errors());
  }

  @Test
  void readsAForm() {
    RequestFields fields =
        new RequestFields(true, FormBody.parse("a=x&a=y&tags=+one,two+words,,+&tags=three"));
    assertTrue(fields.isForm());
    assertEquals(Optional.of("x"), fields.text("a"));
    assertEquals(List.of("one", "two words", "three"), fields.texts("tags"));
    assertEquals(Map.of(), fields.errors());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\u0000", "x\\u0000y", "\\ud83d", "\\ude00", "\\ude00\\ud83d"})
  void notesWhatNoDatabaseStores(String text) {
    for (String value : List.of("\"" + text + "\"", "[\"ok\", \"" + text + "\"]")) {
      RequestFields fields = new RequestFields(false, JsonBody.parse("{\"a\":" + value + "}"));
      assertEquals(1, fields.errors().get("a").size());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\ud83d\\ude00", "\\u202e", "\\ufffe", "\\u200f", "\\t"})
  void leavesOtherCharactersAlone(String text) {
    assertEquals(
        Map.of(), new RequestFields(false, JsonBody.parse("{\"a\":\"" + text + "\"}")).errors());
  }
}
