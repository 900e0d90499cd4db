package org.inkgate.benchmark;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.inkgate.testing.InkgateProcess;

/** Prints how fast inkgate.jar answers, as ratios in one run on one machine. */
public final class Benchmark {

  static final String JSON = "application/json";

  private static final String HTML = "text/html";
  private static final String BODY = "A *short* post, such as people write. ".repeat(20);
  private static final String EMPTY = "an empty servlet";
  private static final int ANY_NUMBER = 1_000_000_000;

  private Benchmark() {}

  public static void main(String[] arguments) throws Exception {
    System.out.printf(
        "%d processors; the server runs with %s%n%n",
        Runtime.getRuntime().availableProcessors(), System.getProperty("inkgate.jvm"));
    try (Server server = Server.start(InkgateProcess.newDataFolder())) {
      requests(server);
      Endurance.print(server);
    }
    SlowDisk.print();
    ManyPosts.print();
  }

  private static void requests(Server server) throws Exception {
    URI uri = server.uri();
    String token = server.token();
    String bearer = "Bearer " + token;
    for (int i = 1; i <= 40; i++) {
      server.api().postJson("/blogs", post("Post " + i), "Authorization", bearer);
    }
    Load open = Load.get("post, open", uri, "/blogs/post-1", JSON);
    Load page = Load.get("its page, open", uri, "/blogs/post-1", HTML);
    String forged = token.substring(0, token.length() - 20) + "A".repeat(20);
    List<Load> loads =
        List.of(
            Load.get(EMPTY, uri, "/yardstick/empty", JSON),
            open,
            open.named("post, guarded").with("Authorization", bearer),
            page,
            page.named("its page, guarded").with("Cookie", "inkgate_access=" + token),
            Load.get("list of 20", uri, "/blogs?size=20", JSON),
            open.named("refused token").with("Authorization", "Bearer " + forged).toBeRefused(),
            Load.post("login", uri, "/login", Server.WRITER.toString(), 1),
            create(uri, token),
            commit(uri));
    Rounds rounds = Rounds.of(loads);
    System.out.printf("%-20s %10s %10s%n", "", "per second", "÷ empty");
    for (Load load : loads) {
      System.out.printf(
          Locale.ROOT,
          "%-20s %10.0f %10.3f%n",
          load.name(),
          rounds.perSecond(load.name()),
          rounds.ratio(load.name(), EMPTY));
    }
    System.out.println();
    print("guarded ÷ open", rounds.ratio("post, guarded", "post, open"));
    print("guarded ÷ open, page", rounds.ratio("its page, guarded", "its page, open"));
    print("refused ÷ guarded", rounds.ratio("refused token", "post, guarded"));
    print("create ÷ bare commit", rounds.ratio("create", "bare commit"));
  }

  static Load create(URI uri, String token) {
    return Load.post("create", uri, "/blogs", post("Post #").toString(), ANY_NUMBER)
        .with("Authorization", "Bearer " + token);
  }

  static Load commit(URI uri) {
    return Load.post("bare commit", uri, "/yardstick/commit", BODY, 1);
  }

  static void print(String name, double ratio) {
    System.out.printf(Locale.ROOT, "%-31s %10.3f%n", name, ratio);
  }

  private static JsonObject post(String title) {
    return Json.createObjectBuilder().add("title", title).add("body", BODY).build();
  }
}
