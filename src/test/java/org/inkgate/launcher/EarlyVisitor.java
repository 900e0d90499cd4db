package org.inkgate.launcher;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Asks for a page all the time while a server starts. */
final class EarlyVisitor implements AutoCloseable {

  private static final long EVERY_MILLISECONDS = 50;

  private final ScheduledExecutorService asking = Executors.newSingleThreadScheduledExecutor();
  private final List<String> strange = new CopyOnWriteArrayList<>();

  EarlyVisitor(int port) {
    asking.scheduleWithFixedDelay(() -> ask(port), 0, EVERY_MILLISECONDS, TimeUnit.MILLISECONDS);
  }

  private void ask(int port) {
    try (Socket socket = new Socket("localhost", port)) {
      String request = "GET /health/live HTTP/1.0\r\nHost: localhost\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      boolean ours = answer.startsWith("HTTP/1.1 200 ") || answer.startsWith("HTTP/1.1 503 ");
      // A connection may also end without an answer, as the launcher tries out whether the port is
      // free.
      if (!answer.isEmpty() && (!ours || answer.contains("Payara"))) {
        strange.add(answer);
      }
    } catch (IOException closed) {
      // As it should be until Inkgate is ready.
    }
  }

  /** What it saw that was neither Inkgate's answer nor a closed port. */
  List<String> strangeAnswers() {
    return List.copyOf(strange);
  }

  @Override
  public void close() {
    asking.shutdownNow();
  }
}
