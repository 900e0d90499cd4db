package org.inkgate.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Runs server-config/cluster the way an operator does: PostgreSQL, nodes, HAProxy. */
public final class Cluster implements AutoCloseable {

  private static final String MISSING =
      "No HAProxy on the PATH: install the package haproxy (apt-get install haproxy)";

  private static final long PATIENCE_SECONDS = 300;

  private final Path data;
  private final Path terminal;
  private final int port;
  private final int nodes;
  private final Process process;

  private Cluster(int nodes, Map<String, String> environment) throws IOException {
    this.data = Build.newFolder("cluster");
    this.terminal = data.resolve("terminal.log");
    this.port = freePorts(nodes + 2);
    this.nodes = nodes;
    ProcessBuilder builder =
        new ProcessBuilder("server-config/cluster", Integer.toString(nodes))
            .redirectErrorStream(true)
            .redirectOutput(terminal.toFile());
    Map<String, String> variables = builder.environment();
    variables.put("PORT", Integer.toString(port));
    variables.put("DATA_DIR", data.toString());
    variables.put("INKGATE_JAR", Build.jar().toString());
    variables.put("JDK_JAVA_OPTIONS", System.getProperty("inkgate.jvm", "-server"));
    variables.compute(
        "PATH",
        (name, path) ->
            String.join(
                File.pathSeparator,
                Postgres.binaries().toString(),
                Path.of(System.getProperty("java.home"), "bin").toString(),
                path,
                "/usr/sbin"));
    variables.putAll(environment);
    this.process = builder.start();
  }

  /**
   * Starts, and waits until all nodes are ready. Where there is no HAProxy the test is skipped; but
   * it fails where CI is set.
   */
  public static Cluster start(int nodes, Map<String, String> environment) {
    boolean installed =
        Stream.of((System.getenv("PATH") + File.pathSeparator + "/usr/sbin").split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "haproxy")));
    if (!installed && System.getenv("CI") != null) {
      throw new AssertionError(MISSING);
    }
    Assumptions.assumeTrue(installed, MISSING);
    try {
      Cluster cluster = new Cluster(nodes, environment);
      cluster.awaitLine(nodes + " nodes are ready", 1);
      return cluster;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The first of so many ports in a row that nobody listens on; and none that the system gives to
   * whoever connects, or one of those would have it while its node is down.
   */
  private static int freePorts(int count) {
    while (true) {
      int first = ThreadLocalRandom.current().nextInt(15_000, 30_000);
      List<ServerSocket> open = new ArrayList<>();
      try {
        for (int i = 0; i < count; i++) {
          ServerSocket socket = new ServerSocket();
          open.add(socket);
          socket.bind(new InetSocketAddress(first + i));
        }
        return first;
      } catch (IOException | IllegalArgumentException taken) {
        // Another one, then.
      } finally {
        open.forEach(Cluster::close);
      }
    }
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where readers go: HAProxy. */
  public URI uri() {
    return URI.create("http://localhost:" + port);
  }

  /** A node itself; the first is 1. */
  public URI uri(int node) {
    return URI.create("http://localhost:" + (port + node));
  }

  /** Takes a node away as a power cut would: kill -9. */
  public void kill(int node) {
    try {
      long pid = Long.parseLong(Files.readString(data.resolve("node" + node + ".pid")).strip());
      ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks for one node after the other to be stopped and started. */
  public void upgrade() {
    try {
      new ProcessBuilder("kill", "-USR1", Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until the terminal shows this text so often. */
  public void awaitLine(String text, int times) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (lines().stream().filter(line -> line.contains(text)).count() < times) {
      if (!process.isAlive() || System.nanoTime() > end) {
        close();
        throw new AssertionError("\"" + text + "\" is missing: " + lines());
      }
      Waiting.pause();
    }
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(terminal);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A connection to the nodes' database. */
  public Connection connect() throws SQLException, IOException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + (port + nodes + 1) + "/postgres",
        "inkgate",
        Files.readString(data.resolve("database.password")).strip());
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("Still running: " + lines());
      }
      List<String> failures = failures();
      if (!failures.isEmpty()) {
        throw new AssertionError("A node failed, and its log says why: " + failures);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What the nodes logged of failures that are no client's fault, each with its causes. */
  private List<String> failures() {
    try (Stream<Path> files = Files.walk(data, 3)) {
      List<String> failures = new ArrayList<>();
      for (Path log : files.filter(file -> file.toString().endsWith(".log")).toList()) {
        boolean severe = false;
        for (String line : Files.readAllLines(log)) {
          severe = line.matches("\\d{4}-.*") ? line.contains(" SEVERE ") : severe;
          if (severe && !line.startsWith("\t")) {
            failures.add(line);
          }
        }
      }
      return failures;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
