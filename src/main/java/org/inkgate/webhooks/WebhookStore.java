package org.inkgate.webhooks;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.inkgate.http.Validation;
import org.inkgate.persistence.Retried;

/** The webhooks and their messages in the database. Every method joins or starts a transaction. */
@ApplicationScoped
@Transactional
class WebhookStore {

  @PersistenceContext private EntityManager entities;

  private Validation validation;

  WebhookStore() {}

  @Inject
  WebhookStore(Validation validation) {
    this.validation = validation;
  }

  List<Webhook> all() {
    return entities
        .createQuery("SELECT w FROM Webhook w ORDER BY w.id", Webhook.class)
        .getResultList();
  }

  /** Stores a new webhook. A form that is sent again changes the one that it made. */
  @Retried
  Webhook add(NewWebhook wanted, Optional<String> formKey, Instant now) {
    validation.check(wanted);
    Webhook webhook = formKey.flatMap(this::byForm).orElseGet(() -> new Webhook(formKey, now));
    webhook.write(wanted);
    entities.persist(webhook);
    entities.flush();
    return webhook;
  }

  private Optional<Webhook> byForm(String formKey) {
    return entities
        .createQuery("SELECT w FROM Webhook w WHERE w.formKey = :key", Webhook.class)
        .setParameter("key", formKey)
        .getResultStream()
        .findFirst();
  }

  Optional<Webhook> find(long id) {
    return Optional.ofNullable(entities.find(Webhook.class, id));
  }

  /** Removes a webhook and, by the foreign key, its messages. */
  boolean remove(long id) {
    return entities
            .createQuery("DELETE FROM Webhook w WHERE w.id = :id")
            .setParameter("id", id)
            .executeUpdate()
        > 0;
  }

  void queue(WebhookDelivery delivery) {
    entities.persist(delivery);
  }

  /** Takes back what was to be told about a post later, for it changed meanwhile. */
  void cancelUntried(WebhookEvent event, long subjectId) {
    entities
        .createQuery(
            "DELETE FROM WebhookDelivery d WHERE d.event = :event AND d.subjectId = :subject"
                + " AND d.attempts = 0 AND d.deliveredAt IS NULL")
        .setParameter("event", event.word())
        .setParameter("subject", subjectId)
        .executeUpdate();
  }

  List<Long> due(Instant now, int most) {
    return entities
        .createQuery(
            "SELECT d.id FROM WebhookDelivery d WHERE d.nextAttemptAt <= :now"
                + " ORDER BY d.nextAttemptAt",
            Long.class)
        .setParameter("now", now)
        .setMaxResults(most)
        .getResultList();
  }

  /** Takes a message to deliver it; of two nodes that try, the row's lock lets one. */
  Optional<WebhookDelivery> take(long id, Instant now, Instant leasedUntil) {
    WebhookDelivery delivery =
        entities.find(WebhookDelivery.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (delivery == null || delivery.nextAttemptAt().filter(at -> !at.isAfter(now)).isEmpty()) {
      return Optional.empty();
    }
    delivery.lease(leasedUntil);
    // Read here: its payload and webhook may be fetched only while the transaction lasts.
    delivery.payload();
    delivery.url();
    return Optional.of(delivery);
  }

  void delivered(long id, String result, Instant now) {
    Optional.ofNullable(entities.find(WebhookDelivery.class, id))
        .ifPresent(delivery -> delivery.delivered(result, now));
  }

  void failed(long id, String result, Instant now) {
    Optional.ofNullable(entities.find(WebhookDelivery.class, id))
        .ifPresent(delivery -> delivery.failed(result, now));
  }

  List<WebhookDelivery> newest(long webhookId, int most) {
    return entities
        .createQuery(
            "SELECT d FROM WebhookDelivery d JOIN FETCH d.webhook w WHERE w.id = :id"
                + " ORDER BY d.id DESC",
            WebhookDelivery.class)
        .setParameter("id", webhookId)
        .setMaxResults(most)
        .getResultList();
  }

  void forgetBefore(Instant limit) {
    entities
        .createQuery(
            "DELETE FROM WebhookDelivery d WHERE d.nextAttemptAt IS NULL AND d.createdAt < :limit")
        .setParameter("limit", limit)
        .executeUpdate();
  }
}
