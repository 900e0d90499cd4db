package org.inkgate.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * Makes a query of any text that a reader typed: quotation marks are the only syntax.
 *
 * <p>What stands in quotes must be there to the letter. Of other words most must be there, in any
 * of their forms; the last one may be the beginning of a word.
 */
final class WordQuery {

  private static final Pattern QUOTES = Pattern.compile("[“”„«»「」『』]");
  private static final Pattern PIECE = Pattern.compile("\"([^\"]+)\"|([^\\s\"]+)");
  private static final int MOST_PIECES = 32;

  /** Each is looked for in all texts of a page, to mark it: six take half a second. */
  private static final int MOST_PHRASES = 6;

  /** How much a word counts by where it stands; tags are few, so each of them is a common one. */
  private static final Map<String, Float> FIELDS =
      Map.of(PostDocument.TITLE, 8f, PostDocument.TAGS, 5f, PostDocument.BODY, 1f);

  /** A word as it was typed goes before its other forms, and those before longer words. */
  private static final float STEM = 0.6f;

  private static final float PREFIX = 0.3f;
  private static final int SHORTEST_PREFIX = 2;

  /** A word found in two places counts a little more than in one. */
  private static final float TIE = 0.1f;

  private WordQuery() {}

  static Query of(String typed) {
    // Each once: the places of a word that is repeated would be looked for, and marked, again.
    Set<Query> phrases = new LinkedHashSet<>();
    Set<Query> words = new LinkedHashSet<>();
    int severals = 0;
    Matcher pieces = PIECE.matcher(QUOTES.matcher(typed).replaceAll("\""));
    while (pieces.find() && phrases.size() + words.size() < MOST_PIECES) {
      boolean quoted = pieces.group(1) != null;
      List<List<String>> places = analyse(quoted ? pieces.group(1) : pieces.group(2));
      boolean several = quoted || places.size() > 1;
      if (places.isEmpty() || several && ++severals > MOST_PHRASES) {
        continue;
      }
      if (quoted) {
        phrases.add(anywhere(field -> phrase(field, places)));
      } else if (several) {
        // One word to its writer: a hyphen in it, or a script without spaces.
        words.add(anywhere(field -> phrase(field, places)));
      } else {
        boolean last = pieces.hitEnd();
        words.add(anywhere(field -> word(field, places.get(0), last)));
      }
    }
    return all(phrases, words);
  }

  private static Query all(Set<Query> phrases, Set<Query> words) {
    if (phrases.isEmpty() && words.isEmpty()) {
      return new MatchNoDocsQuery("nothing that is a word");
    }
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    phrases.forEach(phrase -> all.add(phrase, Occur.MUST));
    words.forEach(word -> all.add(word, Occur.SHOULD));
    // Of a whole question some word may be missing.
    int most = (int) Math.ceil(words.size() * 0.6);
    return all.setMinimumNumberShouldMatch(words.size() <= 2 ? words.size() : most).build();
  }

  private static Query anywhere(Function<String, Query> inField) {
    List<Query> places = new ArrayList<>();
    FIELDS.forEach((field, boost) -> places.add(new BoostQuery(inField.apply(field), boost)));
    return new DisjunctionMaxQuery(places, TIE);
  }

  private static Query phrase(String field, List<List<String>> places) {
    PhraseQuery.Builder phrase = new PhraseQuery.Builder();
    places.forEach(forms -> phrase.add(new Term(field, forms.get(0))));
    return phrase.build();
  }

  private static Query word(String field, List<String> forms, boolean last) {
    List<Query> queries = new ArrayList<>();
    for (String form : forms) {
      Query term = new TermQuery(new Term(field, form));
      queries.add(StemFilter.isStem(form) ? new BoostQuery(term, STEM) : term);
    }
    if (last && forms.get(0).length() >= SHORTEST_PREFIX) {
      queries.add(new BoostQuery(new PrefixQuery(new Term(field, forms.get(0))), PREFIX));
    }
    return new DisjunctionMaxQuery(queries, 0);
  }

  /** The forms of each word of a text: first as it is written, then its stems. */
  private static List<List<String>> analyse(String text) {
    List<List<String>> places = new ArrayList<>();
    try (TokenStream tokens = WordAnalyzer.QUERY.tokenStream("", text)) {
      CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
      PositionIncrementAttribute place = tokens.addAttribute(PositionIncrementAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) {
        if (place.getPositionIncrement() > 0) {
          places.add(new ArrayList<>());
        }
        places.get(places.size() - 1).add(term.toString());
      }
      tokens.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return places;
  }
}
