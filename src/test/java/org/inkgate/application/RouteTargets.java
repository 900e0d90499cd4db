package org.inkgate.application;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.inkgate.testing.Answer;
import org.inkgate.testing.HttpApi;
import org.inkgate.testing.Member;
import org.inkgate.testing.Pictures;

/** What the names in the paths of routes stand for: made when needed, and anew once changed. */
final class RouteTargets {

  private final HttpApi program;
  private final Member author;
  private final Member reader;
  private final Member contributor;
  private final Member admin;
  private final Map<String, String> made = new HashMap<>();
  private static int count;

  RouteTargets(RouteCallers callers) {
    program = callers.program();
    author = callers.member(RouteCallers.AUTHOR);
    reader = callers.member(RouteCallers.READER);
    contributor = callers.member(RouteCallers.CONTRIBUTOR);
    admin = callers.member(RouteCallers.ADMINISTRATOR);
  }

  /** Forgets what a request may have changed. */
  void changed() {
    made.clear();
  }

  /**
   * The path with something that exists for each name.
   *
   * @param post "draft" or "published", where the path names a post
   */
  String path(String pattern, String post) {
    if (!pattern.contains("{")) {
      return pattern;
    }
    String key = post + " " + pattern;
    if (!made.containsKey(key)) {
      made.put(key, make(pattern, post));
    }
    return made.get(key);
  }

  private String make(String pattern, String post) {
    count++;
    if (pattern.startsWith("/blogs/{slug}")) {
      return ofPost(pattern, post);
    }
    if (pattern.startsWith("/api/articles/{slug}")) {
      String slug = slug(published());
      return pattern
          .replace("{slug}", slug)
          .replace("{id}", pattern.contains("{id}") ? comment("/blogs/" + slug) : "");
    }
    Map<String, Supplier<String>> names = new HashMap<>();
    names.put("/admin/contents", this::victim);
    names.put("/admin/users", this::victim);
    names.put("/admin/import", this::report);
    names.put("/admin/invitations", () -> id(admin, "/admin/invitations", json().add("note", "n")));
    names.put("/admin/keys", () -> "unknown");
    names.put("/admin/pages", this::page);
    names.put("/admin/pending", () -> slug(contributor.path(post("published"))));
    names.put("/admin/statistics", () -> slug(published()));
    names.put("/admin/webhooks", this::webhook);
    names.put("/account/sessions", this::session);
    names.put("/account/tokens", () -> token(author));
    names.put("/comments", () -> comment(published()));
    names.put("/media", () -> image("id"));
    names.put("/pages", this::page);
    names.put("/api/profiles", () -> RouteCallers.AUTHOR);
    names.put("/authors", () -> RouteCallers.AUTHOR);
    names.put("/tags", this::tag);
    names.put("/review", this::review);
    names.put("/scripts", () -> "editor.js");
    names.put("/viewer", () -> "docs.css");
    names.put("/sitemaps", () -> "posts-1.xml");
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    names.put("/archive", () -> String.valueOf(today.getYear()));
    String before = pattern.substring(0, pattern.indexOf("/{"));
    String path = before + "/" + names.get(before).get() + after(pattern);
    if (path.contains("{token}")) {
      path = path.replace("{token}", token(Member.logIn(program, made.get("victim"))));
    }
    return path.replace("{month}", "%02d".formatted(today.getMonthValue()));
  }

  private static String after(String pattern) {
    int end = pattern.indexOf('}');
    return pattern.substring(end + 1);
  }

  private String ofPost(String pattern, String status) {
    String path = author.path(post(status));
    String id = "";
    if (pattern.contains("/review-links/")) {
      id = id(author, path + "/review-links", json());
    }
    if (pattern.contains("/working-copy")) {
      expect(
          200,
          author.send("PUT", path + "/working-copy", Member.draft("t", "kept").add("version", 1)));
    }
    return path
        + pattern.substring("/blogs/{slug}".length()).replace("{n}", "1").replace("{id}", id);
  }

  private static JsonObjectBuilder json() {
    return Json.createObjectBuilder();
  }

  private JsonObjectBuilder post(String status) {
    return Member.draft("Target " + count, "Text.")
        .add("status", status)
        .add("tags", Json.createArrayBuilder(List.of("here")));
  }

  private String published() {
    return author.path(post("published"));
  }

  private static String slug(String path) {
    return path.substring("/blogs/".length());
  }

  private static String id(Member who, String path, JsonObjectBuilder json) {
    JsonObject answer = expect(201, who.send("POST", path, json));
    return answer.get("id").toString().replace("\"", "");
  }

  private static JsonObject expect(int status, Answer answer) {
    if (answer.status() != status) {
      throw new AssertionError(answer);
    }
    return answer.body().isEmpty() ? JsonObject.EMPTY_JSON_OBJECT : answer.json();
  }

  private String victim() {
    String name = "victim-" + count;
    program.postJson("/register", Member.registration(name));
    Member.logIn(program, name).write("By " + name, "Text.");
    made.put("victim", name);
    return RouteCallers.id(admin, name);
  }

  private static String token(Member owner) {
    return id(
        owner,
        "/account/tokens",
        json().add("name", "n").add("scopes", Json.createArrayBuilder(List.of("blog:read"))));
  }

  private String report() {
    byte[] nothing = "title: Nothing".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    Answer begun = program.postFile("/admin/import", nothing, "a.xml", Map.of(), admin.with());
    if (begun.status() != 202) {
      throw new AssertionError(begun);
    }
    String location = begun.header("Location").orElseThrow();
    return location.substring(location.lastIndexOf('/') + 1);
  }

  private String page() {
    JsonObjectBuilder page = Member.draft("Page " + count, "Text.");
    return expect(201, admin.send("POST", "/admin/pages", page)).getString("slug");
  }

  private String webhook() {
    return id(
        admin,
        "/admin/webhooks",
        json()
            .add("url", "https://hook.invalid/" + count)
            .add("events", Json.createArrayBuilder(List.of("post.published"))));
  }

  private String session() {
    Member again = Member.logIn(program, RouteCallers.AUTHOR);
    JsonArray sessions = again.get("/account/sessions").json().getJsonArray("sessions");
    return sessions.getValuesAs(JsonObject.class).stream()
        .filter(session -> session.getBoolean("current"))
        .findFirst()
        .orElseThrow()
        .getString("id");
  }

  /** A comment that waits for a moderator. */
  private String comment(String path) {
    return id(reader, path + "/comments", json().add("body", "Comment " + count));
  }

  /** The path of an image's file, which has another form than its id. */
  String file() {
    return image("url");
  }

  private String image(String member) {
    byte[] picture = Pictures.noise(20 + count % 500, 20 + count / 500);
    Answer answer = program.postFile("/media", picture, "a.png", Map.of(), author.with());
    return expect(201, answer).getString(member);
  }

  private String tag() {
    published();
    return "here";
  }

  private String review() {
    String draft = author.path(post("draft"));
    String url = expect(201, author.send("POST", draft + "/review-links", json())).getString("url");
    return url.substring(url.lastIndexOf('/') + 1);
  }
}
