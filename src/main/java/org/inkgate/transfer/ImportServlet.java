package org.inkgate.transfer;

import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import org.inkgate.http.FailedForm;
import org.inkgate.http.Json;
import org.inkgate.http.Problem;
import org.inkgate.http.Reply;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.RequestFields;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.inkgate.http.Typed;
import org.inkgate.http.log.Events;
import org.inkgate.tokens.Caller;
import org.inkgate.transfer.imports.ImportLog;
import org.inkgate.transfer.imports.ImportView;
import org.inkgate.transfer.imports.ReportEntry;

/** Takes files from administrators and shows how far their import has come. */
public class ImportServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;
  private static final String PATH = "/admin/import";
  private static final String TEMPLATE = "admin/import.jte";
  private static final int REFRESH_SECONDS = 2;

  /** The most bytes of a request: 200 MiB of a file, and what is around it in a form. */
  private static final long MOST_BYTES = 201L * 1024 * 1024;

  @Inject private transient ImportLog log;
  @Inject private transient ImportRunner runner;

  @Override
  protected void routes(Routes at) {
    at.get("/admin/import", request -> withDatabase(this::list, request)).administrator();
    at.post("/admin/import", request -> withDatabase(this::begin, request))
        .administrator()
        .uploads(MOST_BYTES)
        .stores()
        .idempotent();
    at.get("/admin/import/{id}", request -> withDatabase(this::show, request)).administrator();
  }

  @FunctionalInterface
  private interface Action {
    Reply run(HttpServletRequest request) throws IOException, ServletException, SQLException;
  }

  private static Reply withDatabase(Action action, HttpServletRequest request)
      throws IOException, ServletException {
    try {
      return action.run(request);
    } catch (SQLException e) {
      throw new IllegalStateException("Can't use the database", e);
    }
  }

  private Reply list(HttpServletRequest request) throws SQLException {
    List<ImportView> imports = log.newest();
    return Reply.json(() -> Json.createObjectBuilder().add("imports", json(imports)))
        .orPage(TEMPLATE, () -> Map.of("imports", imports, "typed", Typed.NOTHING));
  }

  private static JsonArrayBuilder json(List<ImportView> imports) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    imports.forEach(one -> array.add(json(one)));
    return array;
  }

  private Reply begin(HttpServletRequest request)
      throws IOException, ServletException, SQLException {
    FailedForm.offer(request, TEMPLATE, Map.of("imports", log.newest()));
    RequestFields.of(request);
    String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
    Part part = type.startsWith("multipart/") ? request.getPart("file") : null;
    if (part == null || part.getSubmittedFileName() == null || part.getSize() == 0) {
      throw new RequestFailedException(Problem.invalid("file", "transfer.problem.file"));
    }
    long id;
    try (InputStream content = part.getInputStream()) {
      id = runner.begin(content, part.getSubmittedFileName(), Caller.of(request).userId());
    }
    Events.log(
        request, Level.WARNING, "import.begun", "id", id, "by", Caller.of(request).subject());
    ImportView begun = find(id);
    return Reply.created(PATH + "/" + id, () -> json(begun))
        .status(HttpServletResponse.SC_ACCEPTED);
  }

  private Reply show(HttpServletRequest request) throws SQLException {
    ImportView one = find(Routes.number(request, 3));
    List<ReportEntry> lines = log.lines(one.id());
    List<ImportView.Count> counts = log.counts(one.id());
    Reply reply =
        Reply.json(() -> json(one, lines, counts))
            .orPage(
                "admin/import-report.jte",
                () -> Map.of("one", one, "lines", lines, "counts", counts));
    return one.running() ? reply.pageHeader("Refresh", String.valueOf(REFRESH_SECONDS)) : reply;
  }

  private static JsonObjectBuilder json(
      ImportView one, List<ReportEntry> lines, List<ImportView.Count> counts) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    lines.forEach(line -> array.add(json(line)));
    JsonArrayBuilder sums = Json.createArrayBuilder();
    counts.forEach(
        count ->
            sums.add(
                Json.createObjectBuilder()
                    .add("kind", ReportEntry.word(count.kind()))
                    .add("outcome", ReportEntry.word(count.outcome()))
                    .add("count", count.things())));
    return json(one).add("counts", sums).add("lines", array);
  }

  private ImportView find(long id) throws SQLException {
    return log.find(id).orElseThrow(() -> new RequestFailedException(Problem.notFound()));
  }

  private static JsonObjectBuilder json(ImportView one) {
    return Json.createObjectBuilder()
        .add("id", one.id())
        .add("file", one.fileName())
        .add("state", ReportEntry.word(one.state()))
        .add("done", one.done())
        .add("total", one.total())
        .add("created_at", one.createdAt().toString());
  }

  private static JsonObjectBuilder json(ReportEntry line) {
    return Json.createObjectBuilder()
        .add("kind", ReportEntry.word(line.kind()))
        .add("name", line.name())
        .add("outcome", ReportEntry.word(line.outcome()))
        .add("reason", ReportEntry.word(line.reason()))
        .add("detail", line.detail());
  }
}
