package org.inkgate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.inkgate.testing.Answer;
import org.inkgate.testing.HttpApi;
import org.inkgate.testing.InkgateProcess;
import org.inkgate.testing.InkgateRoutes;
import org.inkgate.testing.Member;
import org.inkgate.testing.ShownForm;
import org.inkgate.testing.TypedForms;
import org.inkgate.testing.Waiting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a full disk does to a server with the embedded database, and how it gets over it. */
class FullDiskIT {

  private static final long MEGABYTE = 1024 * 1024;
  private static final Path DATA = InkgateProcess.newDataFolder();

  /** What the tests take away of the room there is; half of it is less than the reserve. */
  private static final long TAKEN = Math.min(8192, DATA.toFile().getUsableSpace() / MEGABYTE / 4);

  private static final long RESERVE = DATA.toFile().getUsableSpace() / MEGABYTE - TAKEN / 2;

  private static final int WRITERS = 4;
  private static final String BODY = "Nothing of this may be lost. ".repeat(100).strip();

  private static InkgateProcess inkgate;
  private static HttpApi api;
  private static Member author;

  @BeforeAll
  static void start() {
    run();
    author = Member.register(api, "ada");
  }

  private static void run() {
    inkgate = InkgateProcess.start(DATA, Map.of("DISK_RESERVE", String.valueOf(RESERVE)));
    api = HttpApi.program(inkgate.uri());
  }

  @AfterAll
  static void stop() {
    if (inkgate != null) {
      inkgate.close();
    }
  }

  @Test
  @DisplayName("security 68: with no room left writes are a 507, and all else goes on")
  void withoutRoomWritesAreRefusedAndReadsGoOn() throws Exception {
    String path = author.path(Member.draft("Kept", "There was room."));
    String other = author.path(Member.draft("Given up", "It makes room."));
    HttpApi browser = HttpApi.browser(inkgate.uri());
    browser.postForm("/login", Map.of("username", "ada", "password", Member.PASSWORD));
    Map<String, String> form =
        new HashMap<>(
            ShownForm.with("title", browser.get("/blogs/new", "Accept", "text/html").body())
                .sent());
    form.put("title", "Typed");
    form.put("body", "It took an hour to write.");
    Member.register(api, "waiting");
    List<TypedForms.Form> forms =
        TypedForms.of(author, "waiting", Member.PASSWORD, "full").stream()
            .filter(one -> stores(one.route()))
            .toList();
    ShownForm shown;
    Path filling = DATA.resolve("filling");
    Assumptions.assumeTrue(
        run("fallocate", "-l", TAKEN + "M", filling.toString()) == 0, "No fallocate here");
    try {
      Answer refused = author.write("No room", "b");
      assertEquals(507, refused.status(), refused::toString);
      assertEquals("Insufficient Storage", refused.json().getString("title"));
      assertEquals(507, author.send("PUT", path, Member.draft("t", "b")).status());
      assertEquals(507, api.postJson("/register", Member.registration("late")).status());
      Answer typed = browser.postForm("/blogs", form);
      assertEquals(507, typed.status(), typed::toString);
      shown = ShownForm.with("title", typed.body());
      assertEquals("It took an hour to write.", shown.value("body"));
      for (TypedForms.Form one : forms) {
        assertComesBack(one, browser, form.get("csrf"));
      }
      Answer late =
          HttpApi.browser(inkgate.uri())
              .postForm("/register", Map.of("username", "late", "email", "l@example.org"));
      assertEquals(507, late.status(), late::toString);
      assertEquals("l@example.org", ShownForm.with("email", late.body()).value("email"));
      assertEquals(200, api.get(path, "Accept", "text/html").status());
      assertEquals(200, api.get("/blogs?q=room").status());
      assertEquals(200, api.get("/health/ready").status());
      assertEquals("ada", Member.logIn(api, "ada").name());
      assertEquals(204, author.delete(other).status());
    } finally {
      Files.delete(filling);
    }
    assertEquals(201, author.write("Room", "b").status());
    assertEquals(303, browser.postForm(shown.action(), shown.sent()).status());
    assertEquals(404, api.get("/blogs/no-room").status());
  }

  private static boolean stores(String path) {
    return InkgateRoutes.all().stream()
        .anyMatch(
            route ->
                route.path().equals(path) && route.method().equals("POST") && route.isStoring());
  }

  /** Every request that stores something is answered with 507, and a form shows what was typed. */
  private static void assertComesBack(TypedForms.Form form, HttpApi browser, String csrf) {
    Map<String, String> sent = new HashMap<>(form.fields());
    sent.putAll(form.unseen());
    sent.putAll(form.secrets());
    sent.put("csrf", csrf);
    Answer refused = form.send(browser, form.path(), sent);
    assertEquals(507, refused.status(), form + " " + refused);
    ShownForm shown = ShownForm.with(form.first(), refused.body());
    form.fields().forEach((name, text) -> assertEquals(text, shown.value(name), form + " " + name));
  }

  /**
   * As when others fill the disk to the last byte in spite of the reserve: Derby can write nothing
   * any more, neither its log nor a page.
   */
  @Test
  @DisplayName("security 68: when nothing can be written, all that was acknowledged is there after")
  void theEndOfTheDiskLosesNothing() throws Exception {
    Assumptions.assumeTrue(run("prlimit", "--version") == 0, "No prlimit here");
    Queue<String> written = new ConcurrentLinkedQueue<>();
    Queue<Integer> refused = new ConcurrentLinkedQueue<>();
    AtomicBoolean over = new AtomicBoolean();
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    for (int i = 0; i < WRITERS; i++) {
      writers.submit(() -> write(written, refused, over));
    }
    Waiting.until(() -> written.size() >= 20);
    longestFile("0");
    Waiting.until(() -> refused.size() >= 20);
    int reading = api.get(written.peek()).status();
    over.set(true);
    writers.shutdown();
    assertTrue(writers.awaitTermination(1, TimeUnit.MINUTES));
    assertEquals(Set.of(), Set.copyOf(refused.stream().filter(it -> it < 500).toList()));
    assertTrue(reading == 200 || reading == 503, "Reading: " + reading);

    longestFile("unlimited");
    // It mostly comes back by itself; a restart always helps.
    inkgate.kill();
    run();
    author = Member.logIn(api, "ada");
    for (String path : written) {
      assertEquals(BODY, api.get(path).json().getString("body"), path);
    }
    assertEquals(201, author.write("Written again", BODY).status());
  }

  private static void write(Queue<String> written, Queue<Integer> refused, AtomicBoolean over) {
    while (!over.get()) {
      Answer answer = author.write("Acknowledged", BODY);
      if (answer.status() == 201) {
        written.add(answer.header("Location").orElseThrow());
      } else {
        refused.add(answer.status());
      }
    }
  }

  /** How long a file may become that the server writes to; one that is longer stays as it is. */
  private static void longestFile(String bytes) throws IOException, InterruptedException {
    String pid = Long.toString(inkgate.pid());
    assertEquals(0, run("prlimit", "--pid", pid, "--fsize=" + bytes + ":unlimited"));
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(List.of(command)).inheritIO().start().waitFor();
  }
}
