package org.inkgate.benchmark;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.derby.jdbc.EmbeddedDataSource;

/**
 * Stores the body of a request with nothing but JDBC, twice as Inkgate does (a post and its first
 * revision), in a Derby of its own on the same disk: what the database takes for a new post.
 */
@WebServlet("/commit")
public class CommitServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private final transient ConcurrentLinkedQueue<Connection> idle = new ConcurrentLinkedQueue<>();
  private final transient EmbeddedDataSource derby = new EmbeddedDataSource();

  @Override
  public void init() throws ServletException {
    derby.setDatabaseName(System.getProperty("DATA_DIR") + "/commits");
    derby.setCreateDatabase("create");
    try (Connection connection = derby.getConnection();
        Statement statement = connection.createStatement()) {
      for (String table : new String[] {"posts", "revisions"}) {
        statement.execute(
            "CREATE TABLE "
                + table
                + " (slug VARCHAR(80) NOT NULL PRIMARY KEY, body CLOB NOT NULL)");
      }
    } catch (SQLException e) {
      throw new ServletException(e);
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    String body = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      Connection connection = idle.poll();
      if (connection == null) {
        connection = derby.getConnection();
        connection.setAutoCommit(false);
      }
      store(connection, body);
      idle.add(connection);
    } catch (SQLException e) {
      throw new ServletException(e);
    }
    response.setStatus(HttpServletResponse.SC_CREATED);
  }

  private static void store(Connection connection, String body) throws SQLException {
    String slug = UUID.randomUUID().toString();
    try {
      insert(connection, "INSERT INTO posts (slug, body) VALUES (?, ?)", slug, body);
      insert(connection, "INSERT INTO revisions (slug, body) VALUES (?, ?)", slug, body);
      connection.commit();
    } catch (SQLException e) {
      // Its locks would stop all others.
      connection.rollback();
      throw e;
    }
  }

  private static void insert(Connection connection, String sql, String slug, String body)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setString(1, slug);
      insert.setString(2, body);
      insert.executeUpdate();
    }
  }
}
