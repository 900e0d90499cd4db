package org.inkgate.persistence;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.inkgate.config.Settings;

/**
 * Shows the database as it is at one moment, while others go on writing.
 *
 * <p>PostgreSQL does that with a repeatable read. Derby would lock each row that is read, so there
 * it is an online copy that is read, and thrown away.
 */
public final class Snapshot implements AutoCloseable {

  private static final String PREFIX = "snapshot-";

  private final Connection connection;
  private final Path copy;

  private Snapshot(Connection connection, Path copy) {
    this.connection = connection;
    this.copy = copy;
  }

  /** Takes a snapshot; the caller must close it. */
  public static Snapshot take() throws SQLException, IOException {
    InkgateDataSource database = new InkgateDataSource();
    if (Settings.current().database().isPresent()) {
      Connection connection = database.getConnection();
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setReadOnly(true);
      connection.setAutoCommit(false);
      return new Snapshot(connection, null);
    }
    Path copy = Files.createTempDirectory(Settings.current().dataDir(), PREFIX);
    try {
      try (Connection connection = database.getConnection();
          CallableStatement backup =
              connection.prepareCall("CALL SYSCS_UTIL.SYSCS_BACKUP_DATABASE(?)")) {
        backup.setString(1, copy.toString());
        backup.execute();
      }
      EmbeddedDataSource derby = new EmbeddedDataSource();
      derby.setDatabaseName(copy.resolve("database").toString());
      Connection connection = derby.getConnection();
      connection.setAutoCommit(false);
      return new Snapshot(connection, copy);
    } catch (SQLException | RuntimeException e) {
      delete(copy);
      throw e;
    }
  }

  public Connection connection() {
    return connection;
  }

  @Override
  public void close() throws SQLException, IOException {
    try (connection) {
      connection.rollback();
    } finally {
      if (copy != null) {
        close(copy);
      }
    }
  }

  private static void close(Path copy) throws SQLException, IOException {
    try {
      InkgateDataSource.closeDerby(copy.resolve("database").toString());
    } finally {
      delete(copy);
    }
  }

  /** Deletes the copies of a server that was killed while they were read. */
  static void deleteLeftOver(Path dataDir) throws IOException {
    try (DirectoryStream<Path> copies = Files.newDirectoryStream(dataDir, PREFIX + "*")) {
      for (Path copy : copies) {
        delete(copy);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> files = Files.walk(folder)) {
      deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : deepestFirst) {
      Files.delete(file);
    }
  }
}
