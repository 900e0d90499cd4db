package org.inkgate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.inkgate.testing.HttpApi;
import org.inkgate.testing.InkgateProcess;
import org.inkgate.testing.Member;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** What survives a power cut, and what never starts. */
class KillIT {

  /** How often the power is cut: -Dinkgate.kills=50 for more than the usual few. */
  private static final int KILLS = Integer.getInteger("inkgate.kills", 3);

  @Test
  @DisplayName("security 67: after kill -9 under writes all that was acknowledged is there, whole")
  void everyAcknowledgedPostIsThereAfterAPowerCut(TestReporter reporter) throws Exception {
    Path data = InkgateProcess.newDataFolder();
    BusyWriters writers = new BusyWriters();
    Set<String> checked = new TreeSet<>();
    for (int kill = 0; kill <= KILLS; kill++) {
      try (InkgateProcess inkgate = InkgateProcess.start(data, Map.of())) {
        HttpApi api = HttpApi.program(inkgate.uri());
        Member writer = kill == 0 ? Member.register(api, "writer") : Member.logIn(api, "writer");
        if (kill == KILLS) {
          // Once more from the beginning: nothing old was harmed either.
          checked.clear();
        }
        requireAll(writer, writers, checked);
        if (kill < KILLS) {
          writers.writeUntilKilled(writer, inkgate);
        }
      }
    }
    reporter.publishEntry(
        KILLS + " kills", writers.posts().size() + " acknowledged posts, none is lost or half");
  }

  /** Everything acknowledged is listed, and everything listed is whole. */
  private static void requireAll(Member writer, BusyWriters writers, Set<String> checked) {
    HttpApi api = writer.api();
    Set<String> listed = listed(api);
    Set<String> lost = new TreeSet<>(writers.posts());
    lost.removeAll(listed);
    assertEquals(Set.of(), lost);
    assertEquals(listed.size(), api.get("/blogs?q=written").json().getInt("total"));
    assertEquals(listed.size(), api.get("/blogs?tag=whole").json().getInt("total"));
    for (String path : listed) {
      if (checked.add(path)) {
        requireWhole(writer, path, writers.isChanged(path));
      }
    }
    writers.pictures().forEach((path, bytes) -> assertArrayEquals(bytes, api.download(path)));
  }

  private static void requireWhole(Member writer, String path, boolean acknowledgedChange) {
    JsonObject post = writer.get(path).json();
    String mark = post.getJsonArray("tags").getString(1);
    assertEquals("Written at " + mark, post.getString("title"));
    boolean changed = !post.getString("body").equals(BusyWriters.body(mark));
    if (changed || acknowledgedChange) {
      assertEquals(BusyWriters.changedBody(mark), post.getString("body"));
    }
    JsonObject revisions = writer.get(path + "/revisions").json();
    assertEquals(changed ? 2 : 1, revisions.getInt("total"), revisions::toString);
  }

  private static Set<String> listed(HttpApi api) {
    Set<String> paths = new TreeSet<>();
    int pages = 1;
    for (int page = 1; page <= pages; page++) {
      JsonObject list = api.get("/blogs?sort=title&size=100&page=" + page).json();
      list.getJsonArray("posts").getValuesAs(JsonObject.class).stream()
          .map(post -> post.getString("url"))
          .forEach(paths::add);
      pages = list.getInt("pages");
    }
    return paths;
  }

  @Test
  @DisplayName("security 11: a weak or short secret stops the start with one line")
  void aBadSettingStopsTheStartWithOneLine() {
    String key = "JWT_SECRET_KEY";
    try (InkgateProcess inkgate =
        InkgateProcess.launch(InkgateProcess.newDataFolder(), Map.of(key, "hunter2-is-short"))) {
      assertEquals(1, inkgate.exitCode());
      List<String> lines = inkgate.terminal().stream().filter(line -> line.contains(key)).toList();
      assertEquals(1, lines.size(), inkgate.terminal()::toString);
      assertTrue(lines.get(0).contains("at least 32"), lines::toString);
      String terminal = inkgate.terminal().toString();
      assertFalse(terminal.contains("hunter2"), terminal);
      assertFalse(terminal.contains("\tat "), terminal);
      assertFalse(terminal.contains("is ready"), terminal);
      assertEquals(4, inkgate.terminal().size(), terminal);
      assertEquals("Inkgate did not start; the log says more", inkgate.terminal().get(3));
    }
  }
}
