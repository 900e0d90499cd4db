package org.inkgate.tokens;

import jakarta.json.Json;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.inkgate.testing.Answer;
import org.inkgate.testing.HttpApi;
import org.inkgate.testing.InkgateProcess;

/** Prints how fast inkgate.jar answers one resource: open, guarded, and refused. */
public final class LoadRun {

  private static final int CONNECTIONS = 2;
  private static final int ROUNDS = 61;
  private static final long SLICE_NANOS = 250_000_000L;
  private static final long WARM_UP_NANOS = 6_000_000_000L;

  private final int port;
  private final String path;

  private LoadRun(int port, String path) {
    this.port = port;
    this.path = path;
  }

  /** Runs the load for the algorithms that are named, or all, one server after the other. */
  public static void main(String[] arguments) throws Exception {
    System.out.printf(
        "%-8s %10s %10s %10s %14s %18s%n",
        "", "open/s", "guarded/s", "refused/s", "guarded÷open", "refused÷accepted");
    List<String> algorithms =
        arguments.length > 0 ? List.of(arguments) : List.of("HS256", "RS256", "ES256", "EdDSA");
    for (String algorithm : algorithms) {
      try (InkgateProcess inkgate =
          InkgateProcess.start(
              InkgateProcess.newDataFolder(), VerifierBenchmark.settings(algorithm))) {
        run(algorithm, inkgate);
      }
    }
  }

  private static void run(String algorithm, InkgateProcess inkgate) throws Exception {
    HttpApi api = HttpApi.program(inkgate.uri());
    api.postJson("/register", Forge.registration());
    String token = api.postJson("/login", Forge.registration()).json().getString("access_token");
    Answer post =
        api.postJson(
            "/blogs",
            Json.createObjectBuilder().add("title", "Load").add("body", "A *short* post.").build(),
            "Authorization",
            "Bearer " + token);
    LoadRun load = new LoadRun(inkgate.port(), post.header("Location").orElseThrow());
    String forged = token.substring(0, token.length() - 20) + "A".repeat(20);
    List<String> kinds = new ArrayList<>(List.of("", bearer(token), bearer(forged)));
    List<Integer> statuses = List.of(200, 200, 401);
    for (int kind = 0; kind < kinds.size(); kind++) {
      load.perSecond(kinds.get(kind), statuses.get(kind), WARM_UP_NANOS);
    }
    List<List<Double>> rates = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int round = 0; round < ROUNDS; round++) {
      // Each round begins with another kind, so that none is always the first.
      for (int i = 0; i < kinds.size(); i++) {
        int kind = (round + i) % kinds.size();
        rates.get(kind).add(load.perSecond(kinds.get(kind), statuses.get(kind), SLICE_NANOS));
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%-8s %10.0f %10.0f %10.0f %14.3f %18.3f%n",
        algorithm,
        median(rates.get(0)),
        median(rates.get(1)),
        median(rates.get(2)),
        median(ratios(rates.get(1), rates.get(0))),
        median(ratios(rates.get(2), rates.get(1))));
  }

  private static String bearer(String token) {
    return "Authorization: Bearer " + token + "\r\n";
  }

  /** Round by round: what else the machine does then slows both sides alike. */
  private static List<Double> ratios(List<Double> rates, List<Double> others) {
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      ratios.add(rates.get(round) / others.get(round));
    }
    return ratios;
  }

  private static double median(List<Double> rates) {
    return rates.stream().sorted().skip(rates.size() / 2).findFirst().orElseThrow();
  }

  private double perSecond(String header, int status, long nanos) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(CONNECTIONS);
    try {
      long start = System.nanoTime();
      Callable<Integer> client = () -> requests(header, status, start + nanos);
      int sum = 0;
      for (Future<Integer> count :
          pool.invokeAll(java.util.Collections.nCopies(CONNECTIONS, client))) {
        sum += count.get();
      }
      return sum * 1e9 / (System.nanoTime() - start);
    } finally {
      pool.shutdown();
    }
  }

  private int requests(String header, int status, long end) throws IOException {
    byte[] request =
        ("GET "
                + path
                + " HTTP/1.1\r\nHost: localhost:"
                + port
                + "\r\nAccept: application/json\r\n"
                + header
                + "\r\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    int count = 0;
    while (System.nanoTime() < end) {
      // The server closes a connection after some hundred requests.
      try (Socket socket = new Socket("localhost", port)) {
        socket.setTcpNoDelay(true);
        InputStream in = new BufferedInputStream(socket.getInputStream());
        boolean open = true;
        while (open && System.nanoTime() < end) {
          socket.getOutputStream().write(request);
          open = readAnswer(in, status);
          count++;
        }
      }
    }
    return count;
  }

  /** Reads one answer; returns whether the connection stays open. */
  private static boolean readAnswer(InputStream in, int status) throws IOException {
    String first = line(in);
    if (!first.startsWith("HTTP/1.1 " + status + " ")) {
      throw new IOException("Not " + status + ": " + first);
    }
    boolean open = true;
    int length = 0;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(15).strip());
      } else if (lower.startsWith("connection:") && lower.contains("close")) {
        open = false;
      }
    }
    in.skipNBytes(length);
    return open;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("The server closed the connection");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }
}
