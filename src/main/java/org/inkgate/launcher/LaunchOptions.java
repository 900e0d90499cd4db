package org.inkgate.launcher;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What the server needs to know before it can start.
 *
 * @param port the TCP port to listen on
 * @param dataFolder where everything is kept that outlives the process
 * @param drain how long it goes on answering after it was asked to stop
 */
record LaunchOptions(int port, Path dataFolder, Duration drain) {

  private static final int HIGHEST_PORT = 65_535;

  private static final Map<String, String> ASKED_ELSEWHERE =
      Map.of("--port", "PORT", "--rootdir", "DATA_DIR");

  /**
   * Reads PORT, DATA_DIR and DRAIN_SECONDS. As in MicroProfile Config, a system property goes
   * before the environment, and an empty value counts as missing.
   */
  static LaunchOptions read() throws StartException {
    return read(System::getProperty, System::getenv);
  }

  static LaunchOptions read(UnaryOperator<String> properties, UnaryOperator<String> environment)
      throws StartException {
    return new LaunchOptions(
        port(setting(properties, environment, "PORT", "8080")),
        dataFolder(setting(properties, environment, "DATA_DIR", "data")),
        drain(setting(properties, environment, "DRAIN_SECONDS", "0")));
  }

  private static String setting(
      UnaryOperator<String> properties,
      UnaryOperator<String> environment,
      String name,
      String otherwise) {
    String property = properties.apply(name);
    String value = property != null ? property : environment.apply(name);
    return value == null || value.isBlank() ? otherwise : value.strip();
  }

  private static int port(String value) throws StartException {
    if (value.matches("[0-9]{1,5}")) {
      int port = Integer.parseInt(value);
      if (port >= 1 && port <= HIGHEST_PORT) {
        return port;
      }
    }
    throw new StartException(
        StartException.REFUSED, "PORT is " + value + ", but must be a number from 1 to 65535");
  }

  private static Path dataFolder(String value) throws StartException {
    try {
      return Path.of(value).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new StartException(
          StartException.REFUSED,
          "DATA_DIR is " + value + ", but must be the path of a folder: " + e.getReason());
    }
  }

  private static Duration drain(String value) throws StartException {
    if (value.matches("[0-9]{1,3}")) {
      return Duration.ofSeconds(Integer.parseInt(value));
    }
    throw new StartException(
        StartException.REFUSED,
        "DRAIN_SECONDS is " + value + ", but must be a number from 0 to 999");
  }

  /** The server knows these options, too, but Inkgate would not hear of what they say. */
  static void requireNone(List<String> arguments) throws StartException {
    for (String argument : arguments) {
      String setting = ASKED_ELSEWHERE.get(argument);
      if (setting != null) {
        throw new StartException(
            StartException.REFUSED,
            argument + " is not an option of Inkgate: set " + setting + " in the environment");
      }
    }
  }

  /** Finds out now that the port is taken, rather than after the server has started half. */
  void requireFreePort() throws StartException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(port));
    } catch (IOException e) {
      throw new StartException(
          StartException.FAILED,
          "PORT is " + port + ", which cannot be listened on: " + e.getMessage());
    }
  }
}
