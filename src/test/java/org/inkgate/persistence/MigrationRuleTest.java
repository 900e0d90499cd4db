package org.inkgate.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds that a migration after the baseline only adds, so that nodes of the release before can use
 * its schema while one node after the other is upgraded. A migration that removes what the release
 * before no longer used is to be excepted here, by its name.
 */
class MigrationRuleTest {

  private static final Pattern NEW_TABLE =
      Pattern.compile("CREATE TABLE (\\w+) \\(.+\\)", Pattern.DOTALL);

  private static final Pattern NEW_INDEX =
      Pattern.compile("CREATE (UNIQUE )?INDEX \\w+ ON (\\w+) \\([^()]+\\)");

  private static final Pattern NEW_ROW = Pattern.compile("INSERT INTO (\\w+) .+");

  private static final Pattern NEW_COLUMN =
      Pattern.compile("ALTER TABLE \\w+ ADD COLUMN \\w+ \\S+( DEFAULT \\S+)?( NOT NULL)?");

  private static final Pattern REFERENCE =
      Pattern.compile("REFERENCES (\\w+) \\(\\w+\\)( ON DELETE (CASCADE|SET NULL))?");

  /** Whose rows no release deletes, and so everything may refer to. */
  private static final String NEVER_DELETED = "users";

  @Test
  void everyMigrationOnlyAdds() throws IOException {
    Map<String, List<String>> wrong = new TreeMap<>();
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"))) {
      for (Path file : files.toList()) {
        List<String> found = takingAway(Files.readString(file));
        if (!found.isEmpty()) {
          wrong.put(file.getFileName().toString(), found);
        }
      }
    }
    assertEquals(Map.of(), wrong);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DROP TABLE posts",
        "ALTER TABLE posts DROP COLUMN summary",
        "ALTER TABLE posts ALTER COLUMN form_key SET NOT NULL",
        "ALTER TABLE posts ALTER COLUMN title TYPE VARCHAR(100)",
        "ALTER TABLE posts ALTER COLUMN title SET DATA TYPE VARCHAR(100)",
        "ALTER TABLE posts ALTER COLUMN own_slug DROP DEFAULT",
        "ALTER TABLE posts RENAME COLUMN body TO text",
        "RENAME COLUMN posts.body TO text",
        "RENAME TABLE posts TO articles",
        "ALTER TABLE posts RENAME TO articles",
        "ALTER TABLE posts ADD COLUMN language VARCHAR(8) NOT NULL",
        "ALTER TABLE posts ADD COLUMN code VARCHAR(8) UNIQUE",
        "ALTER TABLE posts ADD COLUMN cover VARCHAR(32) REFERENCES media (id)",
        "ALTER TABLE posts ADD CONSTRAINT short CHECK (LENGTH(title) < 100)",
        "CREATE UNIQUE INDEX titles ON posts (title)",
        "CREATE TABLE likes (post_id BIGINT NOT NULL REFERENCES posts (id))",
        "DROP INDEX posts_author",
        "UPDATE posts SET title = 'x'",
        "DELETE FROM posts",
        "INSERT INTO posts (title) VALUES ('x')",
        "CREATE TRIGGER t AFTER INSERT ON posts FOR EACH ROW EXECUTE FUNCTION f()",
        "-- a comment; and more\ndrop\n table posts",
      })
  void whatTakesAwayIsFound(String statement) {
    assertFalse(takingAway("CREATE TABLE harmless (id INTEGER);\n" + statement + ";").isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE posts ADD COLUMN language VARCHAR(8)",
        "ALTER TABLE posts ADD COLUMN pinned BOOLEAN DEFAULT FALSE NOT NULL",
        "CREATE INDEX titles ON posts (title, id DESC)",
        "CREATE TABLE likes (post_id BIGINT NOT NULL REFERENCES posts (id) ON DELETE CASCADE)",
      })
  void whatAddsIsNot(String statement) {
    assertEquals(List.of(), takingAway("-- It's new; an addition.\n" + statement + ";\n"));
  }

  @Test
  void aNewTableIsFreeToRuleItself() {
    assertTrue(
        takingAway(
                "CREATE TABLE a (id INTEGER PRIMARY KEY);"
                    + "CREATE TABLE b (id INTEGER REFERENCES a (id));"
                    + "CREATE UNIQUE INDEX c ON a (id);"
                    + "INSERT INTO a (id) VALUES (1);")
            .isEmpty());
  }

  /** The statements a release that does not know this migration could stumble over. */
  private static List<String> takingAway(String migration) {
    Set<String> ownTables = new HashSet<>();
    return Arrays.stream(migration.replaceAll("--[^\n]*", "").split(";"))
        .map(statement -> statement.strip().replaceAll("\\s+", " "))
        .filter(statement -> !statement.isEmpty())
        .filter(statement -> !onlyAdds(statement, ownTables))
        .collect(Collectors.toList());
  }

  private static boolean onlyAdds(String statement, Set<String> ownTables) {
    Matcher table = NEW_TABLE.matcher(statement);
    if (table.matches()) {
      ownTables.add(table.group(1));
      return REFERENCE
          .matcher(statement)
          .results()
          .allMatch(reference -> mayReferTo(reference, ownTables));
    }
    Matcher index = NEW_INDEX.matcher(statement);
    if (index.matches()) {
      return index.group(1) == null || ownTables.contains(index.group(2));
    }
    Matcher row = NEW_ROW.matcher(statement);
    if (row.matches()) {
      return ownTables.contains(row.group(1));
    }
    Matcher column = NEW_COLUMN.matcher(statement);
    // Of a row that an older release inserts, the column is what its default says.
    return column.matches() && (column.group(1) != null || column.group(2) == null);
  }

  /** An older release deletes rows without knowing who refers to them. */
  private static boolean mayReferTo(MatchResult reference, Set<String> ownTables) {
    String table = reference.group(1);
    return NEVER_DELETED.equals(table) || ownTables.contains(table) || reference.group(2) != null;
  }
}
