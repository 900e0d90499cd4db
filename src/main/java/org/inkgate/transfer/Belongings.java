package org.inkgate.transfer;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.inkgate.comments.CommentState;
import org.inkgate.http.Language;
import org.inkgate.http.Site;
import org.inkgate.http.Validation;
import org.inkgate.markdown.Markdown;
import org.inkgate.site.PageDraft;
import org.inkgate.transfer.Line.Kind;
import org.inkgate.transfer.Line.Reason;

/** Takes over from elsewhere what a site has beside its posts: pages, comments, settings. */
@ApplicationScoped
@Transactional(value = Transactional.TxType.REQUIRES_NEW, rollbackOn = SQLException.class)
class Belongings {

  private static final int LONGEST_COMMENT = 10_000;
  private static final Pattern ACCENT = Pattern.compile("|#[0-9a-f]{6}");
  private static final Pattern LOGO = Pattern.compile("|/media/[\\w.-]{1,200}");

  @Resource(lookup = "java:app/jdbc/inkgate")
  private DataSource database;

  private Validation validation;
  private Markdown markdown;
  private Clock clock;

  Belongings() {}

  @Inject
  Belongings(Validation validation, Markdown markdown, Clock clock) {
    this.validation = validation;
    this.markdown = markdown;
    this.clock = clock;
  }

  /**
   * Adds a page, unless there is one at its address.
   *
   * @throws org.inkgate.http.RequestFailedException when it breaks a rule
   */
  Line page(String name, PageDraft page, Optional<Instant> created, Optional<Instant> updated)
      throws SQLException {
    validation.check(page);
    markdown.check(page.body());
    try (Connection connection = database.getConnection()) {
      if (Sql.number(connection, "SELECT id FROM pages WHERE slug = ?", page.slug()).isPresent()) {
        return Line.skipped(Kind.PAGE, name, Reason.THERE);
      }
      Instant now = clock.instant();
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("slug", page.slug());
      row.put("title", page.title());
      row.put("body", page.body());
      row.put("menu_position", page.menuPosition().map(Long::intValue).orElse(null));
      row.put("created_at", created.orElse(now));
      row.put("updated_at", updated.or(() -> created).orElse(now));
      row.put("version", 1L);
      Sql.insert(connection, "pages", row);
      countChange(connection);
      return Line.taken(Kind.PAGE, name, "/pages/" + page.slug());
    }
  }

  /** Tells every node that what it shows around its pages is no longer true. */
  private static void countChange(Connection connection) throws SQLException {
    Sql.update(connection, "UPDATE site_settings SET revision = revision + 1 WHERE id = 1");
  }

  /** Takes the site's settings over, unless somebody has given this one a title already. */
  Line site(JsonObject site) throws SQLException {
    String title = site.getString("title", "").strip();
    String description = site.getString("description", "");
    String language = site.getString("language", "");
    String logo = site.getString("logo", "");
    String accent = site.getString("accent", "");
    boolean fit =
        !title.isEmpty()
            && title.length() <= 80
            && description.length() <= 300
            && Language.of(language).isPresent()
            && LOGO.matcher(logo).matches()
            && ACCENT.matcher(accent).matches();
    if (!fit) {
      return Line.refused(Kind.SITE, Export.SITE, Reason.INVALID, "");
    }
    try (Connection connection = database.getConnection()) {
      int changed =
          Sql.update(
              connection,
              "UPDATE site_settings SET title = ?, description = ?, language = ?, logo = ?,"
                  + " accent = ?, revision = revision + 1"
                  + " WHERE id = 1 AND title = ? AND description = ''",
              title,
              description,
              language,
              logo,
              accent,
              Site.FIRST_TITLE);
      return changed == 1
          ? Line.taken(Kind.SITE, title, "/")
          : Line.skipped(Kind.SITE, title, Reason.THERE);
    }
  }

  /** A comment that was taken over, or was there. */
  record Placed(long id, Line line) {}

  /** Adds a comment below a post, unless its author said something there at that very moment. */
  Placed comment(
      long postId, Optional<Long> threadId, long authorId, JsonObject comment, String name)
      throws SQLException {
    String body = comment.getString("body", "").replace("\0", "");
    Instant created = Dates.of(comment.getString("created", "")).orElse(Instant.EPOCH);
    try (Connection connection = database.getConnection()) {
      Optional<Long> there =
          Sql.number(
              connection,
              "SELECT id FROM comments WHERE post_id = ? AND author_id = ? AND created_at = ?",
              postId,
              authorId,
              created);
      if (there.isPresent()) {
        return new Placed(there.get(), Line.skipped(Kind.COMMENT, name, Reason.THERE));
      }
      if (body.length() > LONGEST_COMMENT) {
        return new Placed(0, Line.refused(Kind.COMMENT, name, Reason.TOO_LARGE, ""));
      }
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("post_id", postId);
      row.put("thread_id", threadId.orElse(null));
      row.put("author_id", authorId);
      row.put("body", body);
      row.put("state", state(comment.getString("state", "")).name());
      row.put("created_at", created);
      row.put("edited_at", Dates.of(comment.getString("edited", "")).orElse(null));
      long id = Sql.insertNew(connection, "comments", row);
      return new Placed(id, Line.taken(Kind.COMMENT, name, ""));
    }
  }

  /** What nobody has decided on waits for somebody who does. */
  private static CommentState state(String word) {
    try {
      return CommentState.valueOf(word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      return CommentState.HELD;
    }
  }
}
