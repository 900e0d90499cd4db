package org.inkgate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.inkgate.testing.Answer;
import org.inkgate.testing.InkgateProcess;
import org.inkgate.testing.Member;
import org.inkgate.testing.Pictures;

/** Some who write posts, change them and add pictures until the power is cut. */
final class BusyWriters {

  private static final int WRITERS = 4;

  /** As many acknowledged posts as there must be before the power is cut. */
  private static final int POSTS = 20;

  private final Set<String> posts = ConcurrentHashMap.newKeySet();
  private final Set<String> changed = ConcurrentHashMap.newKeySet();
  private final Map<String, byte[]> pictures = new ConcurrentHashMap<>();

  /** The paths of the posts whose writing was acknowledged. */
  Set<String> posts() {
    return posts;
  }

  /** The pictures that were acknowledged, by their paths. */
  Map<String, byte[]> pictures() {
    return pictures;
  }

  /** Whether a change of the post was acknowledged. */
  boolean isChanged(String path) {
    return changed.contains(path);
  }

  void writeUntilKilled(Member writer, InkgateProcess inkgate) throws Exception {
    CountDownLatch enough = new CountDownLatch(POSTS);
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try {
      List<Future<?>> writing = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        writing.add(threads.submit(() -> write(writer, enough)));
      }
      assertTrue(enough.await(2, TimeUnit.MINUTES), "Too few posts were acknowledged");
      inkgate.kill();
      for (Future<?> each : writing) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private void write(Member writer, CountDownLatch enough) {
    try {
      while (true) {
        String mark = "t" + System.nanoTime();
        Answer written =
            writer.write(
                Member.draft("Written at " + mark, body(mark))
                    .add("tags", Json.createArrayBuilder().add("whole").add(mark)));
        acknowledged(201, written);
        String path = written.header("Location").orElseThrow();
        posts.add(path);
        enough.countDown();
        goOn(writer, path, mark);
      }
    } catch (UncheckedIOException killed) {
      // Not acknowledged, so it may be missing.
    }
  }

  private void goOn(Member writer, String path, String mark) {
    if (ThreadLocalRandom.current().nextBoolean()) {
      JsonObjectBuilder change = Json.createObjectBuilder().add("body", changedBody(mark));
      acknowledged(200, writer.send("PATCH", path, change));
      changed.add(path);
    } else {
      byte[] picture = Pictures.noise(64, 64);
      Answer added = writer.api().postFile("/media", picture, "noise.png", Map.of(), writer.with());
      acknowledged(201, added);
      pictures.put(added.header("Location").orElseThrow(), picture);
    }
  }

  /** Each writes into posts of its own, so nothing is ever refused. */
  private static void acknowledged(int status, Answer answer) {
    assertEquals(status, answer.status(), answer::toString);
  }

  static String body(String mark) {
    return ("Written " + mark + " ").repeat(200).strip();
  }

  static String changedBody(String mark) {
    return ("Changed, written " + mark + " ").repeat(300).strip();
  }
}
