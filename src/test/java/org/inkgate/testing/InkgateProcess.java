package org.inkgate.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Runs inkgate.jar the way an operator does: as a process with a terminal and an environment. */
public final class InkgateProcess implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 600;

  private final Process process;
  private final int port;
  private final List<String> terminal = new CopyOnWriteArrayList<>();
  private final CountDownLatch readyOrGone = new CountDownLatch(1);
  private final Thread reader;

  private InkgateProcess(Process process, int port) {
    this.process = process;
    this.port = port;
    this.reader = new Thread(this::readTerminal, "terminal of inkgate.jar");
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts on a free port, with an empty data folder, and waits until it is ready. */
  public static InkgateProcess start() {
    return start(newDataFolder(), Map.of());
  }

  /** Starts on a free port and waits until it is ready. */
  public static InkgateProcess start(
      Path dataFolder, Map<String, String> environment, String... arguments) {
    InkgateProcess started = launch(dataFolder, environment, arguments);
    if (!started.isReady()) {
      started.close();
      throw new AssertionError("Not ready: " + started.terminal);
    }
    return started;
  }

  /**
   * Starts, and waits until it is ready or has ended: for starts that are to fail. PORT in the
   * environment goes before a free port.
   */
  public static InkgateProcess launch(
      Path dataFolder, Map<String, String> environment, String... arguments) {
    int port =
        environment.containsKey("PORT") ? Integer.parseInt(environment.get("PORT")) : freePort();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(System.getProperty("inkgate.jvm", "-server").split(" ")));
    command.addAll(List.of("-jar", Build.jar().toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    // Most tests need several people who publish.
    builder.environment().put("REGISTRATION_ROLE", "author");
    builder.environment().put("LIMIT_REGISTRATIONS", "10000");
    builder.environment().put("LIMIT_REFRESHES", "10000");
    builder.environment().put("LIMIT_POST_PACE", "100000");
    builder.environment().put("PORT", Integer.toString(port));
    builder.environment().put("DATA_DIR", dataFolder.toString());
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    try {
      InkgateProcess launched = new InkgateProcess(builder.start(), port);
      launched.awaitReadyOrGone();
      return launched;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A new and empty folder for a process, or for several, one after the other. */
  public static Path newDataFolder() {
    return Build.newFolder("data");
  }

  /** A port that is free at this moment. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(0));
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return port;
  }

  public URI uri() {
    return URI.create("http://localhost:" + port);
  }

  public long pid() {
    return process.pid();
  }

  /** The lines a person would see by now. */
  public List<String> terminal() {
    return List.copyOf(terminal);
  }

  private boolean isReady() {
    return process.isAlive() && terminal.stream().anyMatch(InkgateProcess::saysReady);
  }

  /** Asks it to stop, as Ctrl-C and a service manager do, and returns its exit code. */
  public int stop() {
    process.destroy();
    return exitCode();
  }

  /** Takes it away as a power cut would: kill -9. */
  public void kill() {
    process.destroyForcibly();
    exitCode();
  }

  /** Waits for the end, and for the last line on the terminal. */
  public int exitCode() {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("Still running: " + terminal);
      }
      reader.join();
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
  }

  private void awaitReadyOrGone() {
    try {
      if (!readyOrGone.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        close();
        throw new AssertionError("Neither ready nor ended: " + terminal);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void readTerminal() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        terminal.add(line);
        if (saysReady(line)) {
          readyOrGone.countDown();
        }
      }
    } catch (IOException closed) {
      // Java closes the terminal of a process that it is told to end.
    } finally {
      readyOrGone.countDown();
    }
  }

  private static boolean saysReady(String line) {
    return line.startsWith("Inkgate is ready: ");
  }
}
