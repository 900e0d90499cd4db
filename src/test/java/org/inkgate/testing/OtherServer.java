package org.inkgate.testing;

import fish.payara.arquillian.container.payara.managed.PayaraMicroDeployableContainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.client.protocol.metadata.Servlet;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.descriptor.api.Descriptor;

/**
 * Lets Arquillian run the WAR on another server than Payara Micro: the one whose script under
 * server-config the system property "inkgate.server" names.
 */
public final class OtherServer implements DeployableContainer<OtherServer.Configuration> {

  private static final long PATIENCE_SECONDS = 300;

  private static Path running;

  private Process process;

  /** Whether the tests run on the server of that name, for what differs there. */
  public static boolean is(String name) {
    return name.equals(System.getProperty("inkgate.server"));
  }

  /** Where the running one has its files, if it is such a server. */
  static Optional<Path> folder() {
    return Optional.ofNullable(running);
  }

  /** There is nothing to configure; Arquillian wants a class. */
  public static final class Configuration
      implements org.jboss.arquillian.container.spi.client.container.ContainerConfiguration {

    @Override
    public void validate() {
      // Nothing to be wrong.
    }
  }

  /** Puts such a server into Payara Micro's place, if one is named. */
  public static final class Extension implements LoadableExtension {

    @Override
    public void register(ExtensionBuilder builder) {
      if (System.getProperty("inkgate.server") != null) {
        builder.override(
            DeployableContainer.class, PayaraMicroDeployableContainer.class, OtherServer.class);
      }
    }
  }

  @Override
  public Class<Configuration> getConfigurationClass() {
    return Configuration.class;
  }

  @Override
  public void setup(Configuration configuration) {
    // Each deployment has a server of its own.
  }

  @Override
  public void start() {
    // With the deployment.
  }

  @Override
  public void stop() {
    // With the deployment.
  }

  @Override
  public ProtocolDescription getDefaultProtocol() {
    return new ProtocolDescription("Servlet 5.0");
  }

  @Override
  public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
    Path folder = Build.newFolder("server");
    running = folder;
    Path war = folder.resolve("inkgate.war");
    archive.as(ZipExporter.class).exportTo(war.toFile());
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
    HTTPContext context = new HTTPContext("localhost", port);
    context.add(new Servlet("inkgate", "/"));
    return new ProtocolMetaData().addContext(context);
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

  @Override
  public void deploy(Descriptor descriptor) {
    throw new UnsupportedOperationException("Inkgate is deployed whole");
  }

  @Override
  public void undeploy(Descriptor descriptor) {
    throw new UnsupportedOperationException("Inkgate is deployed whole");
  }
}
