package org.inkgate.search;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.Term;
import org.inkgate.posts.PostWords;
import org.inkgate.posts.Tags;
import org.inkgate.users.User;

/** A post as the index holds it. */
final class PostDocument {

  /** Goes up with every change of this class or of how words are cut: older indexes are remade. */
  static final String FORMAT = "3";

  static final String TITLE = "title";
  static final String TAGS = "tags";
  static final String BODY = "body";

  static final String ID = "id";
  static final String VERSION = "version";
  static final String TAG = "tag";
  static final String AUTHOR = "author";

  /** Milliseconds since 1970; in the future for a scheduled post. */
  static final String PUBLISHED_AT = "published_at";

  private PostDocument() {}

  static Term key(long id) {
    return new Term(ID, Long.toString(id));
  }

  static Document of(PostWords post) {
    Document document = new Document();
    document.add(new StringField(ID, Long.toString(post.id()), Store.NO));
    document.add(new LongPoint(ID, post.id()));
    document.add(new NumericDocValuesField(ID, post.id()));
    document.add(new NumericDocValuesField(VERSION, post.version()));
    document.add(new StringField(AUTHOR, User.key(post.author()), Store.NO));
    post.tags().forEach(tag -> document.add(new StringField(TAG, Tags.key(tag), Store.NO)));
    long publishedAt = post.publishedAt().toEpochMilli();
    document.add(new LongPoint(PUBLISHED_AT, publishedAt));
    document.add(new NumericDocValuesField(PUBLISHED_AT, publishedAt));

    Analyzer words = WordAnalyzer.of(TextLanguage.of(post.title() + "\n" + post.body()));
    String tags = String.join("\n", post.tags());
    document.add(new TextField(TITLE, words.tokenStream(TITLE, post.title())));
    document.add(new TextField(TAGS, words.tokenStream(TAGS, tags)));
    document.add(new TextField(BODY, words.tokenStream(BODY, post.body())));
    // Kept to be shown, with the words marked that were found.
    document.add(new StoredField(TITLE, post.title()));
    document.add(new StoredField(BODY, post.body()));
    return document;
  }
}
