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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.inkgate.persistence.Retried;
import org.inkgate.persistence.Sql;
import org.inkgate.transfer.imports.ImportView.State;

/** Remembers imports in the database, so that every node can tell how far they have come. */
@ApplicationScoped
@Retried
@Transactional(value = Transactional.TxType.REQUIRES_NEW, rollbackOn = SQLException.class)
public class ImportLog {

  /** What an import that is under way never needs for a single thing. */
  private static final Duration SILENCE = Duration.ofMinutes(5);

  private static final int SHOWN_IMPORTS = 20;
  private static final int SHOWN_LINES = 500;
  private static final int LONGEST_NAME = 200;

  @Resource(lookup = "java:app/jdbc/inkgate")
  private DataSource database;

  private Clock clock;

  ImportLog() {}

  @Inject
  ImportLog(Clock clock) {
    this.clock = clock;
  }

  public long begin(String fileName, long importerId) throws SQLException {
    Instant now = clock.instant();
    String name = fileName.replaceAll("[\\p{Cc}]", " ");
    Map<String, Object> row =
        Map.of(
            "file_name",
            name.substring(0, Math.min(name.length(), LONGEST_NAME)),
            "importer_id",
            importerId,
            "state",
            State.RUNNING.name(),
            "done",
            0,
            "total",
            0,
            "created_at",
            now,
            "touched_at",
            now);
    try (Connection connection = database.getConnection()) {
      return Sql.insertNew(connection, "imports", row);
    }
  }

  void progress(long id, int done, int total) throws SQLException {
    try (Connection connection = database.getConnection()) {
      Sql.update(
          connection,
          "UPDATE imports SET done = ?, total = ?, touched_at = ? WHERE id = ?",
          done,
          total,
          clock.instant(),
          id);
    }
  }

  public void end(long id, State state) throws SQLException {
    try (Connection connection = database.getConnection()) {
      Sql.update(
          connection,
          "UPDATE imports SET state = ?, touched_at = ? WHERE id = ?",
          state.name(),
          clock.instant(),
          id);
    }
  }

  void add(long id, ReportEntry line) throws SQLException {
    try (Connection connection = database.getConnection()) {
      Sql.insert(
          connection,
          "import_lines",
          Map.of(
              "import_id", id,
              "kind", line.kind().name(),
              "name", line.name(),
              "outcome", line.outcome().name(),
              "reason", line.reason().name(),
              "detail", line.detail()));
    }
  }

  public List<ImportView> newest() throws SQLException {
    return read("SELECT * FROM imports ORDER BY id DESC", SHOWN_IMPORTS, this::view);
  }

  public Optional<ImportView> find(long id) throws SQLException {
    return read("SELECT * FROM imports WHERE id = ?", 1, this::view, id).stream().findFirst();
  }

  /** What became of things: first those that are not here. */
  public List<ReportEntry> lines(long id) throws SQLException {
    return read(
        "SELECT * FROM import_lines WHERE import_id = ? ORDER BY CASE outcome WHEN 'REFUSED' THEN 1"
            + " WHEN 'CHANGED' THEN 2 WHEN 'SKIPPED' THEN 3 ELSE 4 END, id",
        SHOWN_LINES,
        row ->
            new ReportEntry(
                ReportEntry.Kind.valueOf(row.getString("kind")),
                row.getString("name"),
                ReportEntry.Outcome.valueOf(row.getString("outcome")),
                ReportEntry.Reason.valueOf(row.getString("reason")),
                row.getString("detail")),
        id);
  }

  public List<ImportView.Count> counts(long id) throws SQLException {
    return read(
        "SELECT kind, outcome, COUNT(*) AS things FROM import_lines WHERE import_id = ?"
            + " GROUP BY kind, outcome ORDER BY kind, outcome",
        Integer.MAX_VALUE,
        row ->
            new ImportView.Count(
                ReportEntry.Kind.valueOf(row.getString("kind")),
                ReportEntry.Outcome.valueOf(row.getString("outcome")),
                row.getLong("things")),
        id);
  }

  @FunctionalInterface
  private interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> List<T> read(String sql, int most, Reader<T> reader, Object... arguments)
      throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = Sql.query(connection, sql, arguments)) {
      statement.setMaxRows(most);
      List<T> all = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          all.add(reader.read(rows));
        }
      }
      return all;
    }
  }

  private ImportView view(ResultSet row) throws SQLException {
    State state = State.valueOf(row.getString("state"));
    boolean silent =
        Sql.instant(row, "touched_at").orElseThrow().plus(SILENCE).isBefore(clock.instant());
    return new ImportView(
        row.getLong("id"),
        row.getString("file_name"),
        state == State.RUNNING && silent ? State.BROKEN_OFF : state,
        row.getInt("done"),
        row.getInt("total"),
        Sql.instant(row, "created_at").orElseThrow());
  }
}
