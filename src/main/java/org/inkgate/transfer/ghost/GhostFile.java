package org.inkgate.transfer.ghost;

import static org.inkgate.transfer.imports.SourceText.text;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.stream.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.inkgate.transfer.imports.Dates;
import org.inkgate.transfer.imports.JsonSink;
import org.inkgate.transfer.imports.SourceAuthor;
import org.inkgate.transfer.imports.SourceText;

/**
 * Reads what Ghost exports: tables as JSON arrays, in any order, of which the posts are read one by
 * one.
 */
final class GhostFile {

  private final Path file;
  private final Map<String, SourceAuthor> users = new HashMap<>();
  private final Map<String, String> tagNames = new HashMap<>();
  private final Map<String, List<Link>> tagsOfPosts = new HashMap<>();
  private final Map<String, List<Link>> authorsOfPosts = new HashMap<>();
  private final Set<String> mailedOnly = new HashSet<>();
  private final Map<String, String> imageAlts = new HashMap<>();

  /** A post's tag or author, and its place among them. */
  private record Link(String id, long place) {}

  /**
   * Reads all tables but the posts.
   *
   * @throws jakarta.json.JsonException when it is not JSON
   */
  GhostFile(Path file) throws IOException, SQLException {
    this.file = file;
    each(
        Map.of(
            "users",
            user -> users.put(text(user, "id"), author(user)),
            "tags",
            tag -> {
              // Tags of visibility "internal" begin with "#", and readers do not see them.
              if (!"internal".equals(text(tag, "visibility"))) {
                tagNames.put(text(tag, "id"), text(tag, "name"));
              }
            },
            "posts_tags",
            row -> addLink(tagsOfPosts, row, "tag_id"),
            "posts_authors",
            row -> addLink(authorsOfPosts, row, "author_id"),
            "posts_meta",
            row -> {
              if (isTrue(row, "email_only")) {
                mailedOnly.add(text(row, "post_id"));
              }
              imageAlts.put(text(row, "post_id"), text(row, "feature_image_alt"));
            }));
  }

  private static SourceAuthor author(JsonObject user) {
    return new SourceAuthor(
        "ghost " + text(user, "id") + " " + text(user, "slug"),
        text(user, "slug"),
        text(user, "name"),
        text(user, "bio"),
        text(user, "website"),
        "",
        "",
        false,
        Dates.of(text(user, "created_at")));
  }

  private static void addLink(Map<String, List<Link>> links, JsonObject row, String name) {
    List<Link> of = links.computeIfAbsent(text(row, "post_id"), post -> new ArrayList<>());
    boolean placed = row.get("sort_order") instanceof JsonNumber;
    long place = placed ? row.getJsonNumber("sort_order").longValue() : of.size();
    of.add(new Link(text(row, name), place));
  }

  private void each(Map<String, JsonSink> sinks) throws IOException, SQLException {
    try (InputStream content = Files.newInputStream(file);
        JsonParser json = Json.createParser(content)) {
      while (json.hasNext()) {
        if (json.next() != JsonParser.Event.KEY_NAME) {
          continue;
        }
        JsonSink sink = sinks.get(json.getString());
        if (sink != null && json.next() == JsonParser.Event.START_ARRAY) {
          while (json.next() == JsonParser.Event.START_OBJECT) {
            sink.accept(json.getObject());
          }
        }
      }
    }
  }

  void posts(JsonSink sink) throws IOException, SQLException {
    each(Map.of("posts", sink));
  }

  List<SourceAuthor> authors() {
    return List.copyOf(users.values());
  }

  /** A post's authors in their order; the first one wrote it. */
  List<SourceAuthor> authors(JsonObject post) {
    List<String> ids = ids(authorsOfPosts, post);
    if (ids.isEmpty()) {
      ids = List.of(text(post, "author_id"));
    }
    return ids.stream().map(users::get).filter(it -> it != null).toList();
  }

  /** The names of a post's tags in their order. */
  List<String> tags(JsonObject post) {
    return ids(tagsOfPosts, post).stream()
        .map(id -> SourceText.decoded(tagNames.getOrDefault(id, "")))
        .filter(tag -> !tag.isEmpty() && !tag.startsWith("#"))
        .toList();
  }

  private static List<String> ids(Map<String, List<Link>> links, JsonObject post) {
    return links.getOrDefault(text(post, "id"), List.of()).stream()
        .sorted(Comparator.comparingLong(Link::place))
        .map(Link::id)
        .toList();
  }

  /** Whether a post went to its readers as an e-mail, and was never on the site. */
  boolean isMailedOnly(JsonObject post) {
    return mailedOnly.contains(text(post, "id")) || isTrue(post, "email_only");
  }

  Optional<String> imageAlt(JsonObject post) {
    return Optional.ofNullable(imageAlts.get(text(post, "id"))).filter(it -> !it.isEmpty());
  }

  static boolean isTrue(JsonObject row, String name) {
    return text(row, name).matches("(?i)true|1");
  }
}
