package org.inkgate.transfer.imports;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
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
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.inkgate.http.OwnPath;
import org.inkgate.http.Validation;
import org.inkgate.http.texts.Language;
import org.inkgate.http.texts.Site;
import org.inkgate.markdown.Markdown;
import org.inkgate.markdown.Slug;
import org.inkgate.persistence.Retried;
import org.inkgate.persistence.Sql;
import org.inkgate.site.PageDraft;
import org.inkgate.transfer.imports.ReportEntry.Kind;
import org.inkgate.transfer.imports.ReportEntry.Reason;

/** Stores imported pages and settings. */
@ApplicationScoped
@Retried
@Transactional(value = Transactional.TxType.REQUIRES_NEW, rollbackOn = SQLException.class)
public class SiteImport {

  private static final Pattern ACCENT = Pattern.compile("|#[0-9a-f]{6}");

  @Resource(lookup = "java:app/jdbc/inkgate")
  private DataSource database;

  private Validation validation;
  private Markdown markdown;
  private Clock clock;

  SiteImport() {}

  @Inject
  SiteImport(Validation validation, Markdown markdown, Clock clock) {
    this.validation = validation;
    this.markdown = markdown;
    this.clock = clock;
  }

  /**
   * Stores a page, unless it is here.
   *
   * @throws org.inkgate.http.RequestFailedException when it breaks a rule
   */
  List<ReportEntry> page(SourcePage page) throws SQLException {
    List<Note> notes = new ArrayList<>(page.notes());
    try (Connection connection = database.getConnection()) {
      String wanted = slug(page);
      if (isSame(connection, wanted, page)) {
        return List.of(ReportEntry.skipped(Kind.PAGE, page.name(), Reason.THERE));
      }
      String slug = wanted;
      for (int number = 2; taken(connection, slug); number++) {
        slug = PostFit.numbered(wanted, number);
      }
      if (!slug.equals(page.slug().orElse(slug))) {
        notes.add(new Note(Reason.RENAMED, page.slug().get() + " → " + slug));
      }
      String title = SourceText.line(page.title());
      if (title.length() > PageDraft.LONGEST_TITLE) {
        notes.add(new Note(Reason.SHORTENED, "title: " + title));
      }
      PageDraft draft =
          new PageDraft(
              SourceText.cut(title.isEmpty() ? slug : title, PageDraft.LONGEST_TITLE),
              slug,
              SourceText.withoutControls(page.body()),
              page.menuPosition());
      validation.check(draft);
      markdown.check(draft.body());
      Instant now = clock.instant();
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("slug", slug);
      row.put("title", draft.title());
      row.put("body", draft.body());
      row.put("menu_position", draft.menuPosition().map(Long::intValue).orElse(null));
      row.put("created_at", page.created().orElse(now));
      row.put("updated_at", page.updated().or(page::created).orElse(now));
      row.put("version", 1L);
      long id = Sql.insertNew(connection, "pages", row);
      for (String path : page.oldPaths()) {
        OldPaths.keep(connection, path, "page_id", id);
      }
      countChange(connection);
      List<ReportEntry> lines = new ArrayList<>();
      lines.add(ReportEntry.taken(Kind.PAGE, page.name(), "/pages/" + slug));
      notes.forEach(note -> lines.add(ReportEntry.changed(Kind.PAGE, page.name(), note)));
      return lines;
    }
  }

  private static String slug(SourcePage page) {
    String given = page.slug().map(PostFit::decoded).orElse("");
    return Slug.mayBeChosen(given)
        ? given
        : Slug.ofTitle(given.isBlank() ? page.title() : given).value();
  }

  private static boolean taken(Connection connection, String slug) throws SQLException {
    return Sql.number(connection, "SELECT id FROM pages WHERE slug = ?", slug).isPresent();
  }

  private static boolean isSame(Connection connection, String slug, SourcePage page)
      throws SQLException {
    try (PreparedStatement statement =
            Sql.query(connection, "SELECT title, created_at FROM pages WHERE slug = ?", slug);
        ResultSet rows = statement.executeQuery()) {
      if (!rows.next()) {
        return false;
      }
      Optional<Instant> created = Sql.instant(rows, "created_at");
      return page.created().isPresent()
          ? created.equals(page.created())
          : rows.getString("title").equals(SourceText.line(page.title()));
    }
  }

  /** Tells every node that what it shows around its pages is no longer true. */
  private static void countChange(Connection connection) throws SQLException {
    Sql.update(connection, "UPDATE site_settings SET revision = revision + 1 WHERE id = 1");
  }

  /** Stores the settings, unless this site has got a title already. */
  public ReportEntry site(JsonObject site) throws SQLException {
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
            && (logo.isEmpty() || logo.matches(OwnPath.IMAGE))
            && ACCENT.matcher(accent).matches();
    if (!fit) {
      return ReportEntry.refused(Kind.SITE, ExportedFile.SITE, Reason.INVALID, "");
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
          ? ReportEntry.taken(Kind.SITE, title, "/")
          : ReportEntry.skipped(Kind.SITE, title, Reason.THERE);
    }
  }
}
