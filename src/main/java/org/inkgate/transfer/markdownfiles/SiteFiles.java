package org.inkgate.transfer.markdownfiles;

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
import org.inkgate.comments.CommentState;
import org.inkgate.http.RequestFailedException;
import org.inkgate.markdown.ImageAddress;
import org.inkgate.media.MediaService;
import org.inkgate.transfer.exports.Export;
import org.inkgate.transfer.imports.AuthorImport;
import org.inkgate.transfer.imports.CommentImport;
import org.inkgate.transfer.imports.Dates;
import org.inkgate.transfer.imports.ExportedFile;
import org.inkgate.transfer.imports.ImportReport;
import org.inkgate.transfer.imports.ImportedZip;
import org.inkgate.transfer.imports.JsonSink;
import org.inkgate.transfer.imports.ReportEntry;
import org.inkgate.transfer.imports.ReportEntry.Kind;
import org.inkgate.transfer.imports.ReportEntry.Reason;
import org.inkgate.transfer.imports.SiteImport;
import org.inkgate.transfer.imports.SourceAuthor;
import org.inkgate.transfer.imports.SourceComment;
import org.inkgate.transfer.imports.SourceText;

/** Takes over the files that an {@link Export} has beside those in Markdown. */
@ApplicationScoped
class SiteFiles {

  private static final int MOST_IMAGE_BYTES = 10 * 1024 * 1024;
  private static final int MOST_JSON_BYTES = 64 * 1024 * 1024;
  private static final int LONGEST_ALT = 500;
  private static final Set<String> NAMES =
      Set.of(ExportedFile.SITE, ExportedFile.AUTHORS, ExportedFile.COMMENTS, ExportedFile.MEDIA);

  private AuthorImport authors;
  private CommentImport comments;
  private SiteImport site;
  private MediaService media;
  private Clock clock;

  SiteFiles() {}

  @Inject
  SiteFiles(
      AuthorImport authors,
      CommentImport comments,
      SiteImport site,
      MediaService media,
      Clock clock) {
    this.authors = authors;
    this.comments = comments;
    this.site = site;
    this.media = media;
    this.clock = clock;
  }

  static boolean knows(String name) {
    return NAMES.contains(name) || ImageAddress.of("/" + name).isPresent();
  }

  void takeAllButComments(ImportedZip zip) throws SQLException {
    each(zip, ExportedFile.SITE, settings -> zip.report().add(site.site(settings)));
    each(zip, ExportedFile.AUTHORS, row -> zip.report().addAll(authors.store(author(row)).lines()));
    each(zip, ExportedFile.MEDIA, image -> image(zip, image));
  }

  /**
   * Takes over the comments.
   *
   * @param posts which post each address in the file leads to, of those that came from it
   */
  void takeComments(ImportedZip zip, Map<String, Long> posts) throws SQLException {
    Map<Long, Long> placed = new HashMap<>();
    each(zip, ExportedFile.COMMENTS, comment -> comment(zip.report(), comment, posts, placed));
  }

  private static void each(ImportedZip zip, String name, JsonSink sink) throws SQLException {
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
        sink.accept(value.asJsonObject());
      }
    } catch (IOException | JsonException | ClassCastException e) {
      zip.report().refuse(Kind.FILE, name, e);
    }
  }

  private void image(ImportedZip zip, JsonObject image) throws SQLException {
    String path = image.getString("path", "");
    Optional<ImageAddress> address = ImageAddress.of("/" + path);
    if (address.isEmpty() || !zip.names().contains(path)) {
      zip.report().add(ReportEntry.refused(Kind.IMAGE, path, Reason.BAD_NAME, ""));
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
              authors.find(image.getString("owner", "")).orElse(zip.importerId()),
              image.getString("purpose", "post"),
              content.get(),
              SourceText.cut(image.getString("alt", "").replace('\0', ' '), LONGEST_ALT),
              Dates.of(image.getString("created", "")).orElseGet(clock::instant));
      zip.report()
          .add(
              taken
                  ? ReportEntry.taken(Kind.IMAGE, path, "/" + path)
                  : ReportEntry.skipped(Kind.IMAGE, path, Reason.THERE));
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
      report.add(ReportEntry.skipped(Kind.COMMENT, name, Reason.NO_POST));
      return;
    }
    Optional<Long> author = authors.find(comment.getString("author", ""));
    Optional<Long> thread = Optional.ofNullable(placed.get(number(comment, "thread")));
    if (author.isEmpty() || comment.containsKey("thread") && thread.isEmpty()) {
      report.add(ReportEntry.refused(Kind.COMMENT, name, Reason.NO_AUTHOR, ""));
      return;
    }
    CommentImport.Stored stored =
        comments.store(
            new SourceComment(
                name,
                // Other sites have comments of the same number.
                "inkgate " + posts.get(slug) + " " + id + " " + text(comment, "created"),
                text(comment, "body"),
                CommentState.of(text(comment, "state")).orElse(CommentState.HELD),
                Dates.of(text(comment, "created")),
                Dates.of(text(comment, "edited"))),
            posts.get(slug),
            thread,
            author.get(),
            clock.instant());
    stored.id().ifPresent(it -> placed.put(id, it));
    report.addAll(stored.lines());
  }

  private static SourceAuthor author(JsonObject row) {
    return new SourceAuthor(
        "",
        text(row, "username"),
        text(row, "display_name"),
        text(row, "bio"),
        text(row, "website"),
        text(row, "email"),
        text(row, "avatar"),
        "reader".equals(text(row, "role")),
        Dates.of(text(row, "created")));
  }

  private static String text(JsonObject row, String name) {
    return SourceText.text(row, name);
  }

  /** A number; 0 where it is not there or something else. */
  private static long number(JsonObject json, String name) {
    return json.get(name) instanceof JsonNumber number ? number.longValue() : 0;
  }
}
