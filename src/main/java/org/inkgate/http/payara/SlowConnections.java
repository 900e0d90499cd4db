package org.inkgate.http.payara;

import jakarta.servlet.ServletContextEvent;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.inkgate.config.Settings;

/**
 * Ends connections whose requests trickle in, and those whose answers are taken too slowly: each of
 * the latter holds a thread. Payara bounds how long it waits for a single byte, and so a client
 * that sends one now and then stays for ever.
 */
public final class SlowConnections extends ChainFilter {

  /** Of one address, answers that wait to be taken. */
  static final int ANSWERS_PER_ADDRESS = 100;

  /** Of all addresses; the server has 600 threads. */
  static final int ANSWERS = 400;

  /** Of one address, requests that are not complete; they hold no thread, and memory. */
  static final int REQUESTS_PER_ADDRESS = 1000;

  /** Where Payara keeps a connection's request until all of it has come in. */
  private static final String INCOMPLETE =
      "org.glassfish.grizzly.http.HttpServerFilter.HttpRequest";

  private static final Object ANSWER = new Object();

  private static final Logger LOGGER = Logger.getLogger(SlowConnections.class.getName());

  private final Map<Object, Client> clients = new ConcurrentHashMap<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "slow connections");
            thread.setDaemon(true);
            return thread;
          });

  private Method message;
  private Method connection;
  private Class<?> buffer;
  private Method remaining;
  private Method attributes;
  private Method attribute;
  private Method queue;
  private Method waiting;
  private Method peer;
  private Method open;
  private Method end;

  /** What is known of a connection. */
  private static final class Client {

    private final AtomicLong received = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final Pace sending = new Pace();
    private final Pace taking = new Pace();
  }

  /** A connection of which one waits, and since when. */
  private record Slow(Object connection, InetAddress address, long since) {}

  @Override
  void lookUp(PayaraHttp server) throws ReflectiveOperationException {
    Class<?> context = server.type("filterchain.FilterChainContext");
    message = context.getMethod("getMessage");
    connection = context.getMethod("getConnection");
    buffer = server.type("Buffer");
    remaining = buffer.getMethod("remaining");
    attributes = server.type("attributes.AttributeStorage").getMethod("getAttributes");
    attribute = server.type("attributes.AttributeHolder").getMethod("getAttribute", String.class);
    queue = server.type("nio.NIOConnection").getMethod("getAsyncWriteQueue");
    waiting = server.type("asyncqueue.TaskQueue").getMethod("spaceInBytes");
    peer = server.type("Connection").getMethod("getPeerAddress");
    open = server.type("Closeable").getMethod("isOpen");
    end = server.type("Closeable").getMethod("terminateSilently");
    clock.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
  }

  /** Where bytes are not yet understood. */
  @Override
  int place(PayaraHttp server, List<Object> chain) throws ReflectiveOperationException {
    Class<?> parser = server.type("http.HttpServerFilter");
    int place = 0;
    while (!parser.isInstance(chain.get(place))) {
      place++;
    }
    return place;
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    clock.shutdownNow();
    super.contextDestroyed(event);
  }

  @Override
  Object read(Object context) throws ReflectiveOperationException {
    Client client = clients.computeIfAbsent(connection.invoke(context), it -> new Client());
    client.received.addAndGet(bytes(context));
    return goOn(context);
  }

  @Override
  Object write(Object context) throws ReflectiveOperationException {
    Client client = clients.get(connection.invoke(context));
    if (client != null) {
      client.sent.addAndGet(bytes(context));
    }
    return goOn(context);
  }

  @Override
  Object closed(Object context) throws ReflectiveOperationException {
    clients.remove(connection.invoke(context));
    return goOn(context);
  }

  private int bytes(Object context) throws ReflectiveOperationException {
    Object part = message.invoke(context);
    return buffer.isInstance(part) ? (Integer) remaining.invoke(part) : 0;
  }

  private void look() {
    try {
      List<Slow> requests = new ArrayList<>();
      List<Slow> answers = new ArrayList<>();
      for (Map.Entry<Object, Client> each : clients.entrySet()) {
        look(each.getKey(), each.getValue(), requests, answers);
      }
      bound(requests, REQUESTS_PER_ADDRESS, Integer.MAX_VALUE);
      bound(answers, ANSWERS_PER_ADDRESS, ANSWERS);
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOGGER.log(Level.WARNING, "Slow connections are not looked after", e);
    }
  }

  private void look(Object one, Client client, List<Slow> requests, List<Slow> answers)
      throws ReflectiveOperationException {
    if (!(Boolean) open.invoke(one)) {
      // Its last bytes were read after it had been closed.
      clients.remove(one);
      return;
    }
    long now = TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    Object request = attribute.invoke(attributes.invoke(one), INCOMPLETE);
    Object answer = (Integer) waiting.invoke(queue.invoke(one)) > 0 ? ANSWER : null;
    boolean late = client.sending.isTooSlow(now, request, client.received.get());
    if (client.taking.isTooSlow(now, answer, client.sent.get()) || late) {
      end(one);
      return;
    }
    if (peer.invoke(one) instanceof InetSocketAddress from) {
      if (request != null) {
        requests.add(new Slow(one, from.getAddress(), client.sending.since()));
      }
      if (answer != null) {
        answers.add(new Slow(one, from.getAddress(), client.taking.since()));
      }
    }
  }

  /** Ends the latest of those that are too many. Of a proxy's, each may be another client's. */
  private void bound(List<Slow> slow, int perAddress, int all) throws ReflectiveOperationException {
    slow.sort(Comparator.comparingLong(Slow::since));
    Map<InetAddress, Integer> counts = new HashMap<>();
    int count = 0;
    for (Slow one : slow) {
      boolean proxy = isTrustedProxy(one.address());
      boolean tooMany = counts.merge(one.address(), 1, Integer::sum) > perAddress && !proxy;
      if (tooMany || count >= all) {
        end(one.connection());
      } else {
        count++;
      }
    }
  }

  private static boolean isTrustedProxy(InetAddress address) {
    return Settings.current().trustedProxies().stream().anyMatch(it -> it.contains(address));
  }

  private void end(Object one) throws ReflectiveOperationException {
    clients.remove(one);
    end.invoke(one);
  }
}
