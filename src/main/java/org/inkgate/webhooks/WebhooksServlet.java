package org.inkgate.webhooks;

import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.inkgate.http.FailedForm;
import org.inkgate.http.Json;
import org.inkgate.http.Problem;
import org.inkgate.http.Reply;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.RequestFields;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.inkgate.http.Typed;
import org.inkgate.http.Validation;
import org.inkgate.http.log.Events;
import org.inkgate.idempotency.FormKey;
import org.inkgate.tokens.Caller;

/** Lets administrators say which addresses are told what happens, and see whether it arrived. */
public class WebhooksServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;
  private static final int SHOWN_DELIVERIES = 20;
  private static final String LIST = "/admin/webhooks";
  private static final String TEMPLATE = "admin/webhooks.jte";

  @Inject private transient WebhookStore store;
  @Inject private transient WebhookOutbox outbox;
  @Inject private transient Validation validation;
  @Inject private transient Clock clock;

  @Override
  protected void routes(Routes at) {
    at.get("/admin/webhooks", this::list).administrator();
    at.post("/admin/webhooks", this::add).administrator().idempotent();
    at.get("/admin/webhooks/{id}", this::show).administrator();
    at.delete("/admin/webhooks/{id}", this::remove).administrator();
    at.post("/admin/webhooks/{id}/delete", this::remove).administrator().idempotent();
    at.post("/admin/webhooks/{id}/ping", this::ping).administrator().idempotent();
  }

  private Reply list(HttpServletRequest request) {
    return Reply.json(this::all)
        .orPage(
            TEMPLATE,
            () -> {
              Map<String, Object> model = model(Optional.empty());
              model.put("typed", Typed.NOTHING);
              return model;
            });
  }

  private JsonObjectBuilder all() {
    JsonArrayBuilder webhooks = Json.createArrayBuilder();
    store.all().forEach(webhook -> webhooks.add(json(webhook)));
    return Json.createObjectBuilder().add("webhooks", webhooks);
  }

  private Reply add(HttpServletRequest request) {
    RequestFields fields = RequestFields.of(request);
    Optional<String> key = FormKey.of(fields);
    FailedForm.offer(request, TEMPLATE, () -> model(key));
    NewWebhook wanted = validation.check(fields, NewWebhook.of(fields));
    Webhook webhook = store.add(wanted, key, clock.instant());
    log(request, "webhook.added", webhook.url());
    return Reply.created(LIST + "/" + webhook.id(), () -> json(webhook));
  }

  private Reply show(HttpServletRequest request) {
    Webhook webhook = webhook(request);
    List<WebhookDelivery> deliveries = store.newest(webhook.id(), SHOWN_DELIVERIES);
    return Reply.json(() -> json(webhook).add("deliveries", json(deliveries)))
        .orPage("admin/webhook.jte", () -> Map.of("webhook", WebhookView.of(webhook, deliveries)));
  }

  private static JsonArrayBuilder json(List<WebhookDelivery> deliveries) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    deliveries.forEach(delivery -> array.add(json(delivery)));
    return array;
  }

  private Reply remove(HttpServletRequest request) {
    Webhook webhook = webhook(request);
    store.remove(webhook.id());
    log(request, "webhook.removed", webhook.url());
    return Reply.gone(LIST);
  }

  private Reply ping(HttpServletRequest request) {
    Webhook webhook = webhook(request);
    outbox.ping(webhook);
    return Reply.json(() -> json(webhook))
        .status(HttpServletResponse.SC_ACCEPTED)
        .orSeeOther(LIST + "/" + webhook.id());
  }

  private Webhook webhook(HttpServletRequest request) {
    return store
        .find(Routes.number(request, 3))
        .orElseThrow(() -> new RequestFailedException(Problem.notFound()));
  }

  private Map<String, Object> model(Optional<String> key) {
    Map<String, Object> model = new HashMap<>();
    model.put("key", key.orElseGet(FormKey::create));
    model.put("webhooks", store.all().stream().map(one -> WebhookView.of(one, List.of())).toList());
    model.put("events", WebhookEvent.offered().stream().map(WebhookEvent::word).toList());
    return model;
  }

  private static JsonObjectBuilder json(Webhook webhook) {
    return Json.createObjectBuilder()
        .add("id", webhook.id())
        .add("url", webhook.url())
        .add("events", Json.createArrayBuilder(webhook.events()))
        .add("created_at", webhook.createdAt().toString());
  }

  private static JsonObject json(WebhookDelivery delivery) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("id", delivery.id())
            .add("event", delivery.event())
            .add("created_at", delivery.createdAt().toString())
            .add("attempts", delivery.attempts())
            .add("result", delivery.lastResult());
    delivery.deliveredAt().ifPresent(at -> json.add("delivered_at", at.toString()));
    delivery.nextAttemptAt().ifPresent(at -> json.add("next_attempt_at", at.toString()));
    return json.build();
  }

  private static void log(HttpServletRequest request, String event, String url) {
    Events.log(request, Level.WARNING, event, "url", url, "by", Caller.of(request).subject());
  }
}
