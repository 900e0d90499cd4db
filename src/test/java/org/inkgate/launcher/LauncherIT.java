package org.inkgate.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.inkgate.testing.HttpApi;
import org.inkgate.testing.InkgateProcess;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What an operator sees who runs inkgate.jar. */
class LauncherIT {

  @Test
  @DisplayName("security 63: one port is listened on, and /metrics can be closed")
  void startsQuietlyOnOnePortLetsNobodyElseUseTheDataAndStops() throws IOException {
    Path data = InkgateProcess.newDataFolder();
    int port = InkgateProcess.freePort();
    try (EarlyVisitor early = new EarlyVisitor(port);
        InkgateProcess inkgate =
            InkgateProcess.start(
                data, Map.of("METRICS", "closed", "PORT", Integer.toString(port)))) {
      assertEquals(List.of(), early.strangeAnswers());
      List<String> ready =
          List.of(
              "Data: " + data,
              "Log:  " + data.resolve("log").resolve("server.0.log"),
              "No administrator yet. Create the first account at "
                  + inkgate.uri()
                  + "/register?setup=SECRET",
              "Inkgate is ready: " + inkgate.uri());
      assertEquals(ready, withoutSecret(inkgate.terminal()));
      assertTrue(HttpApi.program(inkgate.uri()).get("/").status() < 500);
      assertEquals(404, HttpApi.program(inkgate.uri()).get("/metrics").status());
      assertEquals(Set.of(inkgate.port()), listeningPorts(inkgate.pid()));

      try (InkgateProcess second = InkgateProcess.launch(data, Map.of())) {
        assertRefused(
            second, 1, "DATA_DIR is " + data + ", but another Inkgate is running with that folder");
      }
      assertTrue(HttpApi.program(inkgate.uri()).get("/").status() < 500);

      assertEquals(0, inkgate.stop());
      assertEquals(ready, withoutSecret(inkgate.terminal()));
      assertEquals(List.of(), early.strangeAnswers());
    }
  }

  private static List<String> withoutSecret(List<String> terminal) {
    return terminal.stream()
        .map(line -> line.replaceFirst("setup=[A-Za-z0-9_-]{43}$", "setup=SECRET"))
        .toList();
  }

  @Test
  void refusesABadPort() {
    try (InkgateProcess inkgate =
        InkgateProcess.launch(InkgateProcess.newDataFolder(), Map.of("PORT", "0"))) {
      assertRefused(inkgate, 2, "PORT is 0, but must be a number from 1 to 65535");
    }
  }

  @Test
  void refusesAPortThatIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0);
        InkgateProcess inkgate =
            InkgateProcess.launch(
                InkgateProcess.newDataFolder(),
                Map.of("PORT", Integer.toString(taken.getLocalPort())))) {
      assertEquals(1, inkgate.exitCode());
      assertEquals(1, inkgate.terminal().size(), inkgate.terminal()::toString);
      assertTrue(
          inkgate.terminal().get(0).startsWith("PORT is " + taken.getLocalPort() + ", "),
          inkgate.terminal()::toString);
    }
  }

  private static void assertRefused(InkgateProcess inkgate, int exitCode, String line) {
    assertEquals(exitCode, inkgate.exitCode());
    assertEquals(List.of(line), inkgate.terminal());
  }

  /** The TCP ports a process listens on, from what Linux tells about its sockets. */
  private static Set<Integer> listeningPorts(long pid) throws IOException {
    Path process = Path.of("/proc", Long.toString(pid));
    Assumptions.assumeTrue(Files.isDirectory(process.resolve("fd")), "Only Linux has /proc");
    Set<String> sockets = new TreeSet<>();
    try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
      for (Path descriptor : descriptors.toList()) {
        try {
          String target = Files.readSymbolicLink(descriptor).toString();
          if (target.startsWith("socket:[")) {
            sockets.add(target.substring("socket:[".length(), target.length() - 1));
          }
        } catch (NoSuchFileException closedMeanwhile) {
          // A port that is listened on stays open.
        }
      }
    }
    Set<Integer> ports = new TreeSet<>();
    for (String table : List.of("tcp", "tcp6")) {
      for (String row : Files.readAllLines(process.resolve("net").resolve(table))) {
        String[] columns = row.strip().split("\\s+");
        boolean listening = "0A".equals(columns[3]);
        if (listening && sockets.contains(columns[9])) {
          ports.add(Integer.parseInt(columns[1].substring(columns[1].lastIndexOf(':') + 1), 16));
        }
      }
    }
    return ports;
  }
}
