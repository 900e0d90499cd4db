package org.inkgate.operations;

import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.inkgate.http.Json;
import org.inkgate.http.Reply;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;

/**
 * Tells an orchestrator whether this node lives, and whether to send it requests; the answers look
 * like MicroProfile Health's, which most know.
 */
public class HealthServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
  private static final String UP = "UP";
  private static final String DOWN = "DOWN";

  /** The system property by which inkgate.jar says that it is about to stop. */
  private static final String DRAINING = "inkgate.draining";

  @Inject private transient DatabaseCheck database;

  @Override
  protected void routes(Routes at) {
    at.get("/health/live", this::live).open();
    at.get("/health/ready", this::ready).open();
  }

  private Reply live(HttpServletRequest request) {
    // A process that can answer this needs no restart, even if other parts are down.
    return Reply.json(() -> Json.createObjectBuilder().add("status", UP));
  }

  private Reply ready(HttpServletRequest request) {
    String reached = database.answersWithin(LONGEST_WAIT) ? UP : DOWN;
    String status = Boolean.getBoolean(DRAINING) ? DOWN : reached;
    Reply reply = Reply.json(() -> json(status, reached));
    return status.equals(UP)
        ? reply
        : reply
            .status(HttpServletResponse.SC_SERVICE_UNAVAILABLE)
            .header("Retry-After", String.valueOf(LONGEST_WAIT.toSeconds()));
  }

  private static JsonObjectBuilder json(String status, String reached) {
    return Json.createObjectBuilder()
        .add("status", status)
        .add(
            "checks",
            Json.createArrayBuilder()
                .add(Json.createObjectBuilder().add("name", "database").add("status", reached)));
  }
}
