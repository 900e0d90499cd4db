package org.inkgate.transfer.exports;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Names the tables a backup holds, each after those it refers to. They are asked of the database,
 * so that no later migration adds one that is forgotten.
 */
final class Tables {

  /** What is of no use on another server, or later: who is signed in, and what was half done. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "flyway_schema_history",
          "sessions",
          "refresh_tokens",
          "password_resets",
          "pending_emails",
          "kept_answers",
          "buckets",
          "account_locks",
          "refusals",
          "imports",
          "import_lines");

  private Tables() {}

  static List<String> inOrder(Connection connection) throws SQLException {
    DatabaseMetaData database = connection.getMetaData();
    String schema = connection.getSchema();
    Map<String, Set<String>> references = new TreeMap<>();
    try (ResultSet rows = database.getTables(null, schema, "%", new String[] {"TABLE"})) {
      while (rows.next()) {
        String name = rows.getString("TABLE_NAME");
        if (!LEFT_OUT.contains(name.toLowerCase(Locale.ROOT))) {
          references.put(name, new TreeSet<>());
        }
      }
    }
    for (Map.Entry<String, Set<String>> table : references.entrySet()) {
      try (ResultSet rows = database.getImportedKeys(null, schema, table.getKey())) {
        while (rows.next()) {
          table.getValue().add(rows.getString("PKTABLE_NAME"));
        }
      }
      table.getValue().retainAll(references.keySet());
      // A row that refers to one of its own table is younger than that.
      table.getValue().remove(table.getKey());
    }
    return sorted(references);
  }

  private static List<String> sorted(Map<String, Set<String>> references) {
    Set<String> sorted = new LinkedHashSet<>();
    while (sorted.size() < references.size()) {
      int before = sorted.size();
      references.forEach(
          (table, needed) -> {
            if (sorted.containsAll(needed)) {
              sorted.add(table);
            }
          });
      if (sorted.size() == before) {
        throw new IllegalStateException("Tables refer to each other in a circle: " + references);
      }
    }
    List<String> names = new ArrayList<>();
    sorted.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
    return names;
  }
}
