package org.inkgate.webhooks;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** An address that is told what happens. */
@Entity
@Table(name = "webhooks")
class Webhook {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  private String url;

  private String events;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "form_key")
  private String formKey;

  protected Webhook() {}

  Webhook(Optional<String> formKey, Instant now) {
    this.formKey = formKey.orElse(null);
    this.createdAt = now;
  }

  void write(NewWebhook wanted) {
    this.url = wanted.url();
    this.events = WebhookEvent.words(wanted.events());
  }

  long id() {
    return id;
  }

  String url() {
    return url;
  }

  List<String> events() {
    return Arrays.asList(events.split(" "));
  }

  Instant createdAt() {
    return createdAt;
  }

  boolean wants(WebhookEvent event) {
    return event == WebhookEvent.PING || events().contains(event.word());
  }
}
