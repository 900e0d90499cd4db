package org.inkgate.launcher;

import fish.payara.micro.PayaraMicro;
import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;

/** Starts Payara Micro with Inkgate in it, and shows on the terminal only what a person needs. */
public final class Main {

  private static final int STOPPED = 0;

  /** The first answer takes longer than the next ones, on a small machine in use by far. */
  private static final int PATIENCE_MILLISECONDS = 60_000;

  /** The system property that /health/ready looks at. */
  private static final String DRAINING = "inkgate.draining";

  /** Whether Grizzly, the HTTP server, refuses any byte in a header's value that is not ASCII. */
  private static final String ANY_BYTE =
      "org.glassfish.grizzly.http.STRICT_HEADER_VALUE_VALIDATION_RFC_9110";

  /**
   * The system property in which the application leaves the setup link, as long as there is one.
   */
  private static final String SETUP = "inkgate.setup";

  private static final PrintStream TERMINAL = System.out;
  private static final PrintStream ERRORS = System.err;

  private Main() {}

  /**
   * Starts the server and returns when it is ready; all other options of Payara Micro can be given
   * as arguments.
   */
  public static void main(String[] args) {
    stopWhenAsked(Duration.ZERO);
    try {
      start(args);
    } catch (StartException e) {
      ERRORS.println(e.getMessage());
      System.exit(e.exitCode());
    }
  }

  /**
   * Stops on Ctrl-C and SIGTERM; before, it is not ready for a while, so that a load balancer sends
   * the next requests elsewhere.
   *
   * <p>A server that is asked to stop, and does, has not failed with 130 or 143; Maven would report
   * that as a failed build. The compiler warns of Signal; nothing in the standard takes its place.
   */
  private static void stopWhenAsked(Duration drain) {
    for (String name : List.of("INT", "TERM")) {
      sun.misc.Signal.handle(
          new sun.misc.Signal(name),
          signal -> {
            // Asked a second time, it waits no longer.
            if (System.setProperty(DRAINING, "true") == null) {
              sleep(drain);
            }
            System.exit(STOPPED);
          });
    }
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void start(String[] args) throws StartException {
    LaunchOptions options = LaunchOptions.read();
    options.requireFreePort();
    DataFolder data = DataFolder.open(options.dataFolder());
    TERMINAL.println("Data: " + data.path());
    TERMINAL.println("Log:  " + data.log());

    System.setProperty("PORT", Integer.toString(options.port()));
    System.setProperty("DATA_DIR", data.path().toString());
    System.setProperty("java.io.tmpdir", data.temporary().toString());
    // Else one byte above 0x7F, as in a cookie of another application, refuses the whole request.
    // What
    // HTTP forbids, control characters, Inkgate refuses itself.
    System.setProperty(ANY_BYTE, "false");
    data.configureLogging();
    // Payara prints to the standard streams, too; that belongs in the log.
    System.setOut(LoggedStream.to("System.out", Level.INFO));
    System.setErr(LoggedStream.to("System.err", Level.WARNING));

    PayaraMicro.main(payaraArguments(options, data, restoring(args)));
    if (!isAnswering(options.port())) {
      StartFailures.seen().forEach(ERRORS::println);
      throw new StartException(StartException.FAILED, "Inkgate did not start; the log says more");
    }
    StartFailures.forget();
    stopWhenAsked(options.drain());
    String setup = System.getProperty(SETUP);
    if (setup != null) {
      TERMINAL.println("No administrator yet. Create the first account at " + setup);
    }
    TERMINAL.println("Inkgate is ready: http://localhost:" + options.port());
  }

  /** Takes "--restore file" out, for Inkgate's own settings; all else is the server's. */
  private static String[] restoring(String[] args) throws StartException {
    List<String> others = new ArrayList<>(List.of(args));
    LaunchOptions.requireNone(others);
    int option = others.indexOf("--restore");
    if (option >= 0) {
      if (option + 1 == others.size()) {
        throw new StartException(StartException.REFUSED, "--restore needs the path of a backup");
      }
      others.remove(option);
      System.setProperty("RESTORE", others.remove(option));
    }
    return others.toArray(String[]::new);
  }

  private static String[] payaraArguments(LaunchOptions options, DataFolder data, String[] more) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--rootdir", data.server().toString()));
    arguments.addAll(List.of("--logproperties", data.loggingProperties().toString()));
    arguments.addAll(List.of("--port", Integer.toString(options.port())));
    // One node needs no data grid, which would listen on a port of its own.
    arguments.add("--nohazelcast");
    arguments.add("--disablephonehome");
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  /** Payara Micro carries on without an application that it could not deploy, or that failed. */
  private static boolean isAnswering(int port) {
    try {
      HttpURLConnection live =
          (HttpURLConnection)
              new URL("http", "localhost", port, "/health/live").openConnection(Proxy.NO_PROXY);
      live.setReadTimeout(PATIENCE_MILLISECONDS);
      return live.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException e) {
      return false;
    }
  }
}
