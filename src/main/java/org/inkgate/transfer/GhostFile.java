package org.inkgate.transfer;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inkgate.blog.PostDraft;
import org.inkgate.blog.PostStatus;
import org.inkgate.markdown.Slug;
import org.inkgate.site.PageDraft;

/**
 * Understands what Ghost exports: tables as JSON arrays, in any order, of which the posts are read
 * one by one.
 */
final class GhostFile {

  private static final int MOST_TAGS = 20;
  private static final int LONGEST_SUMMARY = 300;

  private final Path file;
  private final List<JsonObject> users = new ArrayList<>();
  private final Map<String, String> usernames = new HashMap<>();
  private final Map<String, String> tagNames = new HashMap<>();
  private final Map<String, List<String>> tagsOfPosts = new HashMap<>();
  private final Map<String, String> authorsOfPosts = new HashMap<>();

  /**
   * Reads all but the posts.
   *
   * @throws jakarta.json.JsonException when it is no JSON
   */
  GhostFile(Path file) throws IOException, SQLException {
    this.file = file;
    each(
        Map.of(
            "users",
            user -> {
              users.add(user);
              usernames.put(text(user, "id"), text(user, "slug"));
            },
            "tags",
            tag -> tagNames.put(text(tag, "id"), text(tag, "name")),
            "posts_tags",
            this::addTag,
            "posts_authors",
            row -> authorsOfPosts.putIfAbsent(text(row, "post_id"), text(row, "author_id"))));
  }

  private void addTag(JsonObject row) {
    tagsOfPosts
        .computeIfAbsent(text(row, "post_id"), post -> new ArrayList<>())
        .add(text(row, "tag_id"));
  }

  private void each(Map<String, Taker> takers) throws IOException, SQLException {
    try (InputStream content = Files.newInputStream(file);
        JsonParser json = Json.createParser(content)) {
      while (json.hasNext()) {
        if (json.next() != JsonParser.Event.KEY_NAME) {
          continue;
        }
        Taker taker = takers.get(json.getString());
        if (taker != null && json.next() == JsonParser.Event.START_ARRAY) {
          while (json.next() == JsonParser.Event.START_OBJECT) {
            taker.take(json.getObject());
          }
        }
      }
    }
  }

  void posts(Taker taker) throws IOException, SQLException {
    each(Map.of("posts", taker));
  }

  /** The authors, as {@link People} takes them. */
  List<JsonObject> authors() {
    return users.stream()
        .map(
            user ->
                Json.createObjectBuilder()
                    .add("username", text(user, "slug"))
                    .add("display_name", text(user, "name"))
                    .add("bio", text(user, "bio"))
                    .add("website", text(user, "website"))
                    .build())
        .toList();
  }

  /** A text, also where the member is null, a number or not there. */
  static String text(JsonObject row, String name) {
    JsonValue value = row.get(name);
    return value instanceof JsonString text
        ? text.getString()
        : value == null || value == JsonValue.NULL ? "" : value.toString();
  }

  static boolean isPage(JsonObject row) {
    return "page".equals(text(row, "type")) || "true".equals(text(row, "page"));
  }

  static String name(JsonObject row) {
    return text(row, "slug") + ": " + text(row, "title");
  }

  static boolean isPublic(JsonObject row) {
    String visibility = text(row, "visibility");
    return visibility.isEmpty() || "public".equals(visibility);
  }

  private static Optional<Instant> date(JsonObject row, String name) {
    return Dates.of(text(row, name));
  }

  private static Optional<String> slug(JsonObject row) {
    return Optional.of(text(row, "slug")).filter(Slug::mayBeChosen);
  }

  private static PostStatus status(JsonObject row, Instant now) {
    // What only members could read must not be read by all.
    if (!isPublic(row) || !text(row, "status").matches("published|scheduled")) {
      return PostStatus.DRAFT;
    }
    return date(row, "published_at").filter(date -> date.isAfter(now)).isPresent()
        ? PostStatus.SCHEDULED
        : PostStatus.PUBLISHED;
  }

  /** Ghost writes its own address as a placeholder. */
  private static String body(JsonObject row) {
    return HtmlText.markdown(text(row, "html").replace("__GHOST_URL__", ""));
  }

  ArrivingPost post(JsonObject row, Instant now) {
    String id = text(row, "id");
    PostStatus status = status(row, now);
    Instant created = date(row, "created_at").orElse(now);
    Optional<Instant> published =
        status == PostStatus.DRAFT
            ? Optional.empty()
            : Optional.of(date(row, "published_at").orElse(created));
    String excerpt = text(row, "custom_excerpt");
    List<String> tags =
        tagsOfPosts.getOrDefault(id, List.of()).stream()
            .map(tag -> tagNames.getOrDefault(tag, ""))
            // Those that begin with "#" are Ghost's own, and readers do not see them.
            .filter(tag -> !tag.isBlank() && !tag.startsWith("#"))
            .limit(MOST_TAGS)
            .toList();
    PostDraft draft =
        new PostDraft(
            text(row, "title"),
            body(row),
            tags,
            status,
            status == PostStatus.SCHEDULED ? published : Optional.empty(),
            slug(row),
            Optional.of(excerpt.substring(0, Math.min(excerpt.length(), LONGEST_SUMMARY))));
    String author = authorsOfPosts.getOrDefault(id, text(row, "author_id"));
    return new ArrivingPost(
        name(row),
        "ghost " + text(row, "uuid") + " " + id,
        draft,
        slug(row),
        Optional.ofNullable(usernames.get(author)),
        created,
        date(row, "updated_at").orElse(created),
        published,
        List.of());
  }

  PageDraft page(JsonObject row) {
    return new PageDraft(
        text(row, "title"),
        slug(row).orElseGet(() -> Slug.ofTitle(text(row, "title")).value()),
        body(row),
        Optional.empty());
  }
}
