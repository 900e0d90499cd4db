package org.inkgate.transfer.wordpress;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.inkgate.comments.CommentState;
import org.inkgate.markdown.HtmlToMarkdown;
import org.inkgate.transfer.imports.Authors;
import org.inkgate.transfer.imports.CommentImport;
import org.inkgate.transfer.imports.Dates;
import org.inkgate.transfer.imports.ImportReport;
import org.inkgate.transfer.imports.ReportEntry;
import org.inkgate.transfer.imports.ReportEntry.Kind;
import org.inkgate.transfer.imports.ReportEntry.Reason;
import org.inkgate.transfer.imports.SourceAuthor;
import org.inkgate.transfer.imports.SourceComment;
import org.inkgate.transfer.imports.SourceText;

/** Imports the comments of one post of WordPress. */
final class WordPressComments {

  private final CommentImport comments;
  private final Authors authors;
  private final WordPressSite site;
  private final ImportReport report;
  private final Map<String, Map<String, String>> byId = new HashMap<>();
  private final Map<String, Long> stored = new HashMap<>();

  WordPressComments(
      CommentImport comments, Authors authors, WordPressSite site, ImportReport report) {
    this.comments = comments;
    this.authors = authors;
    this.site = site;
    this.report = report;
  }

  void store(WordPressItem item, long postId) throws SQLException {
    List<Map<String, String>> answers = new ArrayList<>();
    for (Map<String, String> comment : item.comments()) {
      byId.put(value(comment, "id"), comment);
    }
    // Roots of threads first, independent of the order in the file.
    for (Map<String, String> comment : item.comments()) {
      if (root(comment) == comment) {
        one(item, comment, postId, Optional.empty());
      } else {
        answers.add(comment);
      }
    }
    for (Map<String, String> answer : answers) {
      one(item, answer, postId, Optional.ofNullable(stored.get(value(root(answer), "id"))));
    }
  }

  private static String value(Map<String, String> comment, String name) {
    return comment.getOrDefault("wp:comment_" + name, "").strip();
  }

  /** The comment that began the thread: threads have one level here. */
  private Map<String, String> root(Map<String, String> comment) {
    Map<String, String> root = comment;
    Set<String> seen = new HashSet<>();
    for (Map<String, String> parent = comment; parent != null && seen.add(value(parent, "id")); ) {
      root = parent;
      parent = byId.get(value(parent, "parent"));
      if (parent != null && !isWanted(parent)) {
        // What answers a comment that is not imported begins a thread.
        parent = null;
      }
    }
    return root;
  }

  private static boolean isWanted(Map<String, String> comment) {
    return value(comment, "approved").matches("[01]|approved|hold")
        && value(comment, "type").matches("|comment");
  }

  private void one(
      WordPressItem item, Map<String, String> comment, long postId, Optional<Long> thread)
      throws SQLException {
    String id = value(comment, "id");
    String name = item.name() + " #" + id;
    if (!isWanted(comment)) {
      String why = (value(comment, "type") + " " + value(comment, "approved")).strip();
      report.add(ReportEntry.skipped(Kind.COMMENT, name, Reason.NOT_WANTED, why));
      return;
    }
    boolean approved = value(comment, "approved").matches("1|approved");
    String identity = id.isEmpty() ? value(comment, "date") + value(comment, "content") : id;
    Instant otherwise = item.created().orElse(Instant.EPOCH);
    CommentImport.Stored result =
        comments.store(
            new SourceComment(
                name,
                "wordpress " + site.address() + " " + item.identity() + " comment " + identity,
                HtmlToMarkdown.comment(value(comment, "content"), true),
                approved ? CommentState.APPROVED : CommentState.HELD,
                Dates.of(value(comment, "date_gmt")).or(() -> Dates.of(value(comment, "date"))),
                Optional.empty()),
            postId,
            thread,
            author(comment),
            otherwise);
    report.addAll(result.lines());
    result.id().ifPresent(it -> stored.put(id, it));
  }

  /** A user of the old site, or a guest: told from others by name, e-mail address and website. */
  private long author(Map<String, String> comment) throws SQLException {
    Optional<String> login = site.login(value(comment, "user_id"));
    if (login.isPresent()) {
      String source = "wordpress " + site.address() + " " + login.get();
      return authors.id(Optional.of(SourceAuthor.of(source, login.get(), login.get(), false)));
    }
    String name = SourceText.decoded(value(comment, "author"));
    String source =
        String.join(
            "\n", "guest", name, value(comment, "author_email"), value(comment, "author_url"));
    String shown = name.isEmpty() ? "Guest" : name;
    return authors.add(source, SourceAuthor.of(source, "", shown, true));
  }
}
