package org.inkgate.search;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.ar.ArabicNormalizationFilter;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.LengthFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.util.ElisionFilter;

/**
 * Cuts a text into words that are compared without case and accents, with their stems beside them.
 *
 * <p>Chinese, Japanese and Korean, which write no spaces, become pairs of characters.
 */
final class WordAnalyzer extends Analyzer {

  private static final int ALL_SCRIPTS =
      CJKBigramFilter.HAN
          | CJKBigramFilter.HIRAGANA
          | CJKBigramFilter.KATAKANA
          | CJKBigramFilter.HANGUL;

  /** Splits a search text, whose language is unknown. */
  static final WordAnalyzer QUERY = new WordAnalyzer(EnumSet.allOf(TextLanguage.class), false);

  /** Cuts a text that is to be marked where it holds what was looked for. */
  static final WordAnalyzer MARKING = new WordAnalyzer(EnumSet.allOf(TextLanguage.class), true);

  private static final Map<TextLanguage, WordAnalyzer> TEXTS = new EnumMap<>(TextLanguage.class);

  static {
    for (TextLanguage language : TextLanguage.values()) {
      TEXTS.put(language, new WordAnalyzer(EnumSet.of(language, TextLanguage.AR), true));
    }
  }

  private final Set<TextLanguage> languages;
  private final boolean singleCharacters;

  private WordAnalyzer(Set<TextLanguage> languages, boolean singleCharacters) {
    // Title, tags and body of a post are cut side by side.
    super(PER_FIELD_REUSE_STRATEGY);
    this.languages = languages;
    this.singleCharacters = singleCharacters;
  }

  /** Cuts the texts of a post. */
  static WordAnalyzer of(TextLanguage language) {
    return TEXTS.get(language);
  }

  @Override
  protected TokenStreamComponents createComponents(String field) {
    Tokenizer words = new StandardTokenizer();
    TokenStream folded = new LowerCaseFilter(new CJKWidthFilter(words));
    folded = new ElisionFilter(folded, FrenchAnalyzer.DEFAULT_ARTICLES);
    folded = new EnglishPossessiveFilter(folded);
    folded = new CJKBigramFilter(folded, ALL_SCRIPTS, singleCharacters);
    // Stemmers want to see the accents.
    folded = new ASCIIFoldingFilter(new StemFilter(folded, languages));
    folded = new ArabicNormalizationFilter(folded);
    // Of an ornament alone, such as the Arabic tatweel, nothing is left.
    return new TokenStreamComponents(words, new LengthFilter(folded, 1, Integer.MAX_VALUE));
  }
}
