package org.inkgate.search;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.Weight;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.util.Bits;
import org.inkgate.posts.PostQuery;
import org.inkgate.posts.PostWords;

/** The index of the posts, in a folder. Any thread may look into it; one changes it. */
final class PostIndex {

  private static final Logger LOG = Logger.getLogger(PostIndex.class.getName());
  private static final String FORMAT = "format";

  private final IndexWriter writer;
  private final SearcherManager searchers;

  private PostIndex(IndexWriter writer) throws IOException {
    this.writer = writer;
    this.searchers = new SearcherManager(writer, null);
  }

  /**
   * Opens the index of a folder. One that is damaged or of another format is begun anew, and one
   * that cannot be opened at all, as another process has it, is replaced by one in memory: it is
   * made of the database, so nothing is lost.
   */
  static PostIndex open(Path folder) throws IOException {
    try {
      Directory directory = FSDirectory.open(folder);
      try {
        IndexWriter writer = writer(directory, OpenMode.CREATE_OR_APPEND);
        if (ours(writer)) {
          return new PostIndex(writer);
        }
        writer.rollback();
      } catch (LockObtainFailedException e) {
        throw e;
      } catch (IOException | IllegalArgumentException e) {
        LOG.log(Level.WARNING, "The search index is made anew: {0}", e.toString());
        for (String file : directory.listAll()) {
          directory.deleteFile(file);
        }
      }
      return new PostIndex(writer(directory, OpenMode.CREATE));
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The search index is kept in memory: {0}", e.toString());
      return new PostIndex(writer(new ByteBuffersDirectory(), OpenMode.CREATE));
    }
  }

  private static IndexWriter writer(Directory directory, OpenMode mode) throws IOException {
    return new IndexWriter(
        directory,
        new IndexWriterConfig(WordAnalyzer.QUERY)
            .setOpenMode(mode)
            // In the thread that writes: threads of Lucene's own would outlive the application.
            .setMergeScheduler(new SerialMergeScheduler()));
  }

  private static boolean ours(IndexWriter writer) {
    Iterable<Map.Entry<String, String>> data = writer.getLiveCommitData();
    if (data != null) {
      for (Map.Entry<String, String> entry : data) {
        if (FORMAT.equals(entry.getKey())) {
          return PostDocument.FORMAT.equals(entry.getValue());
        }
      }
    }
    return writer.getDocStats().maxDoc == 0;
  }

  /**
   * The version of each post that was there at the last commit, by id.
   *
   * @param after the ids begin after this one
   * @param last the last id
   */
  Map<Long, Long> versions(long after, long last) throws IOException {
    Map<Long, Long> read = new HashMap<>();
    IndexSearcher searcher = searchers.acquire();
    try {
      Query some = searcher.rewrite(LongPoint.newRangeQuery(PostDocument.ID, after + 1, last));
      Weight weight = searcher.createWeight(some, ScoreMode.COMPLETE_NO_SCORES, 1);
      for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
        Scorer found = weight.scorer(leaf);
        if (found != null) {
          read(leaf.reader(), found.iterator(), read);
        }
      }
    } finally {
      searchers.release(searcher);
    }
    return read;
  }

  private static void read(LeafReader leaf, DocIdSetIterator documents, Map<Long, Long> versions)
      throws IOException {
    NumericDocValues ids = leaf.getNumericDocValues(PostDocument.ID);
    NumericDocValues numbers = leaf.getNumericDocValues(PostDocument.VERSION);
    Bits live = leaf.getLiveDocs();
    for (int document = documents.nextDoc();
        document != DocIdSetIterator.NO_MORE_DOCS;
        document = documents.nextDoc()) {
      if ((live == null || live.get(document))
          && ids.advanceExact(document)
          && numbers.advanceExact(document)) {
        versions.put(ids.longValue(), numbers.longValue());
      }
    }
  }

  void put(Collection<PostWords> posts) throws IOException {
    for (PostWords post : posts) {
      writer.updateDocument(PostDocument.key(post.id()), PostDocument.of(post));
    }
  }

  void remove(Collection<Long> ids) throws IOException {
    writer.deleteDocuments(ids.stream().map(PostDocument::key).toArray(Term[]::new));
  }

  /** Lets the changes be found, and writes them to the disk. */
  void commit() throws IOException {
    searchers.maybeRefreshBlocking();
    writer.setLiveCommitData(Map.of(FORMAT, PostDocument.FORMAT).entrySet());
    writer.commit();
  }

  /** Finds a page of the posts that are published by now. */
  Found find(PostQuery asked, Instant now) throws IOException {
    IndexSearcher searcher = searchers.acquire();
    try {
      return PostFinder.find(searcher, asked, now);
    } finally {
      searchers.release(searcher);
    }
  }

  /** Lets go of the folder; what was not committed is found in the database again. */
  void close() throws IOException {
    searchers.close();
    writer.rollback();
    writer.getDirectory().close();
  }
}
