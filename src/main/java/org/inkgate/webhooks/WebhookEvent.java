package org.inkgate.webhooks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a webhook may be told. */
enum WebhookEvent {
  POST_PUBLISHED,
  POST_UPDATED,
  POST_UNPUBLISHED,
  POST_DELETED,
  COMMENT_CREATED,
  COMMENT_UPDATED,
  COMMENT_DELETED,
  /** What an administrator sends to try a webhook out. */
  PING;

  /** The name in JSON, as in "post.published". */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '.');
  }

  static Optional<WebhookEvent> of(String word) {
    return Arrays.stream(values()).filter(event -> event.word().equals(word)).findFirst();
  }

  /** Those a webhook may ask for. */
  static List<WebhookEvent> offered() {
    return Arrays.stream(values()).filter(event -> event != PING).toList();
  }

  static String words(List<WebhookEvent> events) {
    return events.stream().map(WebhookEvent::word).collect(Collectors.joining(" "));
  }
}
