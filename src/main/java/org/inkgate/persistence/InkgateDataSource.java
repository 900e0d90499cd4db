package org.inkgate.persistence;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.inkgate.config.Settings;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Connects to the database the settings name: PostgreSQL, or the embedded Derby.
 *
 * <p>{@code web.xml} names this class, so the server's pool and transactions stand around it, and
 * one WAR serves both databases on any application server.
 */
public class InkgateDataSource implements DataSource {

  /** Whoever waits for a page should learn within two seconds that the database is away. */
  private static final int CONNECT_SECONDS = 2;

  /** No query of ours takes this long; a connection that is silent for longer is dead. */
  private static final int SILENCE_SECONDS = 30;

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
    EmbeddedDataSource derby = new EmbeddedDataSource();
    derby.setDatabaseName(settings.dataDir().resolve("database").toString());
    derby.setCreateDatabase("create");
    return derby;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return database.getConnection();
  }

  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    // Who logs in is a setting; the pool's idea of it (often an empty name) does not count.
    return database.getConnection();
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
