package org.inkgate.transfer;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.logging.Level;
import org.inkgate.http.Json;
import org.inkgate.http.QueryParameters;
import org.inkgate.http.Reply;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.inkgate.http.log.Events;
import org.inkgate.persistence.Snapshot;
import org.inkgate.tokens.Caller;
import org.inkgate.tokens.Scope;
import org.inkgate.transfer.exports.Backup;
import org.inkgate.transfer.exports.Export;

/** Hands administrators what the site holds, and all that the server holds. */
public class ExportServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;
  private static final int LENGTH_UNKNOWN = -1;
  private static final String ZIP = "application/zip";
  private static final String MARKDOWN = "/admin/export/markdown.zip";
  private static final String JSON = "/admin/export/site.json";
  private static final String BACKUP = "/admin/backup/backup.zip";

  @Inject private transient Backup backup;
  @Inject private transient OneTransfer transfers;
  @Inject private transient Clock clock;

  @Override
  protected void routes(Routes at) {
    at.get("/admin/export", request -> page("admin/export.jte")).administrator();
    at.get(MARKDOWN, this::markdown).administrator();
    at.get(JSON, this::json).administrator();
    at.get("/admin/backup", request -> page("admin/backup.jte")).administrator();
    at.get(BACKUP, this::backup);
  }

  @FunctionalInterface
  private interface Writer {
    void write(Snapshot snapshot, Reply.Start output) throws IOException, SQLException;
  }

  private static Reply page(String template) {
    return Reply.json(
            () ->
                Json.createObjectBuilder()
                    .add("markdown", MARKDOWN)
                    .add("json", JSON)
                    .add("backup", BACKUP))
        .orPage(template, Map::of);
  }

  private Reply markdown(HttpServletRequest request) {
    boolean emails = emails(request);
    return file(
        request,
        "inkgate-export",
        ZIP,
        (snapshot, output) -> new Export(snapshot, emails).zip(output.begin()));
  }

  private Reply json(HttpServletRequest request) {
    boolean emails = emails(request);
    return file(
        request,
        "inkgate-export",
        "application/json",
        (snapshot, output) -> new Export(snapshot, emails).json(output.begin()));
  }

  private static boolean emails(HttpServletRequest request) {
    return new QueryParameters(request).text("emails").isPresent();
  }

  private Reply backup(HttpServletRequest request) {
    Caller caller = Caller.of(request);
    if (caller.isProgram()) {
      // A nightly backup has no user who could log in again.
      caller.require(Scope.BACKUP_READ);
    } else {
      caller.requireAdministrator(clock.instant());
    }
    return file(
        request,
        "inkgate-backup",
        ZIP,
        (snapshot, output) -> backup.write(snapshot, output.begin()));
  }

  private Reply file(HttpServletRequest request, String name, String type, Writer writer) {
    String extension = ZIP.equals(type) ? ".zip" : ".json";
    String day = LocalDate.ofInstant(clock.instant(), clock.getZone()).toString();
    return Reply.file(
        type,
        "attachment; filename=\"" + name + "-" + day + extension + "\"",
        LENGTH_UNKNOWN,
        output -> write(request, name, writer, output));
  }

  /** Begins late: otherwise a browser would save the error page as if it were the file. */
  private void write(HttpServletRequest request, String name, Writer writer, Reply.Start output)
      throws IOException {
    try (OneTransfer.Turn turn = transfers.begin();
        Snapshot snapshot = Snapshot.take()) {
      Events.log(
          request, Level.WARNING, "site.exported", "as", name, "by", Caller.of(request).subject());
      writer.write(snapshot, output);
    } catch (SQLException e) {
      throw new IllegalStateException("Can't read the database", e);
    }
  }
}
