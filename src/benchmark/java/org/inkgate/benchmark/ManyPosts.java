package org.inkgate.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.derby.jdbc.EmbeddedDataSource;

/** Compares a server that has a thousand posts with one that has benchmark.posts, a million. */
final class ManyPosts {

  private static final int FEW = 1000;
  private static final int MANY = Integer.getInteger("benchmark.posts");

  private static final String TEXT =
      "Some words, *emphasised* or not, as in any other post. ".repeat(6);

  private static final String COLUMNS =
      "(slug, title, summary, body, status, author_id, created_at, updated_at, published_at,"
          + " version)";

  private ManyPosts() {}

  static void print() throws Exception {
    try (Server few = Server.start(folder(FEW));
        Server many = Server.start(folder(MANY))) {
      for (Server server : List.of(few, many)) {
        awaitIndex(server);
      }
      List<Load> loads = new ArrayList<>();
      for (Server server : List.of(few, many)) {
        String among = server == few ? ", few" : ", many";
        loads.add(
            Load.get("post" + among, server.uri(), "/blogs/post-#", Benchmark.JSON).upTo(FEW));
        loads.add(Load.get("page" + among, server.uri(), "/blogs/post-#", "text/html").upTo(FEW));
        loads.add(Load.get("list" + among, server.uri(), "/blogs?size=20", Benchmark.JSON));
        loads.add(
            Load.get("search" + among, server.uri(), "/blogs?q=number%20#", Benchmark.JSON)
                .upTo(FEW));
      }
      Rounds rounds = Rounds.of(loads);
      System.out.printf("%namong %,d posts ÷ among %,d:%n", MANY, FEW);
      for (String what : List.of("post", "page", "list", "search")) {
        Benchmark.print(what, rounds.ratio(what + ", many", what + ", few"));
      }
    }
  }

  /** The data folder of a server with so many posts; it is kept for the next run. */
  private static Path folder(int posts) throws Exception {
    Path folder = Path.of("target", "benchmark-" + posts).toAbsolutePath();
    if (!Files.exists(folder)) {
      try (Server server = Server.start(folder)) {
        server.token();
        server.stop();
      }
      fill(folder, posts);
    }
    return folder;
  }

  /** Inserts as many posts as the smaller server has, and then copies of what there is. */
  private static void fill(Path folder, int posts) throws SQLException {
    EmbeddedDataSource derby = new EmbeddedDataSource();
    derby.setDatabaseName(folder.resolve("database").toString());
    try (Connection connection = derby.getConnection();
        PreparedStatement first =
            connection.prepareStatement(
                "INSERT INTO posts "
                    + COLUMNS
                    + " VALUES (?, ?, 'So it begins.', ?, 'PUBLISHED', 1, CURRENT_TIMESTAMP,"
                    + " CURRENT_TIMESTAMP, ?, 1)");
        PreparedStatement copies =
            connection.prepareStatement(
                "INSERT INTO posts "
                    + COLUMNS
                    + " SELECT 'post-' || TRIM(CHAR(id + ?)), 'Number ' || TRIM(CHAR(id + ?)),"
                    + " summary, body, status, author_id, created_at, updated_at,"
                    + " {fn TIMESTAMPADD(SQL_TSI_MINUTE, -?, published_at)}, version"
                    + " FROM posts WHERE id <= ?")) {
      Instant newest = Instant.now();
      for (int id = 1; id <= FEW; id++) {
        first.setString(1, "post-" + id);
        first.setString(2, "Number " + id);
        first.setString(3, "Post number " + id + ". " + TEXT);
        first.setTimestamp(4, Timestamp.from(newest.minusSeconds(60L * id)));
        first.executeUpdate();
      }
      for (int there = FEW; there < posts; there *= 2) {
        copies.setInt(1, there);
        copies.setInt(2, there);
        copies.setInt(3, there);
        copies.setInt(4, posts - there);
        copies.executeUpdate();
      }
    }
    derby.setShutdownDatabase("shutdown");
    try {
      derby.getConnection();
    } catch (SQLException stopped) {
      // So Derby says that it has stopped.
    }
  }

  /** The search answers as soon as it has read all posts. */
  private static void awaitIndex(Server server) {
    while (server.api().get("/blogs?q=number").status() != 200) {
      // Each attempt waits some seconds by itself.
    }
  }
}
