package org.inkgate.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** A real PostgreSQL, started once for all tests of a JVM, that gives each of them a database. */
public final class Postgres {

  private static final String USER = "postgres";

  private Postgres() {}

  /** An empty database; the server and what is in it end with the JVM. */
  public static Database newDatabase() {
    String name = "inkgate_" + UUID.randomUUID().toString().replace('-', '_');
    try (Connection connection = Server.RUNNING.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return new Database(
        "jdbc:postgresql://localhost:" + Server.RUNNING.getPort() + "/" + name, USER, USER);
  }

  /** The folder of initdb, pg_ctl and postgres. */
  static Path binaries() {
    // They are unpacked by the first start.
    Server.RUNNING.getPort();
    try (Stream<Path> files = Files.walk(Server.FOLDER, 3)) {
      return files
          .filter(file -> file.endsWith("bin/pg_ctl"))
          .findFirst()
          .orElseThrow()
          .getParent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where a database is, and who may open it. */
  public record Database(String url, String user, String password) {

    /** Inkgate's settings for this database. */
    public Map<String, String> settings() {
      return Map.of("DATABASE_URL", url, "DATABASE_USER", user, "DATABASE_PASSWORD", password);
    }

    /** A connection beside Inkgate's own, for a test to look or to get in the way. */
    public Connection connect() throws SQLException {
      return DriverManager.getConnection(url, user, password);
    }
  }

  private static final class Server {

    private static final Path FOLDER = Build.newFolder("postgres");
    private static final EmbeddedPostgres RUNNING = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().setOverrideWorkingDirectory(FOLDER.toFile()).start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
