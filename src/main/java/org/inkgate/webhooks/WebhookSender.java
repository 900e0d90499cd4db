package org.inkgate.webhooks;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.inkgate.comments.CommentJson;
import org.inkgate.config.Settings;
import org.inkgate.http.Json;
import org.inkgate.tokens.DetachedSigner;

/** Delivers what webhooks are to be told, again and again with growing pauses until it arrives. */
@ApplicationScoped
class WebhookSender {

  /** The "typ" of the signature: good for nothing but webhooks. */
  static final String TYPE = "inkgate-webhook+jws";

  static final String SIGNATURE = "Inkgate-Signature";

  private static final Logger LOG = Logger.getLogger(WebhookSender.class.getName());

  /** How long a node may be busy with a message before another one takes it over. */
  private static final Duration LEASE = Duration.ofMinutes(2);

  private static final Duration KEPT = Duration.ofDays(30);

  @Resource private ManagedScheduledExecutorService executor;

  private WebhookStore store;
  private WebhookOutbox outbox;
  private DetachedSigner signer;
  private Clock clock;
  private WebhookClient client;
  private boolean databaseMissing;

  WebhookSender() {}

  @Inject
  WebhookSender(
      Settings settings,
      WebhookStore store,
      WebhookOutbox outbox,
      DetachedSigner signer,
      Clock clock) {
    this.store = store;
    this.outbox = outbox;
    this.signer = signer;
    this.clock = clock;
    this.client = new WebhookClient(settings.privateWebhooks());
  }

  void start() {
    executor.scheduleWithFixedDelay(this::work, 1, 1, TimeUnit.SECONDS);
    executor.scheduleWithFixedDelay(this::tidy, 1, 24, TimeUnit.HOURS);
  }

  void stop() {
    client.close();
  }

  private void work() {
    try {
      noteOutcomes();
      sendDue();
      databaseMissing = false;
    } catch (RuntimeException e) {
      // An exception would end the schedule; said once, and not each second.
      LOG.log(databaseMissing ? Level.FINE : Level.WARNING, "Can't deliver; trying again", e);
      databaseMissing = true;
    }
  }

  private void tidy() {
    try {
      store.forgetBefore(clock.instant().minus(KEPT));
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Can't tidy up; trying again tomorrow", e);
    }
  }

  private void noteOutcomes() {
    for (WebhookClient.Outcome outcome : client.outcomes()) {
      if (outcome.arrived()) {
        store.delivered(outcome.id(), outcome.result(), clock.instant());
      } else {
        store.failed(outcome.id(), outcome.result(), clock.instant());
        LOG.log(
            Level.INFO,
            "Webhook message {0} did not arrive: {1}",
            new Object[] {String.valueOf(outcome.id()), outcome.result()});
      }
      client.outcomes().remove(outcome);
    }
  }

  private void sendDue() {
    int room = client.room();
    if (room == 0) {
      return;
    }
    for (long id : store.due(clock.instant(), room)) {
      Instant now = clock.instant();
      outbox.take(id, now, now.plus(LEASE)).ifPresent(taken -> client.send(id, request(taken)));
    }
  }

  private HttpPost request(WebhookDelivery delivery) {
    String payload = complete(delivery.payload());
    HttpPost post = new HttpPost(delivery.url());
    post.setEntity(new StringEntity(payload, ContentType.APPLICATION_JSON));
    post.setHeader("Inkgate-Event", delivery.event());
    post.setHeader("Inkgate-Delivery", String.valueOf(delivery.id()));
    post.setHeader(SIGNATURE, signer.sign(TYPE, payload));
    return post;
  }

  /** A comment is written down as its source and rendered here, where no transaction waits. */
  private static String complete(String payload) {
    try (JsonReader reader = Json.createReader(new StringReader(payload))) {
      JsonObject message = reader.readObject();
      return message.containsKey(WebhookOutbox.COMMENT)
          ? Json.createObjectBuilder(message)
              .add(
                  WebhookOutbox.COMMENT,
                  CommentJson.complete(message.getJsonObject(WebhookOutbox.COMMENT)))
              .build()
              .toString()
          : payload;
    }
  }
}
