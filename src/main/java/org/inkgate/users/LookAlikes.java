package org.inkgate.users;

import java.util.HashMap;
import java.util.Map;

/**
 * Letters of other scripts that look like Latin ones: the part of Unicode's confusables.txt (UTS 39
 * §4) that whole names can be written with.
 */
final class LookAlikes {

  /** Pairs of a letter and the Latin one that it, or its capital, looks like. */
  private static final String PAIRS =
      // Cyrillic
      "аaвbеeкkмmнhоoрpсcтtуyхxіiјjѕsһhԁdԛqԝwѵvүyӏlԍgьb"
          // Greek
          + "αaβbεeζzηhιiκkμmνnοoρpτtυyχxϲcϳj"
          // Armenian
          + "օoոnսuհhցgյjզqտsլl"
          // Cherokee
          + "ꭰdꭱrꭲtꭵiꭺaꭻjꭼeꮃwꮇmꮋhꮐgꮓzꮟbꮢrꮥsꮩvꮪsꮮlꮯcꮲpꮶkᏼb"
          // Latin letters of phonetics
          + "ɑaɡgɩiʏy";

  /** Small Greek letters that look like another letter than their capitals do. */
  private static final String SMALL = "ηnνvυuγyωw";

  private static final Map<Integer, Integer> BY_CAPITAL = pairs(PAIRS);
  private static final Map<Integer, Integer> AS_WRITTEN = new HashMap<>(BY_CAPITAL);

  static {
    AS_WRITTEN.putAll(pairs(SMALL));
  }

  private LookAlikes() {}

  private static Map<Integer, Integer> pairs(String text) {
    Map<Integer, Integer> pairs = new HashMap<>();
    int[] letters = text.codePoints().toArray();
    for (int i = 0; i < letters.length; i += 2) {
      pairs.put(Character.toLowerCase(letters[i]), letters[i + 1]);
    }
    return pairs;
  }

  /** A name in lower case as its capitals look: all spellings of one name stay one. */
  static String byCapitals(String name) {
    return replaced(name, BY_CAPITAL);
  }

  /** A name in lower case as its small letters look. */
  static String asWritten(String name) {
    return replaced(name, AS_WRITTEN);
  }

  private static String replaced(String name, Map<Integer, Integer> letters) {
    return name.codePoints()
        .map(letter -> letters.getOrDefault(letter, letter))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
