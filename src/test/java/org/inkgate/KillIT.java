package org.inkgate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.inkgate.testing.Answer;
import org.inkgate.testing.HttpApi;
import org.inkgate.testing.InkgateProcess;
import org.inkgate.testing.Member;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What survives a power cut, and what never starts. */
class KillIT {

  private static final int ROUNDS = 3;
  private static final int WRITERS = 4;

  /** As many acknowledged posts as a round waits for before it cuts the power. */
  private static final int POSTS = 20;

  @Test
  void everyAcknowledgedPostIsThereAfterAPowerCut() throws InterruptedException {
    Path data = InkgateProcess.newDataFolder();
    // The port is part of the address that tokens are issued for, so it has to stay.
    Map<String, String> environment =
        Map.of("PUBLIC_URL", "http://localhost:" + InkgateProcess.freePort());
    Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    String token = null;
    for (int round = 0; round <= ROUNDS; round++) {
      try (InkgateProcess inkgate = InkgateProcess.start(data, environment)) {
        HttpApi api = HttpApi.program(inkgate.uri());
        Member writer =
            round == 0 ? Member.register(api, "writer") : new Member(api, "writer", token, "");
        token = writer.token();
        for (String path : acknowledged) {
          Answer post = api.get(path);
          assertEquals(200, post.status(), () -> path + " is lost");
          assertEquals(body(post.json().getString("title")), post.json().getString("body"));
        }
        assertEquals(200, api.get("/blogs?size=100").status());
        int found = api.get("/blogs?q=written").json().getInt("total");
        assertTrue(found >= acknowledged.size(), "The search found " + found);
        if (round < ROUNDS) {
          writeUntilKilled(inkgate, writer, acknowledged);
        } else {
          assertEquals("writer", Member.logIn(api, "writer").name());
        }
      }
    }
    assertTrue(acknowledged.size() >= ROUNDS * POSTS);
  }

  private static void writeUntilKilled(
      InkgateProcess inkgate, Member writer, Queue<String> acknowledged)
      throws InterruptedException {
    CountDownLatch enough = new CountDownLatch(POSTS);
    List<Thread> writers =
        IntStream.range(0, WRITERS)
            .mapToObj(i -> new Thread(() -> write(writer, acknowledged, enough)))
            .toList();
    writers.forEach(Thread::start);
    assertTrue(enough.await(2, TimeUnit.MINUTES), "Too few posts were acknowledged");
    inkgate.kill();
    for (Thread thread : writers) {
      thread.join();
    }
  }

  private static void write(Member writer, Queue<String> acknowledged, CountDownLatch enough) {
    try {
      while (true) {
        String title = "Written at " + System.nanoTime();
        Answer answer = writer.write(title, body(title));
        if (answer.status() != 201) {
          return;
        }
        acknowledged.add(answer.header("Location").orElseThrow());
        enough.countDown();
      }
    } catch (UncheckedIOException killed) {
      // Not acknowledged, so nobody may count on it.
    }
  }

  private static String body(String title) {
    return (title + " ").repeat(200).strip();
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
