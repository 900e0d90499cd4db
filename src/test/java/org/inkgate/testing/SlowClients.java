package org.inkgate.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;

/** Many clients that each send, or read, a byte now and then, and never come to an end. */
public final class SlowClients implements AutoCloseable {

  private static final long BETWEEN_BYTES_MILLISECONDS = 500;
  private static final int SMALLEST_BUFFER = 1024;

  private final URI server;
  private final SocketFactory connections;
  private final List<Socket> senders = new CopyOnWriteArrayList<>();
  private final List<Socket> readers = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService dripping = Executors.newSingleThreadScheduledExecutor();

  public SlowClients(URI server) {
    this(server, SocketFactory.getDefault());
  }

  /** Clients that connect in a way of their own, such as by TLS. */
  public SlowClients(URI server, SocketFactory connections) {
    this.server = server;
    this.connections = connections;
    dripping.scheduleWithFixedDelay(
        this::drip, BETWEEN_BYTES_MILLISECONDS, BETWEEN_BYTES_MILLISECONDS, TimeUnit.MILLISECONDS);
  }

  /** That many more begin a request, and go on with it byte by byte. */
  public void send(int clients, String beginning) {
    connect(senders, clients, beginning);
  }

  /** That many more make a request, and read the answer byte by byte. */
  public void read(int clients, String path) {
    connect(readers, clients, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
  }

  private void connect(List<Socket> kind, int clients, String request) {
    List<Socket> opened = new ArrayList<>();
    try {
      for (int i = 0; i < clients; i++) {
        Socket socket = connections.createSocket();
        socket.setReceiveBufferSize(SMALLEST_BUFFER);
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        opened.add(socket);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      kind.addAll(opened);
    }
  }

  private void drip() {
    senders.forEach(
        socket -> {
          try {
            socket.getOutputStream().write('x');
          } catch (IOException closed) {
            senders.remove(socket);
          }
        });
    readers.forEach(
        socket -> {
          try {
            if (socket.getInputStream().available() > 0) {
              socket.getInputStream().read();
            }
          } catch (IOException closed) {
            readers.remove(socket);
          }
        });
  }

  /** How many the server has not sent away yet. */
  public int connected() {
    return senders.size() + readers.size();
  }

  @Override
  public void close() {
    dripping.shutdownNow();
    for (List<Socket> sockets : List.of(senders, readers)) {
      sockets.forEach(
          socket -> {
            try {
              socket.close();
            } catch (IOException e) {
              // Closed already.
            }
          });
    }
  }
}
