package org.inkgate.tokens;

import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Level;
import org.inkgate.http.Json;
import org.inkgate.http.Reply;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.inkgate.http.log.Events;

/** Shows the administrator the signing keys, and rotates them by hand. */
public class KeysServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;

  @Inject private transient SigningKeys keys;
  @Inject private transient Clock clock;

  @Override
  protected void routes(Routes at) {
    at.get("/admin/keys", this::list).administrator();
    at.post("/admin/keys/rotate", this::rotate).administrator().idempotent();
    at.post("/admin/keys/{kid}/withdraw", this::withdraw).administrator().idempotent();
  }

  private Reply list(HttpServletRequest request) {
    return Reply.json(() -> withKeys(Json.createObjectBuilder()))
        .orPage("admin/keys.jte", () -> Map.of("keys", views(), "own", keys.rotatable()));
  }

  private Reply rotate(HttpServletRequest request) {
    Instant takeover = keys.rotate();
    Events.log(
        request,
        Level.INFO,
        "keys.rotated",
        "subject",
        Caller.of(request).subject(),
        "takes_over_at",
        takeover);
    return changed(() -> done().add("takes_over_at", takeover.toString()));
  }

  private Reply withdraw(HttpServletRequest request) {
    String kid = Routes.segment(request, 3);
    keys.withdraw(kid);
    Events.log(
        request, Level.WARNING, "keys.withdrawn", "by", Caller.of(request).subject(), "kid", kid);
    return changed(KeysServlet::done);
  }

  private static JsonObjectBuilder done() {
    return Json.createObjectBuilder().add("Message", "Operation Successful");
  }

  private Reply changed(Supplier<JsonObjectBuilder> json) {
    return Reply.json(() -> withKeys(json.get())).orSeeOther("/admin/keys");
  }

  private JsonObjectBuilder withKeys(JsonObjectBuilder json) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    views().forEach(key -> array.add(key.toJson()));
    return json.add("keys", array);
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
