package org.inkgate.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;

/** Says to the database what is about whole tables, for which entities would be in the way. */
public final class Sql {

  /** Few enough for rows that hold pieces of images. */
  private static final int ROWS_AT_ONCE = 50;

  private Sql() {}

  /** Stored instants are UTC, independent of the server's time zone. */
  private static Calendar utc() {
    return Calendar.getInstance(TimeZone.getTimeZone("UTC"));
  }

  public static PreparedStatement query(Connection connection, String sql, Object... arguments)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.setFetchSize(ROWS_AT_ONCE);
    set(statement, List.of(arguments));
    return statement;
  }

  public static int update(Connection connection, String sql, Object... arguments)
      throws SQLException {
    try (PreparedStatement statement = query(connection, sql, arguments)) {
      return statement.executeUpdate();
    }
  }

  /** The first column of the first row, a number. */
  public static Optional<Long> number(Connection connection, String sql, Object... arguments)
      throws SQLException {
    try (PreparedStatement statement = query(connection, sql, arguments);
        ResultSet rows = statement.executeQuery()) {
      return rows.next() ? Optional.of(rows.getLong(1)) : Optional.empty();
    }
  }

  /** Adds a row; columns without a value are left to their default. */
  public static void insert(Connection connection, String table, Map<String, Object> values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(insertion(table, values))) {
      set(statement, present(values));
      statement.executeUpdate();
    }
  }

  /** Adds a row and returns the id it got. */
  public static long insertNew(Connection connection, String table, Map<String, Object> values)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(insertion(table, values), Statement.RETURN_GENERATED_KEYS)) {
      set(statement, present(values));
      statement.executeUpdate();
      try (ResultSet keys = statement.getGeneratedKeys()) {
        keys.next();
        return keys.getLong(1);
      }
    }
  }

  private static String insertion(String table, Map<String, Object> values) {
    List<String> columns = new ArrayList<>(values.keySet());
    columns.removeIf(column -> values.get(column) == null);
    String marks = String.join(", ", columns.stream().map(column -> "?").toList());
    return "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES (" + marks + ")";
  }

  private static List<Object> present(Map<String, Object> values) {
    return values.values().stream().filter(value -> value != null).toList();
  }

  private static void set(PreparedStatement statement, List<Object> values) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      Object value = values.get(i);
      if (value instanceof Instant instant) {
        statement.setTimestamp(i + 1, Timestamp.from(instant), utc());
      } else if (value instanceof byte[] bytes) {
        statement.setBytes(i + 1, bytes);
      } else if (value instanceof String text) {
        statement.setString(i + 1, text);
      } else {
        statement.setObject(i + 1, value);
      }
    }
  }

  public static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getTimestamp(column, utc())).map(Timestamp::toInstant);
  }
}
