package org.inkgate.transfer.ghost;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import org.inkgate.transfer.imports.AuthorImport;
import org.inkgate.transfer.imports.Authors;
import org.inkgate.transfer.imports.ImportReport;
import org.inkgate.transfer.imports.ItemImport;
import org.inkgate.transfer.imports.Publication;
import org.inkgate.transfer.imports.ReportEntry;
import org.inkgate.transfer.imports.ReportEntry.Kind;
import org.inkgate.transfer.imports.ReportEntry.Reason;
import org.inkgate.transfer.imports.SourceAuthor;

/** Imports what Ghost exports. */
@ApplicationScoped
public class GhostImport {

  private ItemImport items;
  private AuthorImport authors;
  private Clock clock;

  GhostImport() {}

  @Inject
  GhostImport(ItemImport items, AuthorImport authors, Clock clock) {
    this.items = items;
    this.authors = authors;
    this.clock = clock;
  }

  /** Imports what it can and reports on each post. */
  public void run(Path file, long importerId, ImportReport report)
      throws IOException, SQLException {
    try {
      GhostFile ghost = new GhostFile(file);
      Authors known = new Authors(authors, report, importerId);
      for (SourceAuthor author : ghost.authors()) {
        known.add(author.login(), author);
      }
      AtomicInteger total = new AtomicInteger();
      ghost.posts(row -> total.incrementAndGet());
      AtomicInteger done = new AtomicInteger();
      ghost.posts(
          row -> {
            one(new GhostPost(ghost, row), known, report);
            report.progress(done.incrementAndGet(), total.get());
          });
      if (total.get() == 0) {
        report.add(ReportEntry.refused(Kind.FILE, "JSON", Reason.UNKNOWN_KIND, ""));
      }
    } catch (JsonException | NoSuchElementException | IllegalStateException e) {
      report.refuse(Kind.FILE, "JSON", e);
    }
  }

  private void one(GhostPost post, Authors known, ImportReport report) throws SQLException {
    Publication publication = post.publication(clock.instant());
    if (post.isPage() && !publication.isDraft()) {
      items.page(post.page(), report);
    } else {
      items.post(post.post(publication), known.id(post.author()), report);
    }
  }
}
