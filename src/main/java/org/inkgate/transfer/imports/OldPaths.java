package org.inkgate.transfer.imports;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.inkgate.persistence.Retried;
import org.inkgate.persistence.Sql;

/** The paths that imported posts and pages had on their old site, which lead to them. */
@ApplicationScoped
@Retried
@Transactional(value = Transactional.TxType.REQUIRES_NEW, rollbackOn = SQLException.class)
class OldPaths {

  private static final int LONGEST = 300;

  @Resource(lookup = "java:app/jdbc/inkgate")
  private DataSource database;

  private Clock clock;

  OldPaths() {}

  @Inject
  OldPaths(Clock clock) {
    this.clock = clock;
  }

  /**
   * Where a path leads now; empty also for a post that readers can't see, which would be told by a
   * redirect.
   */
  Optional<String> find(String path) throws SQLException {
    String sql =
        "SELECT p.slug AS post, g.slug AS page FROM old_paths o"
            + " LEFT JOIN posts p ON p.id = o.post_id AND p.published_at <= ?"
            + " AND p.status IN ('PUBLISHED', 'SCHEDULED')"
            + " LEFT JOIN pages g ON g.id = o.page_id WHERE o.path = ?";
    try (Connection connection = database.getConnection();
        PreparedStatement statement = Sql.query(connection, sql, clock.instant(), normal(path));
        ResultSet rows = statement.executeQuery()) {
      if (!rows.next()) {
        return Optional.empty();
      }
      String post = rows.getString("post");
      String page = rows.getString("page");
      return post != null
          ? Optional.of("/blogs/" + post)
          : Optional.ofNullable(page).map(it -> "/pages/" + it);
    }
  }

  /** Keeps a path, unless it leads somewhere already. */
  static void keep(Connection connection, String address, String column, long id)
      throws SQLException {
    String path = normal(address);
    boolean fits = path.length() > 1 && path.length() <= LONGEST && path.startsWith("/");
    if (fits
        && Sql.number(connection, "SELECT COUNT(*) FROM old_paths WHERE path = ?", path)
            .filter(count -> count == 0)
            .isPresent()) {
      Sql.insert(connection, "old_paths", Map.of("path", path, column, id));
    }
  }

  /** The path of an address, as it is stored: decoded, without a slash at its end. */
  static String normal(String address) {
    String path = address.strip().replaceFirst("^(?i)https?://[^/?#]*", "").replaceFirst("#.*", "");
    String query = "";
    int mark = path.indexOf('?');
    if (mark >= 0) {
      // WordPress' short links; other queries say nothing about which post it is.
      String wanted = path.substring(mark + 1).replaceFirst("&.*", "");
      query = wanted.matches("(p|page_id)=\\d{1,18}") ? "?" + wanted : "";
      path = path.substring(0, mark);
    }
    String whole = path.startsWith("/") ? path : "/" + path;
    String decoded = PostFit.decoded(whole).replaceFirst("(?<!/)/+$", "");
    return SourceText.withoutControls((decoded.isEmpty() ? "/" : decoded) + query);
  }
}
