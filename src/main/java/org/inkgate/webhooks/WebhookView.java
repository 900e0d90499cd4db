package org.inkgate.webhooks;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A webhook as its page shows it, with its newest messages. */
public record WebhookView(long id, String url, List<String> events, List<Message> messages) {

  /**
   * One message and how it fared.
   *
   * @param result the status the receiver answered with, or why there was none
   * @param nextAttemptAt empty when it has arrived or is given up
   */
  public record Message(
      String event,
      Instant createdAt,
      int attempts,
      String result,
      Optional<Instant> deliveredAt,
      Optional<Instant> nextAttemptAt) {}

  static WebhookView of(Webhook webhook, List<WebhookDelivery> deliveries) {
    return new WebhookView(
        webhook.id(),
        webhook.url(),
        webhook.events(),
        deliveries.stream()
            .map(
                one ->
                    new Message(
                        one.event(),
                        one.createdAt(),
                        one.attempts(),
                        one.lastResult(),
                        one.deliveredAt(),
                        one.nextAttemptAt()))
            .toList());
  }
}
