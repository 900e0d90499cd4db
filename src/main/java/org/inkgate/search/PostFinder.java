package org.inkgate.search;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.MultiDocValues;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.inkgate.posts.PostQuery;
import org.inkgate.posts.Tags;
import org.inkgate.users.User;

/** Finds posts in an index as it is at one moment. */
final class PostFinder {

  /** Best first; of equals the newest. */
  private static final Sort ORDER =
      new Sort(
          SortField.FIELD_SCORE,
          new SortField(PostDocument.PUBLISHED_AT, SortField.Type.LONG, true));

  private PostFinder() {}

  /** Finds a page of the posts that are published by now. */
  static Found find(IndexSearcher searcher, PostQuery asked, Instant now) throws IOException {
    Query words = WordQuery.of(asked.words().orElse(""));
    int first = (asked.page() - 1) * asked.size();
    // No more than there are: the collector makes room for as many as it is to find.
    int most = Math.max(1, Math.min(first + asked.size(), searcher.getIndexReader().maxDoc()));
    TopFieldDocs top =
        searcher.search(
            filtered(words, asked, now),
            new TopFieldCollectorManager(ORDER, most, null, Integer.MAX_VALUE, true));
    int[] documents =
        Arrays.stream(top.scoreDocs).skip(first).mapToInt(found -> found.doc).toArray();
    return new Found(hits(searcher, words, documents), top.totalHits.value);
  }

  /** Both ends count. */
  private static Query published(long first, long last) {
    return LongPoint.newRangeQuery(PostDocument.PUBLISHED_AT, first, last);
  }

  private static Query filtered(Query words, PostQuery asked, Instant now) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    all.add(words, Occur.MUST);
    all.add(published(Long.MIN_VALUE, now.toEpochMilli()), Occur.FILTER);
    asked
        .published()
        .begin()
        .ifPresent(begin -> all.add(published(begin.toEpochMilli(), Long.MAX_VALUE), Occur.FILTER));
    asked
        .published()
        .end()
        .ifPresent(end -> all.add(published(Long.MIN_VALUE, end.toEpochMilli() - 1), Occur.FILTER));
    asked.tag().ifPresent(tag -> all.add(term(PostDocument.TAG, Tags.key(tag)), Occur.FILTER));
    asked
        .author()
        .ifPresent(author -> all.add(term(PostDocument.AUTHOR, User.key(author)), Occur.FILTER));
    return all.build();
  }

  private static Query term(String field, String value) {
    return new TermQuery(new Term(field, value));
  }

  private static List<Found.Hit> hits(IndexSearcher searcher, Query words, int[] documents)
      throws IOException {
    if (documents.length == 0) {
      return List.of();
    }
    String[] titles = Excerpts.titles(searcher, words, documents.clone());
    String[] bodies = Excerpts.bodies(searcher, words, documents.clone());
    List<Found.Hit> hits = new ArrayList<>();
    for (int i = 0; i < documents.length; i++) {
      NumericDocValues ids =
          MultiDocValues.getNumericValues(searcher.getIndexReader(), PostDocument.ID);
      ids.advanceExact(documents[i]);
      hits.add(new Found.Hit(ids.longValue(), titles[i], bodies[i]));
    }
    return hits;
  }
}
