package org.inkgate.transfer.exports;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.inkgate.config.Secret;
import org.inkgate.config.Settings;
import org.inkgate.http.Json;
import org.inkgate.persistence.Snapshot;
import org.inkgate.persistence.Sql;

/**
 * Writes the whole database down, a JSON object a row, so that it can be read into any database.
 *
 * <p>Private keys are in it as they are stored: encrypted under the secret key, which is not.
 */
@ApplicationScoped
public class Backup {

  static final String MANIFEST = "backup.json";
  static final int FORMAT = 1;

  private Settings settings;
  private Clock clock;

  Backup() {}

  @Inject
  Backup(Settings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  static String entry(String table) {
    return "tables/" + table + ".jsonl";
  }

  /** Tells one secret key from another, and no more about it. */
  static String mark(Secret secret) {
    return Base64.getEncoder().encodeToString(secret.derive("backup-mark"));
  }

  public void write(Snapshot snapshot, OutputStream to) throws IOException, SQLException {
    Connection connection = snapshot.connection();
    ZipOutputStream zip = new ZipOutputStream(to, StandardCharsets.UTF_8);
    zip.putNextEntry(new ZipEntry(MANIFEST));
    JsonObjectBuilder manifest =
        Json.createObjectBuilder()
            .add("format", FORMAT)
            .add("created_at", clock.instant().toString())
            .add("secret_key_mark", mark(settings.secretKey()));
    zip.write(manifest.build().toString().getBytes(StandardCharsets.UTF_8));
    for (String table : Tables.inOrder(connection)) {
      zip.putNextEntry(new ZipEntry(entry(table)));
      write(connection, table, zip);
    }
    zip.finish();
  }

  private static void write(Connection connection, String table, OutputStream to)
      throws IOException, SQLException {
    try (PreparedStatement statement =
            // Those that refer to others of the same table come after them.
            Sql.query(connection, "SELECT * FROM " + table + " ORDER BY 1");
        ResultSet rows = statement.executeQuery()) {
      ResultSetMetaData columns = rows.getMetaData();
      while (rows.next()) {
        JsonObjectBuilder row = Json.createObjectBuilder();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          add(row, columns.getColumnName(i).toLowerCase(Locale.ROOT), rows, i, columns);
        }
        to.write((row.build() + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private static void add(
      JsonObjectBuilder json, String name, ResultSet row, int place, ResultSetMetaData columns)
      throws SQLException {
    // Read once: Derby gives a long text no second time.
    switch (columns.getColumnType(place)) {
      case Types.BIT, Types.BOOLEAN -> {
        boolean value = row.getBoolean(place);
        json.add(name, row.wasNull() ? JsonValue.NULL : value ? JsonValue.TRUE : JsonValue.FALSE);
      }
      case Types.BIGINT, Types.INTEGER, Types.SMALLINT -> {
        long value = row.getLong(place);
        json.add(name, row.wasNull() ? JsonValue.NULL : Json.createValue(value));
      }
      case Types.BINARY, Types.VARBINARY, Types.BLOB ->
          addText(
              json,
              name,
              Optional.ofNullable(row.getBytes(place)).map(Base64.getEncoder()::encodeToString));
      case Types.TIMESTAMP ->
          addText(
              json, name, Sql.instant(row, columns.getColumnName(place)).map(Instant::toString));
      default -> addText(json, name, Optional.ofNullable(row.getString(place)));
    }
  }

  private static void addText(JsonObjectBuilder json, String name, Optional<String> text) {
    json.add(name, text.<JsonValue>map(Json::createValue).orElse(JsonValue.NULL));
  }
}
