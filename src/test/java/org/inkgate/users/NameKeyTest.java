package org.inkgate.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameKeyTest {

  /** The letters that others used against other programs, and whole names of look-alikes. */
  @ParameterizedTest
  @DisplayName("security 76: a name in letters of another script that look alike is the same name")
  @CsvSource({
    "Mark, M\u0430rk",
    "openai, \u041Ep\u0435n\u0410I",
    "ian, \u0399an",
    "thibaud, th\u13A5baud",
    "coco, \u0441\u043E\u0441\u043E",
    "COCO, \u0421\u041E\u0421\u041E",
    "nina, \u039D\u0399\u039D\u0391",
    "vivo, \u03BD\u03B9\u03BD\u03BF",
    "hugo, \u0570\u057D\u0581\u0585",
    "zoe\u0308, z\u043E\u0451",
    "admin, \u0430dmin"
  })
  void lookAlikesAreOneName(String name, String other) {
    Set<String> keys = NameKey.lookingLike(other);
    assertTrue(keys.contains(NameKey.of(name)), keys::toString);
  }

  @ParameterizedTest
  @CsvSource({
    "\u0410\u041D\u041D\u0410, \u0430\u043D\u043D\u0430",
    "\u0395\u03BB\u03AD\u03BD\u03B7, \u0395\u039B\u0388\u039D\u0397"
  })
  void aNameIsOneWhateverItsCase(String name, String other) {
    assertEquals(NameKey.of(name), NameKey.of(other));
  }

  @ParameterizedTest
  @CsvSource({"Anna, Hanna", "\u0418\u0432\u0430\u043D, Ivan", "Zoe, Zo\u00EB"})
  void otherNamesAreOthers(String name, String other) {
    assertNotEquals(NameKey.of(name), NameKey.of(other));
    assertFalse(NameKey.lookingLike(other).contains(NameKey.of(name)));
  }

  private static boolean isOfOneScript(String name) {
    return new OneScript.Rule().isValid(name, null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Anna \u0418\u0432\u0430\u043D\u043E\u0432\u0430",
        "\u5C71\u7530Taro",
        "\u30A2\u30C0\u3068\u7530",
        "O\u2019Brien-Zo\u00EB 3",
        "\u0639\u0644\u064A \u062D\u0633\u0646",
        "\u0646\u0645\u06CC\u200C\u062E",
        "\uD83C\uDF89 Party",
        "\u03C0-fan"
      })
  void wordsOfOneScriptAreNames(String name) {
    assertTrue(isOfOneScript(name));
  }

  @ParameterizedTest
  @DisplayName("security 76: no word of a name mixes scripts")
  @ValueSource(
      strings = {"p\u0430ypal", "Ada \u03A1owling", "A\u03B7\u03B7a", "Te\u0455t", "x\u0301\u0430"})
  void wordsOfTwoScriptsAreNone(String name) {
    assertFalse(isOfOneScript(name));
  }
}
