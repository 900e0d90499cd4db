package org.inkgate.launcher;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.inkgate.testing.InkgateProcess;
import org.junit.jupiter.api.Assumptions;

/** The system's HAProxy with server-config/haproxy.cfg, except for its ports and nodes. */
final class HaProxy implements AutoCloseable {

  private final int port = InkgateProcess.freePort();
  private final Process process;

  private HaProxy(int node) throws IOException {
    Path folder = InkgateProcess.newDataFolder().toAbsolutePath();
    String shipped = Files.readString(Path.of("server-config", "haproxy.cfg"));
    String config =
        shipped.replace("bind :8080", "bind :" + port).replaceAll("(?m)^    server .*\n", "")
            + "    server one 127.0.0.1:"
            + node
            + "\n";
    Path file = Files.writeString(folder.resolve("haproxy.cfg"), config);
    ProcessBuilder builder = new ProcessBuilder("haproxy", "-db", "-f", file.toString());
    builder.environment().merge("PATH", ":/usr/sbin", String::concat);
    process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output.txt").toFile())
            .start();
  }

  /** Starts it before a server; where there is none, the test is skipped, but fails in CI. */
  static HaProxy before(int node) throws IOException {
    try {
      return new HaProxy(node);
    } catch (IOException missing) {
      if (System.getenv("CI") != null) {
        throw missing;
      }
      Assumptions.abort("No HAProxy: install it (apt-get install haproxy)");
      throw missing;
    }
  }

  URI uri() {
    return URI.create("http://localhost:" + port);
  }

  @Override
  public void close() {
    process.destroy();
  }
}
