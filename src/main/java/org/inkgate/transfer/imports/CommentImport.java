package org.inkgate.transfer.imports;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.inkgate.comments.CommentDraft;
import org.inkgate.persistence.Retried;
import org.inkgate.persistence.Sql;
import org.inkgate.transfer.imports.ReportEntry.Kind;
import org.inkgate.transfer.imports.ReportEntry.Reason;

/** Stores imported comments. */
@ApplicationScoped
@Retried
@Transactional(value = Transactional.TxType.REQUIRES_NEW, rollbackOn = SQLException.class)
public class CommentImport {

  @Resource(lookup = "java:app/jdbc/inkgate")
  private DataSource database;

  /** The comment that a source became, and the lines of the report. */
  public record Stored(Optional<Long> id, List<ReportEntry> lines) {}

  /**
   * Stores a comment, unless it is here.
   *
   * @param threadId the comment that began the thread; empty for that comment itself
   * @param otherwise its date where it has none
   */
  public Stored store(
      SourceComment comment, long postId, Optional<Long> threadId, long authorId, Instant otherwise)
      throws SQLException {
    String body = SourceText.withoutControls(comment.body()).strip();
    if (body.isBlank()) {
      return new Stored(Optional.empty(), List.of(skipped(comment, Reason.NOT_WANTED)));
    }
    try (Connection connection = database.getConnection()) {
      String source = Source.digest(comment.source());
      Optional<Long> there =
          Sql.number(
              connection, "SELECT comment_id FROM imported_comments WHERE source = ?", source);
      if (there.isPresent()) {
        return new Stored(there, List.of(skipped(comment, Reason.THERE)));
      }
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("post_id", postId);
      row.put("thread_id", threadId.orElse(null));
      row.put("author_id", authorId);
      row.put("body", SourceText.cut(body, CommentDraft.LONGEST_BODY));
      row.put("state", comment.state().name());
      row.put("created_at", comment.created().orElse(otherwise));
      row.put("edited_at", comment.edited().orElse(null));
      long id = Sql.insertNew(connection, "comments", row);
      Sql.insert(connection, "imported_comments", Map.of("source", source, "comment_id", id));
      List<ReportEntry> lines = new ArrayList<>();
      lines.add(ReportEntry.taken(Kind.COMMENT, comment.name(), ""));
      if (body.length() > CommentDraft.LONGEST_BODY) {
        Note note = new Note(Reason.SHORTENED, "body");
        lines.add(ReportEntry.changed(Kind.COMMENT, comment.name(), note));
      }
      return new Stored(Optional.of(id), lines);
    }
  }

  private static ReportEntry skipped(SourceComment comment, Reason reason) {
    return ReportEntry.skipped(Kind.COMMENT, comment.name(), reason);
  }
}
