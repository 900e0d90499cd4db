package org.inkgate.operations;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.inkgate.blog.ImageAddress;
import org.inkgate.http.RequestFailedException;
import org.inkgate.media.MediaService;
import org.inkgate.operations.Line.Kind;
import org.inkgate.operations.Line.Reason;
import org.inkgate.site.PageDraft;

/**
 * Takes over a ZIP of Markdown files: Inkgate's own with all that is in it, or another program's.
 */
@ApplicationScoped
class MarkdownImport {

  private static final int MOST_TEXT_BYTES = 2 * 1024 * 1024;
  private static final int MOST_IMAGE_BYTES = 10 * 1024 * 1024;
  private static final int MOST_JSON_BYTES = 64 * 1024 * 1024;
  private static final Set<String> OWN =
      Set.of(Export.SITE, Export.AUTHORS, Export.COMMENTS, Export.MEDIA);

  private Arrivals arrivals;
  private People people;
  private Belongings belongings;
  private MediaService media;
  private Clock clock;

  MarkdownImport() {}

  @Inject
  MarkdownImport(
      Arrivals arrivals, People people, Belongings belongings, MediaService media, Clock clock) {
    this.arrivals = arrivals;
    this.people = people;
    this.belongings = belongings;
    this.media = media;
    this.clock = clock;
  }

  /** Takes over what it can and reports on each file. */
  void run(Path file, long importerId, ImportReport report) throws IOException, SQLException {
    try (ZipFiles zip = new ZipFiles(file)) {
      List<String> names = new ArrayList<>();
      for (String name : zip.names()) {
        if (!ZipFiles.isPlain(name)) {
          report.add(Line.refused(Kind.FILE, name, Reason.BAD_NAME, ""));
        } else if (!("/" + name).contains("/.") && !name.startsWith("__MACOSX/")) {
          names.add(name);
        }
      }
      new Run(zip, names, importerId, report).all();
    }
  }

  /** One run through one file. */
  private final class Run {

    private final ZipFiles zip;
    private final List<String> names;
    private final long importerId;
    private final ImportReport report;

    /** Which post each address in the file leads to, of those that came from it. */
    private final Map<String, Long> posts = new HashMap<>();

    private int done;

    Run(ZipFiles zip, List<String> names, long importerId, ImportReport report) {
      this.zip = zip;
      this.names = names;
      this.importerId = importerId;
      this.report = report;
    }

    void all() throws SQLException {
      // Authors before their posts, posts before their comments.
      each(Export.SITE, site -> report.add(belongings.site(site)));
      each(Export.AUTHORS, author -> report.add(people.add(author)));
      each(Export.MEDIA, this::image);
      for (String name : names) {
        if (name.matches("(?i).*\\.(md|markdown)")) {
          markdown(name);
        } else if (!OWN.contains(name) && !ImageAddress.of("/" + name).isPresent()) {
          report.add(Line.refused(Kind.FILE, name, Reason.UNKNOWN_KIND, ""));
        }
        report.progress(++done, names.size());
      }
      Map<Long, Long> placed = new HashMap<>();
      each(Export.COMMENTS, comment -> comment(comment, placed));
    }

    @FunctionalInterface
    private interface Thing {
      void take(JsonObject thing) throws IOException, SQLException;
    }

