package org.inkgate.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which language a text is taken for. */
class TextLanguageTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "It was so warm in there that the ice was as soft as butter, and I am not sorry. | EN",
        "Häuser am Meer | DE",
        "Gestern war es so warm, dass wir in den Park gegangen sind. | DE",
        "Il a plu toute la nuit, et nous sommes restés à la maison. | FR",
        "Ayer llovió todo el día y nos quedamos en la casa de mi abuela. | ES",
        "東京 | EN",
        "'' | EN",
      })
  void smallWordsTell(String text, TextLanguage language) {
    assertEquals(language, TextLanguage.of(text));
  }
}
