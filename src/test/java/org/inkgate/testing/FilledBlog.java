package org.inkgate.testing;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** A blog that has one of everything, so that each of its pages has something to show. */
public final class FilledBlog {

  public static final String ADMINISTRATOR = "founder";
  public static final String NEWCOMER = "newcomer";

  private final Map<String, String> names = new HashMap<>();
  private final Member author;

  private FilledBlog(URI base) {
    HttpApi program = HttpApi.program(base);
    author = Member.register(program, ADMINISTRATOR);
    Member newcomer = Member.register(program, NEWCOMER);
    names.put("author", ADMINISTRATOR);
    posts();
    comments(newcomer);
    site();
    people();
    imports();
  }

  /** Fills it, and gives the names that pages.txt knows things by. */
  public static Map<String, String> fill(URI base) {
    return new FilledBlog(base).names;
  }

  private void posts() {
    Answer image =
        author
            .api()
            .postFile("/media", picture(), "sea.png", Map.of("alt", "The sea"), author.with());
    names.put("picture", expect(201, image).getString("id"));
    String seen = "\n\n![The sea](" + image.json().getString("url") + ")\n";
    String everything = text("everything.md") + seen;
    names.put(
        "post", write("Everything a post may hold, under a title that is rather long", everything));
    names.put("slug", names.get("post").substring("/blogs/".length()));
    JsonObjectBuilder change = Json.createObjectBuilder().add("body", everything + "\nChanged.\n");
    JsonObject changed = expect(200, author.send("PATCH", names.get("post"), change));
    names.put("year", changed.getString("published_at").substring(0, 4));
    names.put("month", changed.getString("published_at").substring(5, 7));
    names.put("arabic", write("مقال بالعربية عن البحر", text("arabic.md")));
    names.put("japanese", write("海についての日本語の記事", text("japanese.md")));
    names.put("long", write("W".repeat(200), "W".repeat(2000)));
    names.put("draft", author.path(Member.draft("A draft", everything).add("status", "draft")));
    for (int i = 1; i <= 20; i++) {
      author.path(Member.draft("Harbour number " + i, "Short."));
    }
    JsonObjectBuilder link = Json.createObjectBuilder().add("recipient", "Ada");
    names.put("review", path(made(names.get("draft") + "/review-links", link).getString("url")));
  }

  private String write(String title, String body) {
    return author.path(
        Member.draft(title, body)
            .add("tags", Json.createArrayBuilder().add("sea").add("日本").add("بحر")));
  }

  private void comments(Member newcomer) {
    String comments = names.get("post") + "/comments";
    JsonObjectBuilder own = Json.createObjectBuilder().add("body", "A *fine* post.\n\n> Quoted");
    int first = expect(201, newcomer.send("POST", comments, own)).getInt("id");
    names.put("own-comment", String.valueOf(first));
    JsonObjectBuilder reply =
        Json.createObjectBuilder().add("body", "W".repeat(300)).add("parent", first);
    made(comments, reply);
    JsonObjectBuilder other = Json.createObjectBuilder().add("body", "`code` and a <b>tag</b>");
    names.put("comment", String.valueOf(made(comments, other).getInt("id")));
  }

  private void site() {
    JsonObjectBuilder page = Member.draft("About", text("everything.md")).add("menu_position", 1);
    made("/admin/pages", page);
    JsonObjectBuilder webhook =
        Json.createObjectBuilder()
            .add("url", "https://hooks.invalid/" + "w".repeat(100))
            .add("events", Json.createArrayBuilder().add("post.published"));
    names.put("webhook", String.valueOf(made("/admin/webhooks", webhook).get("id")));
  }

  private void people() {
    made("/admin/invitations", Json.createObjectBuilder().add("note", "For Ada"));
    JsonObject users = expect(200, author.get("/admin/users?q=" + NEWCOMER));
    String user = users.getJsonArray("users").getJsonObject(0).getString("id");
    names.put("user", user);
    Member waiting = Member.register(author.api(), "waiting");
    JsonObjectBuilder role = Json.createObjectBuilder().add("role", "contributor");
    String found = "/admin/users?q=" + waiting.name();
    JsonObject one = author.get(found).json().getJsonArray("users").getJsonObject(0);
    names.put("contributor", one.getString("id"));
    expect(200, author.send("POST", "/admin/users/" + one.getString("id") + "/role", role));
    String pending =
        Member.logIn(author.api(), waiting.name())
            .path(Member.draft("W".repeat(200), text("everything.md")));
    names.put("pending", pending.substring("/blogs/".length()));
    Answer reset =
        author.send("POST", "/admin/users/" + user + "/reset-link", Json.createObjectBuilder());
    names.put("reset", path(reset.json().getString("reset_link")));
  }

  private void imports() {
    Answer begun =
        author.api().postFile("/admin/import", archive(), "old.zip", Map.of(), author.with());
    names.put("import", String.valueOf(expect(202, begun).getInt("id")));
    String report = "/admin/import/" + names.get("import");
    Waiting.until(() -> !author.get(report).json().getString("state").equals("running"));
  }

  private static byte[] archive() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String content :
          List.of("---\ntitle: Old\n---\nText.\n", "---\ntitle: [\n---\nText.\n")) {
        zip.putNextEntry(new ZipEntry("w".repeat(100) + content.length() + ".md"));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private JsonObject made(String path, JsonObjectBuilder json) {
    return expect(201, author.send("POST", path, json));
  }

  private static JsonObject expect(int status, Answer answer) {
    if (answer.status() != status) {
      throw new AssertionError(answer);
    }
    return answer.json();
  }

  private static String path(String link) {
    URI address = URI.create(link);
    return address.getRawQuery() == null
        ? address.getRawPath()
        : address.getRawPath() + "?" + address.getRawQuery();
  }

  private static byte[] picture() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB), "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static String text(String file) {
    try (InputStream in = FilledBlog.class.getResourceAsStream("/posts/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
