package org.inkgate.operations;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Asks the database for a sign of life; a bean, as WildFly gives resources to no other object. */
@ApplicationScoped
class DatabaseCheck {

  private static final Logger LOG = Logger.getLogger(DatabaseCheck.class.getName());

  @Resource(lookup = "java:app/jdbc/inkgate")
  private DataSource database;

  boolean answersWithin(Duration time) {
    try (Connection connection = database.getConnection()) {
      return connection.isValid(Math.toIntExact(time.toSeconds()));
    } catch (SQLException e) {
      LOG.log(Level.WARNING, "The database does not answer", e);
      return false;
    }
  }
}
