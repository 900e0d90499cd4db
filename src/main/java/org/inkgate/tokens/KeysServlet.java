package org.inkgate.tokens;

import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.inkgate.http.Answers;
import org.inkgate.http.Face;
import org.inkgate.http.Json;
import org.inkgate.http.Pages;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.inkgate.http.log.Events;

/** Shows the administrator the signing keys, and rotates them by hand. */
public class KeysServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;

  @Inject private transient SigningKeys keys;
  @Inject private transient Pages pages;
  @Inject private transient Clock clock;

  @Override
  protected void routes(Routes at) {
    at.get("/admin/keys", this::list).administrator();
    at.post("/admin/keys/rotate", this::rotate).administrator().idempotent();
    at.post("/admin/keys/{kid}/withdraw", this::withdraw).administrator().idempotent();
  }

  private void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (Face.of(request) == Face.HTML) {
      boolean own = keys.rotatable();
      pages.render(request, response, "admin/keys.jte", Map.of("keys", views(), "own", own));
    } else {
      json(response, Json.createObjectBuilder());
    }
  }

  private void rotate(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Instant takeover = keys.rotate();
    Events.log(
        request,
        Level.INFO,
        "keys.rotated",
        "subject",
        Caller.of(request).subject(),
        "takes_over_at",
        takeover);
    if (Face.of(request) == Face.HTML) {
      Answers.seeOther(response, "/admin/keys");
    } else {
      json(
          response,
          Json.createObjectBuilder()
              .add("Message", "Operation Successful")
              .add("takes_over_at", takeover.toString()));
    }
  }

  private void withdraw(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String kid = Routes.segment(request, 3);
    keys.withdraw(kid);
    Events.log(
        request, Level.WARNING, "keys.withdrawn", "by", Caller.of(request).subject(), "kid", kid);
    if (Face.of(request) == Face.HTML) {
      Answers.seeOther(response, "/admin/keys");
    } else {
      json(response, Json.createObjectBuilder().add("Message", "Operation Successful"));
    }
  }

  private void json(HttpServletResponse response, JsonObjectBuilder answer) throws IOException {
    JsonArrayBuilder array = Json.createArrayBuilder();
    views().forEach(key -> array.add(key.toJson()));
    response.setHeader("Cache-Control", "no-store");
    Answers.json(response, answer.add("keys", array).build());
  }

  private List<KeyView> views() {
    Instant now = clock.instant();
    return keys.ring().all().stream()
        .filter(key -> key.verifies(now))
        .map(key -> KeyView.of(key, now))
        .sorted(
            Comparator.comparing(
                    (KeyView key) -> key.activatesAt().orElse(now), Comparator.reverseOrder())
                .thenComparing(KeyView::kid))
        .toList();
  }
}
