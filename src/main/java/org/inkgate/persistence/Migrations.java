package org.inkgate.persistence;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.inkgate.config.Settings;

/** Brings the schema up to date before anything uses it, and closes Derby when all is over. */
public class Migrations implements ServletContextListener {

  private static final Logger LOG = Logger.getLogger(Migrations.class.getName());

  @Override
  public void contextInitialized(ServletContextEvent event) {
    boolean postgres = Settings.current().database().isPresent();
    try {
      of(new InkgateDataSource(), postgres).load().migrate();
    } catch (FlywayException e) {
      LOG.log(Level.SEVERE, "Inkgate can't start: the database is not usable: " + cause(e), e);
      throw e;
    }
    if (postgres) {
      return;
    }
    try {
      Snapshot.deleteLeftOver(Settings.current().dataDir());
    } catch (IOException e) {
      LOG.log(Level.WARNING, "An unused copy of the database can't be deleted", e);
    }
  }

  /** The migrations, in the words of the one or the other database. */
  static FluentConfiguration of(DataSource database, boolean postgres) {
    return Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(database)
        .locations("classpath:db/migration")
        // The differences between the two databases' SQL that the schema meets.
        .placeholders(
            postgres
                ? Map.of("text", "TEXT", "bytes", "BYTEA")
                : Map.of("text", "CLOB", "bytes", "BLOB"));
  }

  private static String cause(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    if (Settings.current().database().isPresent()) {
      return;
    }
    String database = Settings.current().dataDir().resolve("database").toString();
    try {
      InkgateDataSource.closeDerby(database);
    } catch (SQLException e) {
      LOG.log(Level.WARNING, "Derby did not close cleanly", e);
    }
  }
}
