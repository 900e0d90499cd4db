package org.inkgate.search;

import java.io.IOException;
import java.text.BreakIterator;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.uhighlight.LengthGoalBreakIterator;
import org.apache.lucene.search.uhighlight.Passage;
import org.apache.lucene.search.uhighlight.PassageFormatter;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.search.uhighlight.WholeBreakIterator;

/** Shows where a post holds the words: HTML that is escaped, except {@code <mark>} around them. */
final class Excerpts {

  private static final int EXCERPT_CHARACTERS = 240;

  /**
   * So much of all texts of a page is read again for its words, which takes half a second. What
   * stands further down is found, but not shown.
   */
  private static final int CHARACTERS_READ = 400_000;

  private static final int MOST_OF_ONE = 50_000;

  private Excerpts() {}

  /** The titles of some documents, marked, in their order. */
  static String[] titles(IndexSearcher searcher, Query query, int[] documents) throws IOException {
    return mark(searcher, query, documents, PostDocument.TITLE, WholeBreakIterator::new);
  }

  /** The place of each body that says most about the words; the first lines where none does. */
  static String[] bodies(IndexSearcher searcher, Query query, int[] documents) throws IOException {
    Supplier<BreakIterator> breaks =
        () ->
            LengthGoalBreakIterator.createClosestToLength(
                BreakIterator.getWordInstance(Locale.ROOT), EXCERPT_CHARACTERS, 0.5f);
    return mark(searcher, query, documents, PostDocument.BODY, breaks);
  }

  private static String[] mark(
      IndexSearcher searcher,
      Query query,
      int[] documents,
      String field,
      Supplier<BreakIterator> breaks)
      throws IOException {
    Map<String, String[]> marked =
        UnifiedHighlighter.builder(searcher, WordAnalyzer.MARKING)
            .withBreakIterator(breaks)
            .withFormatter(new Html())
            .withMaxLength(Math.min(MOST_OF_ONE, CHARACTERS_READ / documents.length))
            .build()
            .highlightFields(new String[] {field}, query, documents, new int[] {1});
    return Arrays.stream(marked.get(field))
        .map(html -> html == null ? "" : html)
        .toArray(String[]::new);
  }

  private static final class Html extends PassageFormatter {

    @Override
    public String format(Passage[] passages, String text) {
      Arrays.sort(passages, Comparator.comparingInt(Passage::getStartOffset));
      StringBuilder html = new StringBuilder();
      int end = 0;
      for (Passage passage : passages) {
        if (passage.getStartOffset() > end) {
          html.append(html.isEmpty() ? "… " : " … ");
        }
        mark(passage, text, html);
        end = passage.getEndOffset();
      }
      html.append(end < text.length() ? " …" : "");
      // A place may begin and end with the space between two words.
      return html.toString().replaceAll(" {2,}", " ");
    }

    private static void mark(Passage passage, String text, StringBuilder html) {
      int at = passage.getStartOffset();
      for (int i = 0; i < passage.getNumMatches(); ) {
        int start = Math.max(at, passage.getMatchStarts()[i]);
        int end = passage.getMatchEnds()[i];
        // Pairs of characters overlap, and so do a word and its stem.
        for (i++; i < passage.getNumMatches() && passage.getMatchStarts()[i] <= end; i++) {
          end = Math.max(end, passage.getMatchEnds()[i]);
        }
        if (end > start) {
          html.append(escape(text.substring(at, start))).append("<mark>");
          html.append(escape(text.substring(start, end))).append("</mark>");
          at = end;
        }
      }
      if (at < passage.getEndOffset()) {
        html.append(escape(text.substring(at, passage.getEndOffset())));
      }
    }

    private static String escape(String text) {
      return text.replace("&", "&amp;")
          .replace("<", "&lt;")
          .replace(">", "&gt;")
          .replace("\"", "&quot;")
          .replace("'", "&#39;");
    }
  }
}
