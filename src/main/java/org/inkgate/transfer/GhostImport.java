package org.inkgate.transfer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import org.inkgate.http.RequestFailedException;
import org.inkgate.transfer.Line.Kind;
import org.inkgate.transfer.Line.Reason;

/** Takes over what Ghost exports. */
@ApplicationScoped
class GhostImport {

  private Arrivals arrivals;
  private People people;
  private Belongings belongings;
  private Clock clock;

  GhostImport() {}

  @Inject
  GhostImport(Arrivals arrivals, People people, Belongings belongings, Clock clock) {
    this.arrivals = arrivals;
    this.people = people;
    this.belongings = belongings;
    this.clock = clock;
  }

  /** Takes over what it can and reports on each post. */
  void run(Path file, long importerId, ImportReport report) throws IOException, SQLException {
    try {
      GhostFile ghost = new GhostFile(file);
      for (JsonObject author : ghost.authors()) {
        report.add(people.add(author));
      }
      AtomicInteger total = new AtomicInteger();
      ghost.posts(row -> total.incrementAndGet());
      AtomicInteger done = new AtomicInteger();
      ghost.posts(
          row -> {
            post(ghost, row, importerId, report);
            report.progress(done.incrementAndGet(), total.get());
          });
      if (total.get() == 0) {
        report.add(Line.refused(Kind.FILE, "JSON", Reason.UNKNOWN_KIND, ""));
      }
    } catch (JsonException | NoSuchElementException | IllegalStateException e) {
      report.refuse(Kind.FILE, "JSON", e);
    }
  }

  private void post(GhostFile ghost, JsonObject row, long importerId, ImportReport report)
      throws SQLException {
    Kind kind = GhostFile.isPage(row) ? Kind.PAGE : Kind.POST;
    String name = GhostFile.name(row);
    try {
      if (kind == Kind.POST) {
        report.add(arrivals.post(ghost.post(row, clock.instant()), importerId));
      } else if ("published".equals(GhostFile.text(row, "status")) && GhostFile.isPublic(row)) {
        report.add(
            belongings.page(
                name,
                ghost.page(row),
                Dates.of(GhostFile.text(row, "created_at")),
                Dates.of(GhostFile.text(row, "updated_at"))));
      } else {
        // Pages here are for everybody.
        report.add(Line.refused(kind, name, Reason.UNKNOWN_KIND, "draft"));
      }
    } catch (RequestFailedException | IllegalArgumentException e) {
      report.refuse(kind, name, e);
    }
  }
}
