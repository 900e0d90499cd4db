package org.inkgate.transfer.exports;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.inkgate.config.BadSettingException;
import org.inkgate.config.Settings;
import org.inkgate.persistence.InkgateDataSource;
import org.inkgate.persistence.Sql;

/** Reads a {@link Backup} into a database without accounts: all of it or nothing. */
final class Restore {

  private static final Logger LOG = Logger.getLogger(Restore.class.getName());
  private static final String SETTING = "RESTORE";

  private final Settings settings;

  Restore(Settings settings) {
    this.settings = settings;
  }

  /**
   * Restores the file the settings name, if they do.
   *
   * @throws BadSettingException when it can't be restored here, and why
   */
  void run() {
    settings.restore().ifPresent(this::restore);
  }

  private void restore(Path file) {
    try (ZipFile zip = new ZipFile(file.toFile());
        Connection connection = new InkgateDataSource().getConnection()) {
      connection.setAutoCommit(false);
      check(zip, file);
      if (Sql.number(connection, "SELECT COUNT(*) FROM users").orElse(0L) > 0) {
        throw refused("needs a new server, and this one has accounts: give it an empty database");
      }
      List<String> tables = Tables.inOrder(connection);
      // What a new server has from the start comes out of the backup, too.
      for (int i = tables.size() - 1; i >= 0; i--) {
        Sql.update(connection, "DELETE FROM " + tables.get(i));
      }
      for (String table : tables) {
        ZipEntry entry = zip.getEntry(Backup.entry(table));
        if (entry != null) {
          try (InputStream rows = zip.getInputStream(entry)) {
            restore(connection, table, rows);
          }
        }
      }
      connection.commit();
      LOG.log(Level.INFO, "Restored the backup {0}", file);
    } catch (IOException | JsonException | IllegalArgumentException | ClassCastException e) {
      throw refused("is " + file + ", which can't be read as a backup: " + e.getMessage());
    } catch (SQLException e) {
      LOG.log(Level.SEVERE, "Can't restore", e);
      throw refused("is " + file + ", which the database does not take: " + e.getMessage());
    }
  }

  private static BadSettingException refused(String why) {
    return new BadSettingException(SETTING, why);
  }

  private void check(ZipFile zip, Path file) throws IOException {
    ZipEntry entry = zip.getEntry(Backup.MANIFEST);
    if (entry == null) {
      throw refused("is " + file + ", which is not a backup of Inkgate");
    }
    try (JsonReader reader = Json.createReader(zip.getInputStream(entry))) {
      JsonObject manifest = reader.readObject();
      if (manifest.getInt("format", 0) != Backup.FORMAT) {
        throw refused("is " + file + ", a backup of another version of Inkgate");
      }
      if (!Backup.mark(settings.secretKey()).equals(manifest.getString("secret_key_mark", ""))) {
        throw new BadSettingException(
            "SECRET_KEY",
            "is not the one of the server that was backed up:"
                + " set that one, or copy its secret.key into DATA_DIR");
      }
    }
    Set<String> known = new TreeSet<>();
    zip.stream()
        .map(ZipEntry::getName)
        .filter(name -> name.startsWith("tables/"))
        .forEach(known::add);
    if (known.isEmpty()) {
      throw refused("is " + file + ", which holds no table");
    }
  }

  private static void restore(Connection connection, String table, InputStream rows)
      throws IOException, SQLException {
    Map<String, Integer> types = new HashMap<>();
    boolean numbered = false;
    try (PreparedStatement none = Sql.query(connection, "SELECT * FROM " + table + " WHERE 1 = 0");
        ResultSet empty = none.executeQuery()) {
      ResultSetMetaData columns = empty.getMetaData();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        types.put(columns.getColumnName(i).toLowerCase(Locale.ROOT), columns.getColumnType(i));
        numbered |= columns.isAutoIncrement(i);
      }
    }
    BufferedReader lines = new BufferedReader(new InputStreamReader(rows, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      try (JsonReader reader = Json.createReader(new StringReader(line))) {
        Sql.insert(connection, table, values(table, reader.readObject(), types));
      }
    }
    if (numbered) {
      long next = Sql.number(connection, "SELECT MAX(id) FROM " + table).orElse(0L) + 1;
      Sql.update(connection, "ALTER TABLE " + table + " ALTER COLUMN id RESTART WITH " + next);
    }
  }

  private static Map<String, Object> values(
      String table, JsonObject row, Map<String, Integer> types) {
    Map<String, Object> values = new LinkedHashMap<>();
    row.forEach(
        (column, value) -> {
          // The name goes into a statement, so it must be one of ours.
          Integer type = types.get(column);
          if (type == null) {
            throw refused("holds " + table + "." + column + ", which this version does not know");
          }
          values.put(column, value(value, type));
        });
    return values;
  }

  private static Object value(JsonValue value, int type) {
    return switch (value.getValueType()) {
      case NULL -> null;
      case TRUE -> true;
      case FALSE -> false;
      case NUMBER ->
          type == Types.BIGINT
              ? ((JsonNumber) value).longValueExact()
              : (Object) ((JsonNumber) value).intValueExact();
      default -> text(((JsonString) value).getString(), type);
    };
  }

  private static Object text(String text, int type) {
    return switch (type) {
      case Types.BINARY, Types.VARBINARY, Types.BLOB -> Base64.getDecoder().decode(text);
      case Types.TIMESTAMP -> Instant.parse(text);
      case Types.DATE -> Date.valueOf(text);
      default -> text;
    };
  }
}
