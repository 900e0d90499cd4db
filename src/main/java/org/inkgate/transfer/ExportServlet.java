package org.inkgate.transfer;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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
    void write(Snapshot snapshot) throws IOException, SQLException;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    response.setHeader("Cache-Control", "no-store");
    super.service(request, response);
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

  private void markdown(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean emails = emails(request);
    send(
        request,
        response,
        "inkgate-export",
        ZIP,
        snapshot -> new Export(snapshot, emails).zip(response.getOutputStream()));
  }

  private void json(HttpServletRequest request, HttpServletResponse response) throws IOException {
    boolean emails = emails(request);
    send(
        request,
        response,
        "inkgate-export",
        "application/json",
        snapshot -> new Export(snapshot, emails).json(response.getOutputStream()));
  }

  private static boolean emails(HttpServletRequest request) {
    return new QueryParameters(request).text("emails").isPresent();
  }

  private void backup(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Caller caller = Caller.of(request);
    if (caller.isProgram()) {
      // A nightly backup has no user who could log in again.
      caller.require(Scope.BACKUP_READ);
    } else {
      caller.requireAdministrator(clock.instant());
    }
    send(
        request,
        response,
        "inkgate-backup",
        ZIP,
        snapshot -> backup.write(snapshot, response.getOutputStream()));
  }

  private void send(
      HttpServletRequest request,
      HttpServletResponse response,
      String name,
      String type,
      Writer writer)
      throws IOException {
    if ("HEAD".equals(request.getMethod())) {
      describe(response, name, type);
      return;
    }
    try (OneTransfer.Turn turn = transfers.begin();
        Snapshot snapshot = Snapshot.take()) {
      Events.log(
          request, Level.WARNING, "site.exported", "as", name, "by", Caller.of(request).subject());
      // Not before: a browser would save the error page as if it were the file.
      describe(response, name, type);
      writer.write(snapshot);
    } catch (SQLException e) {
      throw new IllegalStateException("Can't read the database", e);
    }
  }

  private void describe(HttpServletResponse response, String name, String type) throws IOException {
    String extension = ZIP.equals(type) ? ".zip" : ".json";
    String day = LocalDate.ofInstant(clock.instant(), clock.getZone()).toString();
    response.setContentType(type);
    response.setHeader(
        "Content-Disposition", "attachment; filename=\"" + name + "-" + day + extension + "\"");
    // Its length is unknown; said now, so that HEAD and GET agree even for a short export.
    response.flushBuffer();
  }
}
