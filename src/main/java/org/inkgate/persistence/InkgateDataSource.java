package org.inkgate.persistence;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.inkgate.config.BadSettingException;
import org.inkgate.config.Configuration;
import org.inkgate.config.Settings;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Connects to the database the settings name: PostgreSQL, or the embedded Derby.
 *
 * <p>{@code web.xml} names this class, so the server's pool and transactions stand around it, and
 * one WAR serves both databases on any application server.
 */
public class InkgateDataSource implements DataSource {

  /** A client should learn within two seconds that the database is unreachable. */
  private static final int CONNECT_SECONDS = 2;

  /** {@code sqlclient_unable_to_establish_sqlconnection}. */
  private static final String UNABLE = "08001";

  /** A Java exception within Derby: half closed, it can't even be told to close. */
  private static final String DERBY_BROKEN = "XJ001";

  /** Derby reports a successful shutdown of one database as this SQLState. */
  private static final String DERBY_CLOSED = "08006";

  /** Another process has opened the database. */
  private static final String DERBY_IN_USE = "XSDB6";

  /** No query of ours takes this long; a connection that is silent for longer is dead. */
  private static final int SILENCE_SECONDS = 30;

  /**
   * Whether this process has had the database open: half closed, Derby takes itself for another.
   */
  private static final AtomicBoolean OPENED = new AtomicBoolean();

  private final DataSource database =
      Settings.current()
          .database()
          .map(InkgateDataSource::postgres)
          .orElseGet(() -> derby(Settings.current()));

  private static DataSource postgres(Settings.Database settings) {
    PGSimpleDataSource postgres = new PGSimpleDataSource();
    postgres.setUrl(settings.url());
    settings.user().ifPresent(postgres::setUser);
    postgres.setConnectTimeout(CONNECT_SECONDS);
    postgres.setSocketTimeout(SILENCE_SECONDS);
    postgres.setTcpKeepAlive(true);
    settings
        .password()
        .ifPresent(
            password -> postgres.setPassword(new String(password.bytes(), StandardCharsets.UTF_8)));
    return postgres;
  }

  private static DataSource derby(Settings settings) {
    // Read when Derby starts, which is when its first class is used.
    System.setProperty(
        "derby.stream.error.file", settings.dataDir().resolve("derby.log").toString());
    System.setProperty("derby.locks.waitTimeout", "10");
    EmbeddedDataSource derby = new EmbeddedDataSource();
    derby.setDatabaseName(settings.dataDir().resolve("database").toString());
    derby.setCreateDatabase("create");
    return derby;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return database instanceof EmbeddedDataSource derby ? open(derby) : database.getConnection();
  }

  /**
   * Connects to a Derby that can write. One that couldn't, as on a full disk, stays closed, broken,
   * or as it was at the last checkpoint, however much room there is later, until it is told to shut
   * down: then the next connection opens it anew, with all that was committed.
   */
  static Connection open(EmbeddedDataSource derby) throws SQLException {
    SQLException reason;
    try {
      Connection connection = derby.getConnection();
      if (!connection.isReadOnly()) {
        OPENED.set(true);
        return connection;
      }
      connection.close();
      reason = new SQLException("It can't be written to: is the disk full?");
    } catch (SQLException e) {
      reason = e;
      if (isInUse(e) && !OPENED.get()) {
        // Said here, as some servers want a connection before they start anything of ours.
        Configuration.tell(
            new BadSettingException(
                "DATA_DIR",
                "is "
                    + Path.of(derby.getDatabaseName()).getParent()
                    + ", but another server is using the database there"));
      }
    }
    try {
      closeDerby(derby.getDatabaseName());
    } catch (SQLException e) {
      reason.addSuppressed(e);
      if (DERBY_BROKEN.equals(e.getSQLState())) {
        closeAll();
      }
    }
    throw new SQLException("Derby does not open the database", UNABLE, reason);
  }

  private static boolean isInUse(SQLException failed) {
    for (Throwable each : failed) {
      if (each instanceof SQLException sql && DERBY_IN_USE.equals(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }

  /** Stops Derby itself; the next connection starts it again. */
  private static void closeAll() {
    try {
      DriverManager.getConnection("jdbc:derby:;shutdown=true").close();
    } catch (SQLException stopped) {
      // As Derby reports success, too.
    }
  }

  static void closeDerby(String name) throws SQLException {
    try {
      DriverManager.getConnection("jdbc:derby:" + name + ";shutdown=true").close();
    } catch (SQLException e) {
      if (!DERBY_CLOSED.equals(e.getSQLState())) {
        throw e;
      }
    }
  }

  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    // Who logs in is a setting; the pool's idea of it (often an empty name) does not count.
    return getConnection();
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return database.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    database.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    database.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return database.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return database.getParentLogger();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return database.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return database.isWrapperFor(type);
  }
}
