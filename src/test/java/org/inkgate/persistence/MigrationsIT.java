package org.inkgate.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.inkgate.testing.Postgres;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A database of the first release comes up to the newest, with all that was in it. */
class MigrationsIT {

  /** Accounts, tokens, posts: what there was before the rest. */
  private static final String FIRST = "4";

  private static final List<String> ROWS =
      List.of(
          "INSERT INTO users (id, username, username_key, email, email_key, password_hash, role,"
              + " enabled, created_at) VALUES (1, 'Ada', 'ada', 'Ada@x.org', 'ada@x.org', '$h',"
              + " 'ADMIN', TRUE, '2020-01-02 03:04:05.678')",
          "UPDATE site SET claimed = TRUE",
          "INSERT INTO sessions (id, user_id, created_at, last_used_at, authenticated_at, ended_at,"
              + " user_agent, address) VALUES ('s', 1, '2020-01-02 03:04:05', '2020-01-03 03:04:05',"
              + " '2020-01-02 03:04:05', NULL, 'A browser', '192.0.2.1')",
          "INSERT INTO refresh_tokens (digest, session_id, issued_at, used_at)"
              + " VALUES ('d', 's', '2020-01-02 03:04:05', '2020-01-03 03:04:05')",
          "INSERT INTO revocations (claim, claim_value, issued_until, expires_at)"
              + " VALUES ('sid', 't', '2020-01-02 03:04:05', '2020-01-03 03:04:05')",
          "INSERT INTO signing_keys (kid, algorithm, wrapped_jwk, created_at, activates_at,"
              + " retires_at) VALUES ('k', 'ES256', 'wrapped', '2020-01-02 03:04:05',"
              + " '2020-01-02 03:04:05', NULL)",
          "INSERT INTO posts (id, slug, title, summary, body, status, author_id, form_key,"
              + " created_at, updated_at, published_at, version) VALUES (1, 'old', 'Old 🦓', 'Of old',"
              + " 'An *old* post', 'PUBLISHED', 1, NULL, '2020-01-02 03:04:05',"
              + " '2020-01-02 03:04:05', '2020-01-02 03:04:05', 7)",
          "INSERT INTO post_tags (post_id, place, tag) VALUES (1, 0, 'news')",
          "INSERT INTO personal_tokens (digest, user_id, name, scopes, tag, created_at, expires_at,"
              + " last_used_at) VALUES ('p', 1, 'script', 'blog:read', NULL, '2020-01-02 03:04:05',"
              + " '2030-01-02 03:04:05', NULL)",
          "INSERT INTO password_resets (digest, user_id, expires_at, used_at)"
              + " VALUES ('r', 1, '2020-01-02 03:04:05', NULL)");

  private static final List<String> TABLES =
      List.of(
          "users",
          "site",
          "sessions",
          "refresh_tokens",
          "revocations",
          "signing_keys",
          "posts",
          "post_tags",
          "personal_tokens",
          "password_resets");

  @Test
  void anOldDerbyComesUpToTheNewest() throws SQLException {
    EmbeddedDataSource derby = new EmbeddedDataSource();
    derby.setDatabaseName("memory:old");
    derby.setCreateDatabase("create");
    comesUpToTheNewest(derby, false);
  }

  @Test
  void anOldPostgresComesUpToTheNewest() throws SQLException {
    Postgres.Database database = Postgres.newDatabase();
    PGSimpleDataSource postgres = new PGSimpleDataSource();
    postgres.setUrl(database.url());
    postgres.setUser(database.user());
    postgres.setPassword(database.password());
    comesUpToTheNewest(postgres, true);
  }

  private static void comesUpToTheNewest(DataSource database, boolean postgres)
      throws SQLException {
    Migrations.of(database, postgres).target(FIRST).load().migrate();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (String row : ROWS) {
        statement.execute(row);
      }
      // Every column that there was then.
      Map<String, List<String>> before = new LinkedHashMap<>();
      for (String table : TABLES) {
        String query = "SELECT " + columns(statement, table) + " FROM " + table;
        before.put(query, rows(statement, query));
      }
      assertTrue(before.values().stream().allMatch(rows -> rows.size() == 1), before::toString);

      assertTrue(Migrations.of(database, postgres).load().migrate().success);
      for (Map.Entry<String, List<String>> each : before.entrySet()) {
        assertEquals(each.getValue(), rows(statement, each.getKey()));
      }
      assertEquals(List.of("old"), rows(statement, "SELECT slug FROM posts WHERE NOT own_slug"));

      // A node that is not upgraded yet deletes and writes on as it did.
      for (int i = TABLES.size() - 1; i >= 0; i--) {
        statement.execute("DELETE FROM " + TABLES.get(i));
      }
      for (String row : ROWS) {
        statement.execute(row);
      }
    }
  }

  private static String columns(Statement statement, String table) throws SQLException {
    try (ResultSet found = statement.executeQuery("SELECT * FROM " + table)) {
      List<String> names = new ArrayList<>();
      for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
        names.add(found.getMetaData().getColumnName(i));
      }
      return String.join(", ", names);
    }
  }

  private static List<String> rows(Statement statement, String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (ResultSet found = statement.executeQuery(query)) {
      while (found.next()) {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          columns.add(found.getString(i));
        }
        rows.add(String.join(" | ", columns));
      }
    }
    return rows;
  }
}