    private void each(String name, Thing thing) throws SQLException {
      if (!names.contains(name)) {
        return;
      }
      try {
        Optional<byte[]> bytes = zip.bytes(name, MOST_JSON_BYTES);
        if (bytes.isEmpty()) {
          report.add(Line.refused(Kind.FILE, name, Reason.TOO_LARGE, ""));
          return;
        }
        List<JsonValue> values;
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(bytes.get()))) {
          JsonValue value = reader.readValue();
          values = value instanceof JsonObject ? List.of(value) : value.asJsonArray();
        }
        for (JsonValue value : values) {
          thing.take(value.asJsonObject());
        }
      } catch (IOException | JsonException | ClassCastException e) {
        report.add(Line.refused(Kind.FILE, name, Reason.UNREADABLE, message(e)));
      }
    }

    private void image(JsonObject image) throws SQLException {
      String path = image.getString("path", "");
      Optional<ImageAddress> address = ImageAddress.of("/" + path);
      if (address.isEmpty() || !names.contains(path)) {
        report.add(Line.refused(Kind.IMAGE, path, Reason.BAD_NAME, ""));
        return;
      }
      try {
        Optional<byte[]> content = zip.bytes(path, MOST_IMAGE_BYTES);
        if (content.isEmpty()) {
          report.add(Line.refused(Kind.IMAGE, path, Reason.TOO_LARGE, ""));
          return;
        }
        boolean taken =
            media.takeOver(
                address.get(),
                people.find(image.getString("owner", "")).orElse(importerId),
                image.getString("purpose", "post"),
                content.get(),
                alt(image),
                Dates.of(image.getString("created", "")).orElseGet(clock::instant));
        report.add(
            taken
                ? Line.taken(Kind.IMAGE, path, "/" + path)
                : Line.skipped(Kind.IMAGE, path, Reason.THERE));
      } catch (IOException e) {
        report.add(Line.refused(Kind.IMAGE, path, Reason.UNREADABLE, message(e)));
      } catch (RequestFailedException | IllegalArgumentException e) {
        report.add(Line.refused(Kind.IMAGE, path, Reason.INVALID, message(e)));
      }
    }

    private static String alt(JsonObject image) {
      String alt = image.getString("alt", "").replace('\0', ' ');
      return alt.substring(0, Math.min(alt.length(), 500));
    }

    private void markdown(String name) throws SQLException {
      Kind kind = Kind.POST;
      try {
        Optional<byte[]> bytes = zip.bytes(name, MOST_TEXT_BYTES);
        if (bytes.isEmpty()) {
          report.add(Line.refused(kind, name, Reason.TOO_LARGE, ""));
          return;
        }
        MarkdownFile file = new MarkdownFile(name, FrontMatter.parse(ZipFiles.text(bytes.get())));
        if (file.isPage()) {
          kind = Kind.PAGE;
          PageDraft page = file.page();
          report.add(belongings.page(name, page, file.pageCreated(), file.pageUpdated()));
          return;
        }
        ArrivingPost post = file.post(clock.instant());
        report.add(arrivals.post(post, importerId));
        Optional<Long> id = arrivals.fromSource(post.source());
        id.ifPresent(it -> posts.put(post.slug().orElseThrow(), it));
      } catch (IOException e) {
        report.add(Line.refused(kind, name, Reason.UNREADABLE, message(e)));
      } catch (RequestFailedException | IllegalArgumentException e) {
        report.add(Line.refused(kind, name, Reason.INVALID, message(e)));
      }
    }

    private void comment(JsonObject comment, Map<Long, Long> placed) throws SQLException {
      String slug = comment.getString("post", "");
      String name = "/blogs/" + slug + " #" + comment.getInt("id", 0);
      Long post = posts.get(slug);
      if (post == null) {
        report.add(Line.skipped(Kind.COMMENT, name, Reason.NO_POST));
        return;
      }
      Optional<Long> author = people.find(comment.getString("author", ""));
      Long thread = comment.containsKey("thread") ? placed.get(number(comment, "thread")) : null;
      if (author.isEmpty() || (comment.containsKey("thread") && thread == null)) {
        report.add(Line.refused(Kind.COMMENT, name, Reason.NO_AUTHOR, ""));
        return;
      }
      Belongings.Placed there =
          belongings.comment(post, Optional.ofNullable(thread), author.get(), comment, name);
      if (there.id() > 0) {
        placed.put(number(comment, "id"), there.id());
      }
      report.add(there.line());
    }

    private static long number(JsonObject json, String name) {
      return json.getJsonNumber(name).longValue();
    }

    private static String message(Exception e) {
      return e instanceof RequestFailedException failed
          ? ImportReport.rules(failed.problem())
          : String.valueOf(e.getMessage());
    }
  }
}
