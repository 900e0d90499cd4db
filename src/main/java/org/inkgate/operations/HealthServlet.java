package org.inkgate.operations;

import jakarta.annotation.Resource;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.inkgate.http.Answers;
import org.inkgate.http.Json;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;

/**
 * Tells an orchestrator whether this node lives, and whether to send it requests; the answers look
 * like MicroProfile Health's, which most know.
 */
public class HealthServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = Logger.getLogger(HealthServlet.class.getName());
  private static final int LONGEST_WAIT_SECONDS = 2;
  private static final String UP = "UP";
  private static final String DOWN = "DOWN";

  /** The system property by which inkgate.jar says that it is about to stop. */
  private static final String DRAINING = "inkgate.draining";

  @Resource(lookup = "java:app/jdbc/inkgate")
  private transient DataSource database;

  @Override
  protected void routes(Routes at) {
    at.get("/health/live", this::live).open();
    at.get("/health/ready", this::ready).open();
  }

  private void live(HttpServletRequest request, HttpServletResponse response) throws IOException {
    // Whoever can answer this needs no restart, whatever else may be down.
    answer(response, Json.createObjectBuilder().add("status", UP).build());
  }

  private void ready(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String database = databaseAnswers() ? UP : DOWN;
    String status = Boolean.getBoolean(DRAINING) ? DOWN : database;
    if (status.equals(DOWN)) {
      response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      response.setHeader("Retry-After", String.valueOf(LONGEST_WAIT_SECONDS));
    }
    answer(
        response,
        Json.createObjectBuilder()
            .add("status", status)
            .add(
                "checks",
                Json.createArrayBuilder()
                    .add(
                        Json.createObjectBuilder().add("name", "database").add("status", database)))
            .build());
  }

  private boolean databaseAnswers() {
    try (Connection connection = database.getConnection()) {
      return connection.isValid(LONGEST_WAIT_SECONDS);
    } catch (SQLException e) {
      LOG.log(Level.WARNING, "The database does not answer", e);
      return false;
    }
  }

  private static void answer(HttpServletResponse response, JsonObject json) throws IOException {
    response.setHeader("Cache-Control", "no-store");
    Answers.json(response, json);
  }
}
