package org.inkgate.search;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.tartarus.snowball.SnowballStemmer;
import org.tartarus.snowball.ext.ArabicStemmer;
import org.tartarus.snowball.ext.EnglishStemmer;
import org.tartarus.snowball.ext.FrenchStemmer;
import org.tartarus.snowball.ext.German2Stemmer;
import org.tartarus.snowball.ext.SpanishStemmer;

/** The languages whose words are found in all their forms; others are found as they are written. */
enum TextLanguage {
  EN(EnglishAnalyzer.getDefaultStopSet(), EnglishStemmer::new),
  DE(GermanAnalyzer.getDefaultStopSet(), German2Stemmer::new),
  FR(FrenchAnalyzer.getDefaultStopSet(), FrenchStemmer::new),
  ES(SpanishAnalyzer.getDefaultStopSet(), SpanishStemmer::new),
  AR(ArabicAnalyzer.getDefaultStopSet(), ArabicStemmer::new);

  /** As many words tell the language of any text. */
  private static final int WORDS_TO_GUESS_BY = 1000;

  /** Of equals the first wins. */
  private static final List<TextLanguage> LATIN = List.of(EN, DE, FR, ES);

  private static final Pattern WORD = Pattern.compile("\\p{L}+");

  private final CharArraySet commonWords;
  private final Supplier<SnowballStemmer> stemmer;

  TextLanguage(CharArraySet commonWords, Supplier<SnowballStemmer> stemmer) {
    this.commonWords = commonWords;
    this.stemmer = stemmer;
  }

  /** A new stemmer, for one thread. */
  SnowballStemmer stemmer() {
    return stemmer.get();
  }

  /** Whether a word may belong to this language, by its script. */
  boolean writes(String word) {
    Character.UnicodeScript script = Character.UnicodeScript.of(word.codePointAt(0));
    return script == (this == AR ? Character.UnicodeScript.ARABIC : Character.UnicodeScript.LATIN);
  }

  /**
   * The language of a text: the one whose small words are the most. A text in Arabic need not be
   * told, as its script tells it word by word.
   */
  static TextLanguage of(String text) {
    Map<TextLanguage, Integer> counts = new EnumMap<>(TextLanguage.class);
    WORD.matcher(text)
        .results()
        .limit(WORDS_TO_GUESS_BY)
        .map(word -> word.group().toLowerCase(Locale.ROOT))
        .forEach(word -> count(word, counts));
    return LATIN.stream()
        .max(Comparator.comparing(language -> counts.getOrDefault(language, 0)))
        .orElse(EN);
  }

  private static void count(String word, Map<TextLanguage, Integer> counts) {
    for (TextLanguage language : LATIN) {
      if (language.commonWords.contains(word)) {
        counts.merge(language, 1, Integer::sum);
      }
    }
  }
}
