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
import org.inkgate.http.Answers;
import org.inkgate.http.Face;
import org.inkgate.http.FailedForm;
import org.inkgate.http.Json;
import org.inkgate.http.Pages;
import org.inkgate.http.Problem;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.RequestFields;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.inkgate.http.Typed;
import org.inkgate.http.log.Events;
import org.inkgate.tokens.Caller;
import org.inkgate.transfer.imports.ImportLog;
import org.inkgate.transfer.imports.ImportView;
import org.inkgate.transfer.imports.ReportLine;

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
  @Inject private transient Pages pages;

  @Override
  protected void routes(Routes at) {
    at.get("/admin/import", (request, response) -> withDatabase(request, response, this::list))
        .administrator();
    at.post("/admin/import", (request, response) -> withDatabase(request, response, this::begin))
        .administrator()
        .uploads(MOST_BYTES)
        .stores()
        .idempotent();
    at.get("/admin/import/{id}", (request, response) -> withDatabase(request, response, this::show))
        .administrator();
  }

  @FunctionalInterface
  private interface Action {
    void run(HttpServletRequest request, HttpServletResponse response)
        throws IOException, ServletException, SQLException;
  }

  private static void withDatabase(
      HttpServletRequest request, HttpServletResponse response, Action action)
      throws IOException, ServletException {
    try {
      action.run(request, response);
    } catch (SQLException e) {
      throw new IllegalStateException("Can't use the database", e);
    }
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    response.setHeader("Cache-Control", "no-store");
    super.service(request, response);
  }

  private void list(HttpServletRequest request, HttpServletResponse response)
      throws IOException, SQLException {
    List<ImportView> imports = log.newest();
    if (Face.of(request) == Face.HTML) {
      pages.render(request, response, TEMPLATE, Map.of("imports", imports, "typed", Typed.NOTHING));
      return;
    }
    JsonArrayBuilder array = Json.createArrayBuilder();
    imports.forEach(one -> array.add(json(one)));
    Answers.json(response, Json.createObjectBuilder().add("imports", array).build());
  }

  private void begin(HttpServletRequest request, HttpServletResponse response)
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
    if (Face.of(request) == Face.HTML) {
      Answers.seeOther(response, PATH + "/" + id);
      return;
    }
    response.setStatus(HttpServletResponse.SC_ACCEPTED);
    response.setHeader("Location", PATH + "/" + id);
    Answers.json(response, json(find(id)).build());
  }

  private void show(HttpServletRequest request, HttpServletResponse response)
      throws IOException, SQLException {
    ImportView one = find(Routes.number(request, 3));
    List<ReportLine> lines = log.lines(one.id());
    List<ImportView.Count> counts = log.counts(one.id());
    if (Face.of(request) == Face.HTML) {
      if (one.running()) {
        response.setHeader("Refresh", String.valueOf(REFRESH_SECONDS));
      }
      pages.render(
          request,
          response,
          "admin/import-report.jte",
          Map.of("one", one, "lines", lines, "counts", counts));
      return;
    }
    JsonArrayBuilder array = Json.createArrayBuilder();
    lines.forEach(line -> array.add(json(line)));
    JsonArrayBuilder sums = Json.createArrayBuilder();
    counts.forEach(
        count ->
            sums.add(
                Json.createObjectBuilder()
                    .add("kind", ReportLine.word(count.kind()))
                    .add("outcome", ReportLine.word(count.outcome()))
                    .add("count", count.things())));
    Answers.json(response, json(one).add("counts", sums).add("lines", array).build());
  }

  private ImportView find(long id) throws SQLException {
    return log.find(id).orElseThrow(() -> new RequestFailedException(Problem.notFound()));
  }

  private static JsonObjectBuilder json(ImportView one) {
    return Json.createObjectBuilder()
        .add("id", one.id())
        .add("file", one.fileName())
        .add("state", ReportLine.word(one.state()))
        .add("done", one.done())
        .add("total", one.total())
        .add("created_at", one.createdAt().toString());
  }

  private static JsonObjectBuilder json(ReportLine line) {
    return Json.createObjectBuilder()
        .add("kind", ReportLine.word(line.kind()))
        .add("name", line.name())
        .add("outcome", ReportLine.word(line.outcome()))
        .add("reason", ReportLine.word(line.reason()))
        .add("detail", line.detail());
  }
}
