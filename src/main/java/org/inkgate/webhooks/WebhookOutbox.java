package org.inkgate.webhooks;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.inkgate.comments.CommentChanged;
import org.inkgate.comments.CommentJson;
import org.inkgate.comments.CommentState;
import org.inkgate.comments.CommentView;
import org.inkgate.http.Json;
import org.inkgate.posts.PostChanged;
import org.inkgate.posts.PostJson;
import org.inkgate.posts.PostStatus;
import org.inkgate.posts.PostSummary;
import org.inkgate.posts.PublishedPosts;

/**
 * Writes down what webhooks are to be told, in the very transaction that made the news.
 *
 * <p>Only public content is sent: never drafts or held comments.
 */
@ApplicationScoped
class WebhookOutbox {

  /** The member of a message that tells of a comment. */
  static final String COMMENT = "comment";

  private WebhookStore store;
  private PublishedPosts posts;
  private Clock clock;

  WebhookOutbox() {}

  @Inject
  WebhookOutbox(WebhookStore store, PublishedPosts posts, Clock clock) {
    this.store = store;
    this.posts = posts;
    this.clock = clock;
  }

  @Transactional
  void postChanged(@Observes PostChanged change) {
    long id = change.after().or(change::before).orElseThrow().id();
    if (change.before().filter(WebhookOutbox::scheduled).isPresent()) {
      // What was to be told at its moment may be no longer true. It has not been tried: it was not
      // due. Of a post that is published already, what waits was news and stays so.
      store.cancelUntried(WebhookEvent.POST_PUBLISHED, id);
    }
    Optional<PostSummary> before = change.before().filter(WebhookOutbox::published);
    Optional<PostSummary> after = change.after().filter(WebhookOutbox::published);
    Instant now = clock.instant();
    if (after.isPresent()) {
      tell(
          before.isPresent() ? WebhookEvent.POST_UPDATED : WebhookEvent.POST_PUBLISHED,
          after.get(),
          now);
    } else if (before.isPresent()) {
      boolean gone = change.after().isEmpty();
      tell(gone ? WebhookEvent.POST_DELETED : WebhookEvent.POST_UNPUBLISHED, before.get(), now);
    }
    change
        .after()
        .filter(WebhookOutbox::scheduled)
        .ifPresent(
            post -> tell(WebhookEvent.POST_PUBLISHED, post, post.publishedAt().orElseThrow()));
  }

  private static boolean scheduled(PostSummary post) {
    return post.status() == PostStatus.SCHEDULED;
  }

  private static boolean published(PostSummary post) {
    return post.status() == PostStatus.PUBLISHED;
  }

  private void tell(WebhookEvent event, PostSummary post, Instant when) {
    queue(event, post.id(), news(post), when);
  }

  private static JsonObjectBuilder news(PostSummary post) {
    return Json.createObjectBuilder().add("post", PostJson.of(post));
  }

  /** Takes a message to deliver it, if no other node has. */
  @Transactional
  Optional<WebhookDelivery> take(long id, Instant now, Instant leasedUntil) {
    Optional<WebhookDelivery> taken = store.take(id, now, leasedUntil);
    taken.filter(WebhookDelivery::isFirstWordOfAPost).ifPresent(this::bringUpToDate);
    return taken;
  }

  /** What was written down when a post was scheduled says so, and not that it is published. */
  private void bringUpToDate(WebhookDelivery delivery) {
    long post = delivery.subjectId();
    Optional.ofNullable(posts.summaries(List.of(post)).get(post))
        .ifPresent(
            now ->
                delivery.say(
                    payload(
                        WebhookEvent.POST_PUBLISHED, news(now), now.publishedAt().orElseThrow())));
  }

  @Transactional
  void commentChanged(@Observes CommentChanged change) {
    Optional<CommentView> before = change.before().filter(WebhookOutbox::approved);
    Optional<CommentView> after = change.after().filter(WebhookOutbox::approved);
    if (after.isEmpty() && before.isEmpty()) {
      return;
    }
    WebhookEvent event =
        before.isEmpty()
            ? WebhookEvent.COMMENT_CREATED
            : after.isPresent() ? WebhookEvent.COMMENT_UPDATED : WebhookEvent.COMMENT_DELETED;
    CommentView comment = after.or(() -> before).orElseThrow();
    queue(
        event,
        comment.id(),
        Json.createObjectBuilder().add(COMMENT, CommentJson.source(comment)),
        clock.instant());
  }

  private static boolean approved(CommentView comment) {
    return comment.state() == CommentState.APPROVED;
  }

  /** Sends one webhook something harmless, to see whether it arrives. */
  @Transactional
  void ping(Webhook webhook) {
    Instant now = clock.instant();
    store.queue(
        new WebhookDelivery(
            webhook,
            WebhookEvent.PING,
            webhook.id(),
            payload(WebhookEvent.PING, Json.createObjectBuilder(), now),
            now,
            now));
  }

  private void queue(WebhookEvent event, long subjectId, JsonObjectBuilder news, Instant when) {
    String payload = null;
    for (Webhook webhook : store.all()) {
      if (webhook.wants(event)) {
        payload = payload == null ? payload(event, news, when) : payload;
        store.queue(new WebhookDelivery(webhook, event, subjectId, payload, clock.instant(), when));
      }
    }
  }

  private static String payload(WebhookEvent event, JsonObjectBuilder news, Instant when) {
    return Json.createObjectBuilder()
        .add("event", event.word())
        .add("at", when.toString())
        .addAll(news)
        .build()
        .toString();
  }
}
