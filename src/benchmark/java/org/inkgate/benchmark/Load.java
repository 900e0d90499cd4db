package org.inkgate.benchmark;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One kind of request, which wrk sends over and over.
 *
 * @param body empty for none; a "#" in it, as in the path, is another number in each request
 * @param most the largest of those numbers
 * @param refused whether the answer must be an error, rather than none
 */
record Load(
    String name,
    URI server,
    String method,
    String path,
    String body,
    int most,
    Map<String, String> headers,
    boolean refused) {

  /** As many as are never all waiting on two cores, and never all working. */
  private static final int CONNECTIONS = 4;

  static Load get(String name, URI server, String path, String accept) {
    return new Load(name, server, "GET", path, "", 1, Map.of("Accept", accept), false);
  }

  static Load post(String name, URI server, String path, String json, int most) {
    Map<String, String> headers = Map.of("Content-Type", "application/json");
    return new Load(name, server, "POST", path, json, most, headers, false);
  }

  Load named(String other) {
    return new Load(other, server, method, path, body, most, headers, refused);
  }

  Load with(String header, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(header, value);
    return new Load(name, server, method, path, body, most, more, refused);
  }

  Load upTo(int number) {
    return new Load(name, server, method, path, body, number, headers, refused);
  }

  Load toBeRefused() {
    return new Load(name, server, method, path, body, most, headers, true);
  }

  /**
   * Sends it for some seconds.
   *
   * @return answers a second
   * @throws IllegalStateException when any answer is not what it must be
   */
  double perSecond(int seconds) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("wrk", "-t1", "-c" + CONNECTIONS));
    command.addAll(List.of("-d" + seconds + "s", "-s", "src/benchmark/wrk/requests.lua"));
    headers.forEach((header, value) -> command.addAll(List.of("-H", header + ": " + value)));
    command.add(server.toString());
    command.addAll(List.of("--", method, path, body, Integer.toString(most)));
    Process wrk = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String[] counted =
        printed
            .lines()
            .filter(line -> line.startsWith("counted"))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException(printed))
            .split("\t");
    long requests = Long.parseLong(counted[1]);
    long errors = Long.parseLong(counted[3]);
    if (wrk.waitFor() != 0 || errors != (refused ? requests : 0) || !"0".equals(counted[4])) {
      throw new IllegalStateException(name + ": " + printed);
    }
    return requests * 1e6 / Long.parseLong(counted[2]);
  }
}
