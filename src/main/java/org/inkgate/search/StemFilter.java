package org.inkgate.search;

import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.tartarus.snowball.SnowballStemmer;

/**
 * Adds to each word, at the same place, its stem in each language it may belong to.
 *
 * <p>A stem is marked, as in {@code =de:haus}, so that it is taken neither for a word nor for the
 * stem of another language's.
 */
final class StemFilter extends TokenFilter {

  /** What no word begins with. */
  private static final char MARK = '=';

  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private final PositionIncrementAttribute place = addAttribute(PositionIncrementAttribute.class);
  private final Map<TextLanguage, SnowballStemmer> stemmers = new EnumMap<>(TextLanguage.class);
  private final Deque<String> stems = new ArrayDeque<>();
  private State word;

  StemFilter(TokenStream words, Set<TextLanguage> languages) {
    super(words);
    languages.forEach(language -> stemmers.put(language, language.stemmer()));
  }

  static boolean isStem(String term) {
    return term.charAt(0) == MARK;
  }

  @Override
  public boolean incrementToken() throws IOException {
    if (!stems.isEmpty()) {
      restoreState(word);
      place.setPositionIncrement(0);
      term.setEmpty().append(stems.poll());
      return true;
    }
    if (!input.incrementToken()) {
      return false;
    }
    if (!Normalizer.isNormalized(term, Normalizer.Form.NFC)) {
      // A letter and its accent, typed as two characters.
      String composed = Normalizer.normalize(term, Normalizer.Form.NFC);
      term.setEmpty().append(composed);
    }
    stem(term.toString());
    return true;
  }

  private void stem(String token) {
    stemmers.forEach(
        (language, stemmer) -> {
          if (language.writes(token)) {
            stemmer.setCurrent(token);
            stemmer.stem();
            stems.add(MARK + language.name().toLowerCase(Locale.ROOT) + ':' + stemmer.getCurrent());
          }
        });
    if (!stems.isEmpty()) {
      word = captureState();
    }
  }

  @Override
  public void reset() throws IOException {
    super.reset();
    stems.clear();
  }
}
