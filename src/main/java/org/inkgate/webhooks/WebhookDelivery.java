package org.inkgate.webhooks;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One message to one webhook, until it has arrived or is given up. */
@Entity
@Table(name = "webhook_deliveries")
class WebhookDelivery {

  /** How long after each failed attempt the next one follows: for about a day and a half. */
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(10),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(8),
          Duration.ofHours(24));

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @ManyToOne(optional = false)
  private Webhook webhook;

  private String event;

  /** The post or comment it is about. */
  @Column(name = "subject_id")
  private long subjectId;

  @Lob private String payload;

  @Column(name = "created_at")
  private Instant createdAt;

  private int attempts;

  @Column(name = "next_attempt_at")
  private Instant nextAttemptAt;

  @Column(name = "delivered_at")
  private Instant deliveredAt;

  @Column(name = "last_result")
  private String lastResult = "";

  protected WebhookDelivery() {}

  WebhookDelivery(
      Webhook webhook,
      WebhookEvent event,
      long subjectId,
      String payload,
      Instant now,
      Instant firstAttemptAt) {
    this.webhook = webhook;
    this.event = event.word();
    this.subjectId = subjectId;
    this.payload = payload;
    this.createdAt = now;
    this.nextAttemptAt = firstAttemptAt;
  }

  long id() {
    return id;
  }

  String url() {
    return webhook.url();
  }

  String event() {
    return event;
  }

  long subjectId() {
    return subjectId;
  }

  /** Whether it tells, and for the first time, that a post is published. */
  boolean isFirstWordOfAPost() {
    return attempts == 0 && event.equals(WebhookEvent.POST_PUBLISHED.word());
  }

  /** Puts it in other words; those it was sent with stay for every further attempt. */
  void say(String newPayload) {
    payload = newPayload;
  }

  String payload() {
    return payload;
  }

  Instant createdAt() {
    return createdAt;
  }

  int attempts() {
    return attempts;
  }

  String lastResult() {
    return lastResult;
  }

  Optional<Instant> nextAttemptAt() {
    return Optional.ofNullable(nextAttemptAt);
  }

  Optional<Instant> deliveredAt() {
    return Optional.ofNullable(deliveredAt);
  }

  /** Keeps other nodes from it while this one tries. */
  void lease(Instant until) {
    nextAttemptAt = until;
  }

  void delivered(String result, Instant now) {
    attempts++;
    lastResult = result;
    deliveredAt = now;
    nextAttemptAt = null;
  }

  void failed(String result, Instant now) {
    nextAttemptAt = attempts < PAUSES.size() ? now.plus(PAUSES.get(attempts)) : null;
    attempts++;
    lastResult = result.length() > 200 ? result.substring(0, 200) : result;
  }
}
