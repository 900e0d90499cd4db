package org.inkgate.transfer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.inkgate.http.RequestFailedException;
import org.inkgate.markdown.ImageAddress;
import org.inkgate.media.MediaService;
import org.inkgate.transfer.Line.Kind;
import org.inkgate.transfer.Line.Reason;

/** Takes over the files that an {@link Export} has beside those in Markdown. */
@ApplicationScoped
class SiteFiles {

  private static final int MOST_IMAGE_BYTES = 10 * 1024 * 1024;
  private static final int MOST_JSON_BYTES = 64 * 1024 * 1024;
  private static final int LONGEST_ALT = 500;
  private static final Set<String> NAMES =
      Set.of(Export.SITE, Export.AUTHORS, Export.COMMENTS, Export.MEDIA);

  private People people;
  private Belongings belongings;
  private MediaService media;
  private Clock clock;

  SiteFiles() {}

  @Inject
  SiteFiles(People people, Belongings belongings, MediaService media, Clock clock) {
    this.people = people;
    this.belongings = belongings;
    this.media = media;
    this.clock = clock;
  }

  static boolean knows(String name) {
    return NAMES.contains(name) || ImageAddress.of("/" + name).isPresent();
  }

  void takeAllButComments(ImportedZip zip) throws SQLException {
    each(zip, Export.SITE, site -> zip.report().add(belongings.site(site)));
    each(zip, Export.AUTHORS, author -> zip.report().add(people.add(author)));
    each(zip, Export.MEDIA, image -> image(zip, image));
  }

  /**
   * Takes over the comments.
   *
   * @param posts which post each address in the file leads to, of those that came from it
   */
  void takeComments(ImportedZip zip, Map<String, Long> posts) throws SQLException {
    Map<Long, Long> placed = new HashMap<>();
    each(zip, Export.COMMENTS, comment -> comment(zip.report(), comment, posts, placed));
  }

  private static void each(ImportedZip zip, String name, Taker taker) throws SQLException {
    if (!zip.names().contains(name)) {
      return;
    }
    try {
      Optional<byte[]> bytes = zip.bytes(Kind.FILE, name, MOST_JSON_BYTES);
      if (bytes.isEmpty()) {
        return;
      }
      List<JsonValue> values;
      try (JsonReader reader = Json.createReader(new ByteArrayInputStream(bytes.get()))) {
        JsonValue value = reader.readValue();
        values = value instanceof JsonObject ? List.of(value) : value.asJsonArray();
      }
      for (JsonValue value : values) {
        taker.take(value.asJsonObject());
      }
    } catch (IOException | JsonException | ClassCastException e) {
      zip.report().refuse(Kind.FILE, name, e);
    }
  }

  private void image(ImportedZip zip, JsonObject image) throws SQLException {
    String path = image.getString("path", "");
    Optional<ImageAddress> address = ImageAddress.of("/" + path);
    if (address.isEmpty() || !zip.names().contains(path)) {
      zip.report().add(Line.refused(Kind.IMAGE, path, Reason.BAD_NAME, ""));
      return;
    }
    try {
      Optional<byte[]> content = zip.bytes(Kind.IMAGE, path, MOST_IMAGE_BYTES);
      if (content.isEmpty()) {
        return;
      }
      boolean taken =
          media.takeOver(
              address.get(),
              people.find(image.getString("owner", "")).orElse(zip.importerId()),
              image.getString("purpose", "post"),
              content.get(),
              People.cut(image, "alt", LONGEST_ALT),
              Dates.of(image.getString("created", "")).orElseGet(clock::instant));
      zip.report()
          .add(
              taken
                  ? Line.taken(Kind.IMAGE, path, "/" + path)
                  : Line.skipped(Kind.IMAGE, path, Reason.THERE));
    } catch (IOException | RequestFailedException | IllegalArgumentException e) {
      zip.report().refuse(Kind.IMAGE, path, e);
    }
  }

  private void comment(
      ImportReport report, JsonObject comment, Map<String, Long> posts, Map<Long, Long> placed)
      throws SQLException {
    String slug = comment.getString("post", "");
    long id = number(comment, "id");
    String name = "/blogs/" + slug + " #" + id;
    if (!posts.containsKey(slug)) {
      report.add(Line.skipped(Kind.COMMENT, name, Reason.NO_POST));
      return;
    }
    Optional<Long> author = people.find(comment.getString("author", ""));
    Optional<Long> thread = Optional.ofNullable(placed.get(number(comment, "thread")));
    if (author.isEmpty() || comment.containsKey("thread") && thread.isEmpty()) {
      report.add(Line.refused(Kind.COMMENT, name, Reason.NO_AUTHOR, ""));
      return;
    }
    Belongings.Placed there =
        belongings.comment(posts.get(slug), thread, author.get(), comment, name);
    if (there.id() > 0) {
      placed.put(id, there.id());
    }
    report.add(there.line());
  }

  /** A number; 0 where it is not there or something else. */
  private static long number(JsonObject json, String name) {
    return json.get(name) instanceof JsonNumber number ? number.longValue() : 0;
  }
}
