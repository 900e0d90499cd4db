package org.inkgate.transfer.imports;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.inkgate.http.Validation;
import org.inkgate.markdown.Markdown;
import org.inkgate.markdown.Slug;
import org.inkgate.persistence.Retried;
import org.inkgate.persistence.Sql;
import org.inkgate.posts.PostDraft;
import org.inkgate.posts.TagList;
import org.inkgate.posts.TagStore;
import org.inkgate.posts.Tags;
import org.inkgate.transfer.imports.ReportEntry.Kind;
import org.inkgate.transfer.imports.ReportEntry.Reason;

/**
 * Stores imported posts with their dates and old slugs, each in a transaction of its own.
 *
 * <p>It writes the tables itself: an imported post is no news, so no webhook is told and no session
 * has made a revision.
 */
@ApplicationScoped
@Retried
@Transactional(value = Transactional.TxType.REQUIRES_NEW, rollbackOn = SQLException.class)
class PostImport {

  @Resource(lookup = "java:app/jdbc/inkgate")
  private DataSource database;

  private Markdown markdown;
  private TagStore tags;
  private Validation validation;
  private Clock clock;

  PostImport() {}

  @Inject
  PostImport(Markdown markdown, TagStore tags, Validation validation, Clock clock) {
    this.markdown = markdown;
    this.tags = tags;
    this.validation = validation;
    this.clock = clock;
  }

  /** The post that a source became, and the lines of the report; no id when it was not stored. */
  record Stored(Optional<Long> id, List<ReportEntry> lines) {}

  /**
   * Stores a post, unless it is here.
   *
   * @param authorId the account that wrote it
   * @throws org.inkgate.http.RequestFailedException when it breaks a rule that nothing can be done
   *     about
   */
  Stored store(SourcePost post, long authorId) throws SQLException {
    List<Note> notes = new ArrayList<>(post.notes());
    PostDraft draft = validation.check(PostFit.draft(post, notes));
    markdown.check(draft.body());
    Instant now = clock.instant();
    Instant created = post.created().or(() -> post.publication().at()).orElse(now);
    try (Connection connection = database.getConnection()) {
      String source = Source.digest(post.source());
      Optional<Long> there =
          Sql.number(connection, "SELECT post_id FROM imported_posts WHERE source = ?", source);
      if (there.isPresent()) {
        return new Stored(
            there, List.of(ReportEntry.skipped(Kind.POST, post.name(), Reason.THERE)));
      }
      String wanted = PostFit.slug(post, draft);
      if (post.created().isPresent() && isSame(connection, wanted, draft.title(), created)) {
        ReportEntry line = ReportEntry.skipped(Kind.POST, post.name(), Reason.THERE);
        return new Stored(Optional.empty(), List.of(line));
      }
      String slug = free(connection, wanted);
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("slug", slug);
      row.put("own_slug", post.ownSlug() && post.slug().filter(slug::equals).isPresent());
      row.put("title", draft.title());
      row.put("summary", draft.summary().orElseGet(() -> markdown.summary(draft.body())));
      row.put("own_summary", draft.summary().isPresent());
      row.put("body", draft.body());
      row.put("status", draft.status().name());
      row.put("author_id", authorId);
      row.put("created_at", created);
      row.put("updated_at", post.updated().orElse(created));
      row.put("published_at", post.publication().at().orElse(null));
      row.put("version", 1L);
      List<String> spelled = tags.spelled(draft.tags(), authorId, now);
      row.put("tags", TagList.text(spelled));
      long id = Sql.insertNew(connection, "posts", row);
      for (String tag : spelled) {
        Sql.insert(
            connection, "post_tags", Map.of("post_id", id, "tag_key", Tags.key(tag), "tag", tag));
      }
      for (String old : post.oldSlugs()) {
        keepOldSlug(connection, id, old, post.updated().orElse(created));
      }
      for (String path : post.oldPaths()) {
        OldPaths.keep(connection, path, "post_id", id);
      }
      if (post.commentsClosed()) {
        Sql.insert(connection, "post_comment_rules", Map.of("post_id", id, "moderation", "CLOSED"));
      }
      Sql.insert(connection, "imported_posts", Map.of("source", source, "post_id", id));
      if (post.slug().filter(it -> !it.equals(slug)).isPresent()) {
        notes.add(new Note(Reason.RENAMED, post.slug().get() + " → " + slug));
      }
      post.publication().whyDraft().ifPresent(why -> notes.add(new Note(Reason.DRAFT, why)));
      return new Stored(Optional.of(id), lines(post, slug, notes));
    }
  }

  private static List<ReportEntry> lines(SourcePost post, String slug, List<Note> notes) {
    List<ReportEntry> lines = new ArrayList<>();
    lines.add(ReportEntry.taken(Kind.POST, post.name(), "/blogs/" + slug));
    notes.forEach(note -> lines.add(ReportEntry.changed(Kind.POST, post.name(), note)));
    return lines;
  }

  /** Whether the post with this slug is the same one, which was written here. */
  private static boolean isSame(Connection connection, String slug, String title, Instant created)
      throws SQLException {
    try (PreparedStatement statement =
            Sql.query(connection, "SELECT title, created_at FROM posts WHERE slug = ?", slug);
        ResultSet rows = statement.executeQuery()) {
      return rows.next()
          && rows.getString("title").equals(title)
          && Sql.instant(rows, "created_at").filter(created::equals).isPresent();
    }
  }

  private static String free(Connection connection, String wanted) throws SQLException {
    String slug = wanted;
    for (int number = 2; taken(connection, slug); number++) {
      slug = PostFit.numbered(wanted, number);
    }
    return slug;
  }

  private static boolean taken(Connection connection, String slug) throws SQLException {
    return Sql.number(connection, "SELECT id FROM posts WHERE slug = ?", slug).isPresent()
        || Sql.number(connection, "SELECT post_id FROM old_slugs WHERE slug = ?", slug).isPresent();
  }

  private static void keepOldSlug(Connection connection, long id, String old, Instant leftAt)
      throws SQLException {
    if (Slug.mayBeChosen(old) && !taken(connection, old)) {
      Sql.insert(connection, "old_slugs", Map.of("slug", old, "post_id", id, "left_at", leftAt));
    }
  }
}
