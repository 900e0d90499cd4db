package org.inkgate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.inkgate.testing.Answer;
import org.inkgate.testing.InkgateArchive;
import org.inkgate.testing.Member;
import org.inkgate.testing.Postgres;
import org.inkgate.testing.Waiting;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * A real PostgreSQL; and what happens when two things happen at once, which the test decides by
 * holding a row until the one waits and the other is done.
 */
class PostgresIT extends DatabaseContract {

  private static final Postgres.Database DATABASE = Postgres.newDatabase();

  /** "password" with the parameters of the Argon2 reference implementation's own tests. */
  private static final String OUTDATED =
      "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

  /** Ten kilobytes that a library makes a million cells of. */
  private static final String TABLE =
      "|a".repeat(500) + "|\n" + "|-".repeat(500) + "|\n" + "|b\n".repeat(2_100);

  @Deployment(testable = false)
  static WebArchive inkgate() {
    Map<String, String> settings = new HashMap<>(LIMITS);
    settings.putAll(DATABASE.settings());
    return InkgateArchive.with(settings);
  }

  @BeforeAll
  static void begin() {
    forgetRace();
  }

  @Test
  @DisplayName("security 46: weaker stored parameters are upgraded at login")
  void anOutdatedHashIsUpgradedAtLogin() throws SQLException {
    Member.register(program, "outdated");
    update("UPDATE users SET password_hash = ? WHERE username = 'outdated'", OUTDATED);
    JsonObject credentials = Member.credentials("outdated", "password");
    assertEquals(200, program.postJson("/login", credentials).status());
    String hash = read("SELECT password_hash FROM users WHERE username = 'outdated'");
    assertTrue(hash.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), hash);
    assertEquals(200, program.postJson("/login", credentials).status());
  }

  @Test
  @DisplayName("security 14: a login underway while the password changes leaves no session")
  void aLoginUnderwayWhileThePasswordChangesLeavesNoSession() throws SQLException {
    Member.register(program, "underway");
    String sessions =
        "SELECT count(*) FROM sessions s JOIN users u ON u.id = s.user_id"
            + " WHERE u.username = 'underway'";
    assertEquals("1", read(sessions));
    CompletableFuture<Answer> login;
    try (Connection connection = DATABASE.connect()) {
      connection.setAutoCommit(false);
      execute(connection, "SELECT id FROM users WHERE username = 'underway' FOR UPDATE");
      login =
          inBackground(
              () -> program.postJson("/login", Member.credentials("underway", Member.PASSWORD)));
      awaitSomebodyWaiting();
      execute(
          connection,
          "UPDATE users SET password_hash = '" + OUTDATED + "' WHERE username = 'underway'");
      connection.commit();
    }
    assertEquals(401, login.join().status(), () -> login.join().toString());
    assertEquals("1", read(sessions));
  }

  @Test
  @DisplayName("security 77: a post that can't be rendered is refused before it is stored")
  void aPostThatCannotBeRenderedIsRefused() throws SQLException {
    Member author = Member.register(program, "tabulating");
    Answer refused = author.write("Never stored", TABLE);
    assertEquals(400, refused.status(), refused::toString);
    String rule = refused.json().getJsonObject("errors").getJsonArray("body").getString(0);
    assertTrue(rule.startsWith("must not have tables of more than 20000 cells"), rule);
    assertEquals("0", read("SELECT count(*) FROM posts WHERE title = 'Never stored'"));
    String path = author.path(Member.draft("Stays as it is", "Words."));
    Answer changed = author.send("PUT", path, Member.draft("Stays as it is", TABLE));
    assertEquals(400, changed.status(), changed::toString);
    assertEquals("Words.", author.get(path).json().getString("body"));
    assertEquals(
        400,
        author.send("POST", "/preview", Json.createObjectBuilder().add("body", TABLE)).status());
  }

  @Test
  @DisplayName("security 77: a stored post that can't be rendered breaks nothing")
  void aStoredPostThatCannotBeRenderedBreaksNothing() throws SQLException {
    Member author = Member.register(program, "restored");
    String path = author.path(Member.draft("Unreadable", "Words."));
    author.path(Member.draft("Readable", "Words."));
    String where = " WHERE slug = '" + path.substring("/blogs/".length()) + "'";
    update("UPDATE posts SET version = version + 1, body = ?" + where, TABLE);
    for (String feed : new String[] {"/feed.atom", "/feed.rss", "/feed.json"}) {
      Waiting.until(() -> !program.get(feed).body().contains("Unreadable"));
      Answer answer = program.get(feed);
      assertEquals(200, answer.status(), feed);
      assertTrue(answer.body().contains("Readable"), feed);
    }
    String day = author.get(path).json().getString("published_at").substring(0, 7);
    for (String page :
        new String[] {
          "/",
          "/blogs",
          "/blogs?q=readable",
          "/sitemap.xml",
          "/authors/restored",
          "/archive/" + day.replace('-', '/'),
          path,
          path + "/edit",
          path + "/delete"
        }) {
      Answer html = author.get(page, "Accept", "text/html");
      assertEquals(200, html.status(), () -> page + " " + html);
    }
    assertTrue(author.get(path).json().getString("html").startsWith("<pre"));
    for (String action : new String[] {"/unpublish", "/publish"}) {
      Answer done = author.send("POST", path + action, Json.createObjectBuilder());
      assertEquals(200, done.status(), done::toString);
    }
    assertEquals(204, author.delete(path).status());
  }

  @Test
  @DisplayName("security 15: a refresh that read the old role just before it changed is refused")
  void aRefreshThatReadTheOldRoleIsRefused() throws SQLException {
    Member.register(program, "promoter");
    update("UPDATE users SET role = ? WHERE username = 'promoter'", "ADMIN");
    Member admin = Member.logIn(program, "promoter");
    Member author = Member.register(program, "demoted");
    String id = read("SELECT id FROM users WHERE username = 'demoted'");
    CompletableFuture<Answer> refresh;
    try (Connection connection = DATABASE.connect()) {
      connection.setAutoCommit(false);
      // The refresh has read the user when it comes to write its session.
      execute(connection, "SELECT id FROM sessions WHERE user_id = " + id + " FOR UPDATE");
      refresh = inBackground(() -> refresh(author.refreshToken()));
      awaitSomebodyWaiting();
      Answer changed =
          admin.send(
              "POST",
              "/admin/users/" + id + "/role",
              Json.createObjectBuilder().add("role", "reader"));
      assertEquals(200, changed.status(), changed::toString);
      connection.rollback();
    }
    JsonObject old = refresh.join().json();
    assertEquals(401, writeWith(old.getString("access_token")).status());
    JsonObject next = refresh(old.getString("refresh_token")).json();
    assertEquals(403, writeWith(next.getString("access_token")).status());
  }

  @Test
  void whatAnotherNodeChangedIsFoundSoon() throws SQLException {
    Member author = Member.register(program, "elsewhere");
    String path = author.path(Member.draft("Elsewhere", "hereword"));
    String slug = path.substring("/blogs/".length());
    assertEquals(1, found("hereword"));
    update("UPDATE posts SET body = 'thereword', version = version + 1 WHERE slug = ?", slug);
    Waiting.until(() -> found("thereword") == 1);
    assertEquals(0, found("hereword"));
  }

  private int found(String word) {
    return program.get("/blogs?q=" + word).json().getInt("total");
  }

  private Answer refresh(String refreshToken) {
    return program.postJson(
        "/token/refresh", Json.createObjectBuilder().add("refresh_token", refreshToken).build());
  }

  private Answer writeWith(String token) {
    return program.postJson(
        "/blogs", Member.draft("Title", "Body").build(), "Authorization", "Bearer " + token);
  }

  private static CompletableFuture<Answer> inBackground(Supplier<Answer> request) {
    return CompletableFuture.supplyAsync(request, command -> new Thread(command).start());
  }

  /** Returns when a statement of Inkgate's waits for a lock. */
  private static void awaitSomebodyWaiting() {
    Waiting.until(
        () ->
            !"0"
                .equals(
                    read(
                        "SELECT count(*) FROM pg_stat_activity"
                            + " WHERE datname = current_database() AND wait_event_type = 'Lock'")));
  }

  private static String read(String query) throws SQLException {
    try (Connection connection = DATABASE.connect();
        PreparedStatement statement = connection.prepareStatement(query);
        ResultSet rows = statement.executeQuery()) {
      assertTrue(rows.next(), query);
      return rows.getString(1);
    }
  }

  private static void update(String sql, String value) throws SQLException {
    try (Connection connection = DATABASE.connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, value);
      assertEquals(1, statement.executeUpdate(), sql);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.execute();
    }
  }
}
