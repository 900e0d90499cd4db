package org.inkgate.operations;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.inkgate.config.Settings;
import org.inkgate.tokens.DetachedSigner;

/** Delivers what webhooks are to be told, again and again with growing pauses until it arrives. */
@ApplicationScoped
class WebhookSender {

  /** The "typ" of the signature: good for nothing but webhooks. */
  static final String TYPE = "inkgate-webhook+jws";

  static final String SIGNATURE = "Inkgate-Signature";

  private static final Logger LOG = Logger.getLogger(WebhookSender.class.getName());

  private static final int AT_ONCE = 20;
  private static final Timeout PATIENCE = Timeout.ofSeconds(10);

  /** How long a node may be busy with a message before another one takes it over. */
  private static final Duration LEASE = Duration.ofMinutes(2);

  private static final Duration KEPT = Duration.ofDays(30);

  @Resource private ManagedScheduledExecutorService executor;

  private WebhookStore store;
  private DetachedSigner signer;
  private Clock clock;
  private CloseableHttpClient client;
  private boolean databaseMissing;

  WebhookSender() {}

  @Inject
  WebhookSender(Settings settings, WebhookStore store, DetachedSigner signer, Clock clock) {
    this.store = store;
    this.signer = signer;
    this.clock = clock;
    this.client = client(settings.privateWebhooks());
  }

  /** A client that follows no redirect, for that may lead where no webhook may go. */
  private static CloseableHttpClient client(boolean anywhere) {
    PoolingHttpClientConnectionManagerBuilder connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(PATIENCE)
                    .setSocketTimeout(PATIENCE)
                    .build());
    if (!anywhere) {
      connections.setDnsResolver(new PublicAddresses());
    }
    return HttpClients.custom()
        .setConnectionManager(connections.build())
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectionRequestTimeout(PATIENCE)
                .setResponseTimeout(PATIENCE)
                .build())
        .setUserAgent("Inkgate")
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableContentCompression()
        .build();
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    executor.scheduleWithFixedDelay(this::work, 1, 1, TimeUnit.SECONDS);
    executor.scheduleWithFixedDelay(this::tidy, 1, 24, TimeUnit.HOURS);
  }

  @PreDestroy
  void stop() {
    client.close(CloseMode.IMMEDIATE);
  }

  private void work() {
    try {
      deliverDue();
      databaseMissing = false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // An exception would end the schedule; said once, and not each second.
      LOG.log(databaseMissing ? Level.FINE : Level.WARNING, "Can''t deliver; trying again", e);
      databaseMissing = true;
    }
  }

  private void tidy() {
    try {
      store.forgetBefore(clock.instant().minus(KEPT));
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Can''t tidy up; trying again tomorrow", e);
    }
  }

  private void deliverDue() throws InterruptedException {
    List<Callable<Object>> deliveries = new ArrayList<>();
    for (long id : store.due(clock.instant(), AT_ONCE)) {
      Instant now = clock.instant();
      store
          .take(id, now, now.plus(LEASE))
          .ifPresent(taken -> deliveries.add(Executors.callable(() -> deliver(taken))));
    }
    // Side by side, so that one receiver that is slow keeps none of the others waiting for long.
    executor.invokeAll(deliveries, LEASE.toSeconds() / 2, TimeUnit.SECONDS);
  }

  private void deliver(WebhookDelivery delivery) {
    HttpPost post = new HttpPost(delivery.url());
    post.setEntity(new StringEntity(delivery.payload(), ContentType.APPLICATION_JSON));
    post.setHeader("Inkgate-Event", delivery.event());
    post.setHeader("Inkgate-Delivery", String.valueOf(delivery.id()));
    post.setHeader(SIGNATURE, signer.sign(TYPE, delivery.payload()));
    Optional<String> failure;
    String result;
    // The status is all that counts: closing the answer leaves its body unread, however long it is.
    try (ClassicHttpResponse response = client.executeOpen(null, post, null)) {
      int status = response.getCode();
      result = String.valueOf(status);
      failure = status >= 200 && status < 300 ? Optional.empty() : Optional.of(result);
    } catch (IOException | RuntimeException e) {
      result = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      failure = Optional.of(result);
    }
    if (failure.isPresent()) {
      store.failed(delivery.id(), failure.get(), clock.instant());
      LOG.log(
          Level.INFO,
          "Webhook message {0} did not arrive: {1}",
          new Object[] {String.valueOf(delivery.id()), failure.get()});
    } else {
      store.delivered(delivery.id(), result, clock.instant());
    }
  }
}
