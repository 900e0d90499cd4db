package org.inkgate.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.shrinkwrap.api.Archive;

/**
 * Lets Arquillian run the WAR on another server than Payara Micro: the one whose script under
 * server-config the system property "inkgate.server" names.
 */
public final class OtherServer extends TestServer {

  private static final long PATIENCE_SECONDS = 300;

  private static Path running;

  private Process process;

  /** Whether the tests run on such a server. */
  static boolean isNamed() {
    return !System.getProperty("inkgate.server", "").isBlank();
  }

  /** Whether the tests run on the server of that name, for what differs there. */
  public static boolean is(String name) {
    return name.equals(System.getProperty("inkgate.server"));
  }

  /** What the running one logged. */
  static String log() {
    try (Stream<Path> files = Files.walk(running, 5)) {
      StringBuilder all = new StringBuilder();
      for (Path log : files.filter(OtherServer::isLog).toList()) {
        all.append(Files.readString(log, StandardCharsets.ISO_8859_1)).append('\n');
      }
      return all.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isLog(Path file) {
    return file.getFileName().toString().matches("server.*\\.log");
  }

  @Override
  public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
    Path folder = Build.newFolder("server");
    running = folder;
    Path war = export(archive, folder);
    int port = freePorts();
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of("server-config", System.getProperty("inkgate.server")).toString(),
            war.toString());
    builder.environment().put("PORT", Integer.toString(port));
    builder.environment().put("DATA_DIR", folder.resolve("data").toString());
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("terminal.log").toFile());
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    awaitReady(port);
    return at(port);
  }

  /**
   * Finds a port that is free with those near it, where GlassFish listens, too. It is below those
   * that the system gives to clients, which come and go.
   */
  private static int freePorts() {
    return IntStream.generate(() -> 10_000 + InkgateProcess.freePort() % 20_000)
        .filter(port -> IntStream.range(port - 80, port + 20).allMatch(OtherServer::isFree))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port)) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private void awaitReady(int port) throws DeploymentException {
    HttpApi server = HttpApi.program(URI.create("http://localhost:" + port));
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!isReady(server)) {
      if (!process.isAlive() || System.nanoTime() > end) {
        stopProcess();
        throw new DeploymentException("The server did not start; see target/tmp/server-*");
      }
    }
  }

  private static boolean isReady(HttpApi server) {
    try {
      TimeUnit.MILLISECONDS.sleep(500);
      // WildFly answers HTTP/1.0 with HTTP/1.0, the others with HTTP/1.1.
      return server
          .raw("GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
          .startsWith("HTTP/1.1 200 ");
    } catch (UncheckedIOException starting) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void undeploy(Archive<?> archive) {
    stopProcess();
  }

  private void stopProcess() {
    process.destroy();
    try {
      process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
