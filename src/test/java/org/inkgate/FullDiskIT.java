package org.inkgate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.inkgate.testing.Answer;
import org.inkgate.testing.HttpApi;
import org.inkgate.testing.InkgateProcess;
import org.inkgate.testing.Member;
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

  private static InkgateProcess inkgate;
  private static HttpApi api;
  private static Member author;

  @BeforeAll
  static void start() {
    long reserve = DATA.toFile().getUsableSpace() / MEGABYTE - TAKEN / 2;
    inkgate = InkgateProcess.start(DATA, Map.of("DISK_RESERVE", String.valueOf(reserve)));
    api = HttpApi.program(inkgate.uri());
    author = Member.register(api, "author");
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
    Path filling = DATA.resolve("filling");
    Assumptions.assumeTrue(
        run("fallocate", "-l", TAKEN + "M", filling.toString()) == 0, "No fallocate here");
    try {
      Answer refused = author.write("No room", "b");
      assertEquals(507, refused.status(), refused::toString);
      assertEquals("Insufficient Storage", refused.json().getString("title"));
      assertEquals(507, author.send("PUT", path, Member.draft("t", "b")).status());
      assertEquals(507, api.postJson("/register", Member.registration("late")).status());
      assertEquals(200, api.get(path, "Accept", "text/html").status());
      assertEquals(200, api.get("/blogs?q=room").status());
      assertEquals(200, api.get("/health/ready").status());
      assertEquals("author", Member.logIn(api, "author").name());
      assertEquals(204, author.delete(other).status());
    } finally {
      Files.delete(filling);
    }
    assertEquals(201, author.write("Room", "b").status());
    assertEquals(404, api.get("/blogs/no-room").status());
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(List.of(command)).inheritIO().start().waitFor();
  }
}
