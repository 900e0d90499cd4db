package org.inkgate.transfer.exports;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.inkgate.http.Json;
import org.inkgate.persistence.Snapshot;
import org.inkgate.persistence.Sql;
import org.inkgate.posts.TagList;
import org.inkgate.transfer.imports.JsonSink;

/** Reads what a site consists of, one thing at a time, so that no memory need hold the whole. */
final class ExportReader {

  private final Connection connection;

  ExportReader(Snapshot snapshot) {
    this.connection = snapshot.connection();
  }

  JsonObject site() throws IOException, SQLException {
    List<JsonObject> only = new ArrayList<>();
    each(
        "SELECT * FROM site_settings",
        row -> only.add(texts(row, "title", "description", "language", "logo", "accent").build()));
    return only.get(0);
  }

  /** All users; the password hashes never, the e-mail addresses only where they are asked for. */
  void authors(boolean emails, JsonSink sink) throws IOException, SQLException {
    each(
        "SELECT * FROM users ORDER BY id",
        row -> {
          JsonObjectBuilder author =
              texts(row, "username", "display_name", "bio", "website", "avatar")
                  .add("role", word(row.getString("role")));
          if (emails) {
            author.add("email", row.getString("email"));
          }
          addDate(author, "created", row, "created_at");
          sink.accept(author.build());
        });
  }

  void posts(JsonSink sink) throws IOException, SQLException {
    Map<Long, List<String>> oldSlugs =
        lists("SELECT post_id, slug FROM old_slugs ORDER BY post_id, left_at, slug");
    each(
        "SELECT p.*, u.username AS author FROM posts p JOIN users u ON u.id = p.author_id"
            + " ORDER BY p.id",
        row -> {
          long id = row.getLong("id");
          String status = word(row.getString("status"));
          JsonObjectBuilder post =
              texts(row, "title", "slug", "author")
                  .add("own_slug", row.getBoolean("own_slug"))
                  .add("status", status);
          addDate(post, "created", row, "created_at");
          addDate(post, "updated", row, "updated_at");
          addDate(
              post, "scheduled".equals(status) ? "publish_at" : "published", row, "published_at");
          post.add("tags", Json.createArrayBuilder(TagList.of(row.getString("tags"))));
          if (row.getBoolean("own_summary")) {
            post.add("summary", row.getString("summary"));
          }
          post.add("old_slugs", Json.createArrayBuilder(oldSlugs.getOrDefault(id, List.of())));
          sink.accept(post.add("body", row.getString("body")).build());
        });
  }

  void pages(JsonSink sink) throws IOException, SQLException {
    each(
        "SELECT * FROM pages ORDER BY id",
        row -> {
          JsonObjectBuilder page = texts(row, "title", "slug");
          int position = row.getInt("menu_position");
          if (!row.wasNull()) {
            page.add("menu_position", position);
          }
          addDate(page, "created", row, "created_at");
          addDate(page, "updated", row, "updated_at");
          sink.accept(page.add("body", row.getString("body")).build());
        });
  }

  /** All comments; each names the one that began its thread by its number here. */
  void comments(JsonSink sink) throws IOException, SQLException {
    each(
        "SELECT c.*, p.slug AS post, u.username AS author FROM comments c"
            + " JOIN posts p ON p.id = c.post_id JOIN users u ON u.id = c.author_id ORDER BY c.id",
        row -> {
          JsonObjectBuilder comment =
              texts(row, "post", "author")
                  .add("id", row.getLong("id"))
                  .add("state", word(row.getString("state")));
          long thread = row.getLong("thread_id");
          if (!row.wasNull()) {
            comment.add("thread", thread);
          }
          addDate(comment, "created", row, "created_at");
          addDate(comment, "edited", row, "edited_at");
          sink.accept(comment.add("body", row.getString("body")).build());
        });
  }

  /** All images, without their bytes; these are at {@link #content}. */
  void media(JsonSink sink) throws IOException, SQLException {
    each(
        "SELECT m.*, u.username AS owner FROM media m JOIN users u ON u.id = m.owner_id"
            + " ORDER BY m.created_at, m.id",
        row -> {
          JsonObjectBuilder image =
              texts(row, "owner", "alt")
                  .add("path", path(row))
                  .add("purpose", word(row.getString("purpose")));
          addDate(image, "created", row, "created_at");
          sink.accept(image.build());
        });
  }

  private static String path(ResultSet row) throws SQLException {
    String size = row.getInt("width") + "x" + row.getInt("height");
    String type = word(row.getString("type"));
    String extension = "jpeg".equals(type) ? "jpg" : type;
    return "media/" + row.getString("id") + "-" + size + "." + extension;
  }

  /** Writes the image at a path as it was uploaded, piece by piece. */
  void content(String path, OutputStream to) throws IOException, SQLException {
    String id = path.substring("media/".length(), path.indexOf('-'));
    each(
        "SELECT h.content FROM media_chunks h JOIN media_copies c ON c.id = h.copy_id"
            + " JOIN media m ON m.id = c.media_id AND m.width = c.width"
            + " WHERE m.id = ? ORDER BY h.place",
        row -> to.write(row.getBytes(1)),
        id);
  }

  @FunctionalInterface
  private interface Row {
    void read(ResultSet row) throws IOException, SQLException;
  }

  private void each(String sql, Row row, Object... arguments) throws IOException, SQLException {
    try (PreparedStatement statement = Sql.query(connection, sql, arguments);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        row.read(rows);
      }
    }
  }

  /** Short texts by the post they belong to, in one query for all posts. */
  private Map<Long, List<String>> lists(String sql) throws IOException, SQLException {
    Map<Long, List<String>> lists = new HashMap<>();
    each(
        sql,
        row ->
            lists.computeIfAbsent(row.getLong(1), id -> new ArrayList<>()).add(row.getString(2)));
    return lists;
  }

  /** Begins with columns whose names are those of the members, too. */
  private static JsonObjectBuilder texts(ResultSet row, String... columns) throws SQLException {
    JsonObjectBuilder json = Json.createObjectBuilder();
    for (String column : columns) {
      json.add(column, row.getString(column));
    }
    return json;
  }

  private static String word(String constant) {
    return constant.toLowerCase(Locale.ROOT);
  }

  private static void addDate(JsonObjectBuilder json, String name, ResultSet row, String column)
      throws SQLException {
    Sql.instant(row, column).map(Instant::toString).ifPresent(date -> json.add(name, date));
  }
}
