package org.inkgate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import org.inkgate.testing.Answer;
import org.inkgate.testing.HttpApi;
import org.inkgate.testing.InkgateArchive;
import org.inkgate.testing.Member;
import org.inkgate.testing.Postgres;
import org.inkgate.testing.Relay;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What happens when the database goes away, and when it comes back. */
@ExtendWith(ArquillianExtension.class)
class FaultsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration RECOVERY = Duration.ofSeconds(30);

  private static Relay relay;

  @ArquillianResource private URL url;

  @Deployment(testable = false)
  static WebArchive inkgate() {
    Postgres.Database database = Postgres.newDatabase();
    relay = new Relay(URI.create(database.url().substring("jdbc:".length())).getPort());
    String through = database.url().replaceFirst(":\\d+/", ":" + relay.port() + "/");
    return InkgateArchive.with(
        new Postgres.Database(through, database.user(), database.password()).settings());
  }

  @AfterAll
  static void close() {
    relay.close();
  }

  @Test
  @DisplayName("security 66: database away: 503 within 2 s, nobody let through, recovery by itself")
  void aDatabaseThatIsAwayIsA503AndNothingIsLost() throws Exception {
    HttpApi program = HttpApi.program(url.toURI());
    Member author = Member.register(program, "author");
    String path = author.path(Member.draft("Before", "It was there before."));

    relay.cut();
    for (int i = 0; i < 3; i++) {
      unavailable(program, path);
      unavailable(program, "/blogs");
      unavailable(program, "/health/ready");
    }
    Instant start = Instant.now();
    Answer write = author.write("During", "Nobody may believe that this was stored.");
    assertEquals(503, write.status(), write::toString);
    assertTrue(Duration.between(start, Instant.now()).compareTo(PATIENCE) < 0);
    assertEquals("5", write.header("Retry-After").orElseThrow());
    // What needs no database goes on.
    assertEquals(200, program.get("/.well-known/jwks.json").status());
    assertEquals(200, program.get("/style.css").status());
    assertEquals(200, program.get("/health/live").status());
    assertEquals(401, program.get("/account", "Authorization", "Bearer x.y.z").status());

    relay.restore();
    Instant deadline = Instant.now().plus(RECOVERY);
    while (program.get("/health/ready").status() != 200) {
      assertTrue(Instant.now().isBefore(deadline), "It did not recover");
    }
    assertEquals(200, program.get(path).status());
    assertEquals(201, author.write("After", "And on it goes.").status());
    assertEquals(404, program.get("/blogs/during").status());
  }

  private static void unavailable(HttpApi program, String path) {
    Instant start = Instant.now();
    Answer answer = program.get(path);
    Duration taken = Duration.between(start, Instant.now());
    assertEquals(503, answer.status(), answer::toString);
    assertTrue(answer.header("Retry-After").isPresent(), answer::toString);
    assertTrue(taken.compareTo(PATIENCE) < 0, () -> path + " took " + taken);
  }
}
