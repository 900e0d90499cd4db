package org.inkgate.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * Adds STARTTLS (RFC 3207) to a mail server that has none: takes one connection, then passes on.
 */
final class StartTlsServer implements AutoCloseable {

  private final ServerSocket listener;
  private final SSLContext context;
  private final int behind;
  private volatile boolean upgraded;

  StartTlsServer(SSLContext context, int behind) throws IOException {
    this.listener = new ServerSocket(0, 1, InetAddress.getByName("localhost"));
    this.context = context;
    this.behind = behind;
    new Thread(this::serve, "STARTTLS").start();
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Whether the client asked for TLS, and got it. */
  boolean upgraded() {
    return upgraded;
  }

  private void serve() {
    try (Socket client = listener.accept()) {
      BufferedReader lines = reader(client);
      say(client, "220 localhost");
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("EHLO")) {
          say(client, "250-localhost\r\n250 STARTTLS");
        } else if (line.equals("STARTTLS")) {
          say(client, "220 go on");
          passOn(client);
          return;
        } else {
          say(client, "530 Must issue a STARTTLS command first");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void passOn(Socket plain) throws IOException {
    try (SSLSocket client =
            (SSLSocket) context.getSocketFactory().createSocket(plain, null, port(), true);
        Socket server = new Socket("localhost", behind)) {
      client.setUseClientMode(false);
      client.startHandshake();
      upgraded = true;
      // Its greeting; the client has had ours.
      while (server.getInputStream().read() != '\n') {}
      Thread answers = new Thread(() -> copy(server, client), "answers");
      answers.start();
      copy(client, server);
      answers.interrupt();
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException closed) {
      // One of the two sides has closed, so the other is closed as well.
    }
  }

  private static void say(Socket to, String line) throws IOException {
    to.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    to.getOutputStream().flush();
  }

  private static BufferedReader reader(Socket from) throws IOException {
    return new BufferedReader(
        new InputStreamReader(from.getInputStream(), StandardCharsets.US_ASCII));
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
