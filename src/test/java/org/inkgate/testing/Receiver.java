package org.inkgate.testing;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Takes webhook messages on a free port, and answers them with the given statuses in turn. */
public final class Receiver implements AutoCloseable {

  /** What arrived. */
  public record Message(Headers headers, String body) {

    public String header(String name) {
      return headers.getFirst(name);
    }

    public JsonObject json() {
      return Json.createReader(new StringReader(body)).readObject();
    }
  }

  private static final long PATIENCE_SECONDS = 60;

  private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
  private final Queue<Integer> statuses;
  private final HttpServer server;

  public Receiver(List<Integer> statuses) throws IOException {
    this.statuses = new ArrayDeque<>(statuses);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/hook", this::take);
    server.start();
  }

  private synchronized void take(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Integer status = statuses.poll();
    exchange.sendResponseHeaders(status == null ? 200 : status, -1);
    exchange.close();
    messages.add(new Message(exchange.getRequestHeaders(), body));
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  public Message next() throws InterruptedException {
    Message message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("No message arrived");
    }
    return message;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
