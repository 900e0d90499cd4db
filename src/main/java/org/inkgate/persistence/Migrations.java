package org.inkgate.persistence;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.inkgate.config.Settings;

/** Brings the schema up to date before anything uses it, and closes Derby when all is over. */
public class Migrations implements ServletContextListener {

  private static final Logger LOG = Logger.getLogger(Migrations.class.getName());

  /** Derby reports a successful shutdown of one database as this SQLState. */
  private static final String DERBY_CLOSED = "08006";

  @Override
  public void contextInitialized(ServletContextEvent event) {
    boolean postgres = Settings.current().database().isPresent();
    if (!postgres) {
      System.setProperty(
          "derby.stream.error.file", Settings.current().dataDir().resolve("derby.log").toString());
      System.setProperty("derby.locks.waitTimeout", "10");
    }
    try {
      Flyway.configure(Migrations.class.getClassLoader())
          .dataSource(new InkgateDataSource())
          .locations("classpath:db/migration")
          // The differences between the two databases' SQL that the schema meets.
          .placeholders(
              postgres
                  ? Map.of("text", "TEXT", "bytes", "BYTEA")
                  : Map.of("text", "CLOB", "bytes", "BLOB"))
          .load()
          .migrate();
    } catch (FlywayException e) {
      LOG.log(Level.SEVERE, "Inkgate can''t start: the database is not usable: " + cause(e), e);
      throw e;
    }
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
      DriverManager.getConnection("jdbc:derby:" + database + ";shutdown=true").close();
    } catch (SQLException e) {
      if (!DERBY_CLOSED.equals(e.getSQLState())) {
        LOG.log(Level.WARNING, "Derby did not close cleanly", e);
      }
    }
  }
}
