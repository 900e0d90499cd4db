package org.inkgate.webhooks;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * Sends messages side by side, so that a receiver that is slow keeps none of the others waiting.
 *
 * <p>Its threads are its own: those of the container run one thing at a time, and speaking HTTP
 * needs nothing else of the container's.
 */
final class WebhookClient implements AutoCloseable {

  private static final int AT_ONCE = 20;
  private static final Timeout PATIENCE = Timeout.ofSeconds(10);

  /** How a message fared: the status, or why it did not arrive. */
  record Outcome(long id, boolean arrived, String result) {}

  private final CloseableHttpClient client;
  private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
  private final Semaphore free = new Semaphore(AT_ONCE);
  private final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();

  /**
   * Follows no redirect, for that may lead where no webhook may go.
   *
   * @param anywhere whether it may call addresses that are not public
   */
  WebhookClient(boolean anywhere) {
    PoolingHttpClientConnectionManagerBuilder connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setMaxConnTotal(AT_ONCE)
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(PATIENCE)
                    .setSocketTimeout(PATIENCE)
                    .build());
    if (!anywhere) {
      connections.setDnsResolver(new PublicAddresses());
    }
    client =
        HttpClients.custom()
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

  /** How many messages can be sent at once with those that are under way. */
  int room() {
    return free.availablePermits();
  }

  /** Sends a message; how it fared stands among the outcomes later. */
  void send(long id, HttpPost post) {
    free.acquireUninterruptibly();
    threads.execute(
        () -> {
          try {
            outcomes.add(outcome(id, post));
          } finally {
            free.release();
          }
        });
  }

  private Outcome outcome(long id, HttpPost post) {
    // The status is all that counts: closing the answer leaves its body unread, however long it is.
    try (ClassicHttpResponse response = client.executeOpen(null, post, null)) {
      int status = response.getCode();
      return new Outcome(id, status >= 200 && status < 300, String.valueOf(status));
    } catch (IOException | RuntimeException e) {
      String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      return new Outcome(id, false, why);
    }
  }

  /** The outcomes of messages since; removed once they are noted. */
  Queue<Outcome> outcomes() {
    return outcomes;
  }

  @Override
  public void close() {
    threads.shutdownNow();
    client.close(CloseMode.GRACEFUL);
  }
}
