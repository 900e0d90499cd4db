package org.inkgate.transfer.exports;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.stream.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.inkgate.persistence.Snapshot;
import org.inkgate.transfer.imports.ExportedFile;
import org.inkgate.transfer.imports.JsonSink;
import org.inkgate.transfer.markdownfiles.FrontMatter;

/** Writes all that a site consists of, for another program or another Inkgate. */
public final class Export {

  private final ExportReader reader;
  private final boolean emails;

  public Export(Snapshot snapshot, boolean emails) {
    this.reader = new ExportReader(snapshot);
    this.emails = emails;
  }

  @FunctionalInterface
  private interface Source {
    void each(JsonSink sink) throws IOException, SQLException;
  }

  /** Writes Markdown files with front matter, images, and the rest as JSON. */
  public void zip(OutputStream to) throws IOException, SQLException {
    ZipOutputStream zip = new ZipOutputStream(to, StandardCharsets.UTF_8);
    begin(zip, ExportedFile.SITE);
    zip.write(reader.site().toString().getBytes(StandardCharsets.UTF_8));
    array(zip, ExportedFile.AUTHORS, sink -> reader.authors(emails, sink));
    reader.posts(post -> file(zip, "posts/", post));
    reader.pages(page -> file(zip, "pages/", page));
    array(zip, ExportedFile.COMMENTS, reader::comments);
    array(zip, ExportedFile.MEDIA, reader::media);
    for (String path : images()) {
      begin(zip, path);
      reader.content(path, zip);
    }
    zip.finish();
  }

  private static void begin(ZipOutputStream zip, String name) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    // Two exports of the same are the same.
    entry.setTime(0);
    zip.putNextEntry(entry);
  }

  private static void file(ZipOutputStream zip, String folder, JsonObject thing)
      throws IOException {
    begin(zip, folder + thing.getString("slug") + ".md");
    zip.write(FrontMatter.write(thing).getBytes(StandardCharsets.UTF_8));
  }

  private static void array(ZipOutputStream zip, String name, Source source)
      throws IOException, SQLException {
    begin(zip, name);
    String[] between = {"[\n"};
    source.each(
        thing -> {
          zip.write((between[0] + thing).getBytes(StandardCharsets.UTF_8));
          between[0] = ",\n";
        });
    zip.write((between[0].startsWith("[") ? "[]\n" : "\n]\n").getBytes(StandardCharsets.UTF_8));
  }

  private List<String> images() throws IOException, SQLException {
    List<String> paths = new ArrayList<>();
    reader.media(image -> paths.add(image.getString("path")));
    return paths;
  }

  /** Writes the same as one JSON document, the images in Base64. */
  public void json(OutputStream to) throws IOException, SQLException {
    JsonGenerator json = Json.createGenerator(to);
    json.writeStartObject().write("site", reader.site());
    array(json, "authors", sink -> reader.authors(emails, sink));
    array(json, "posts", reader::posts);
    array(json, "pages", reader::pages);
    array(json, "comments", reader::comments);
    array(json, "media", this::imagesWithContent);
    json.writeEnd().flush();
  }

  private void imagesWithContent(JsonSink sink) throws IOException, SQLException {
    List<JsonObject> images = new ArrayList<>();
    reader.media(images::add);
    for (JsonObject image : images) {
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      reader.content(image.getString("path"), content);
      sink.accept(
          Json.createObjectBuilder(image)
              .add("content", Base64.getEncoder().encodeToString(content.toByteArray()))
              .build());
    }
  }

  private static void array(JsonGenerator json, String name, Source source)
      throws IOException, SQLException {
    json.writeStartArray(name);
    source.each(json::write);
    json.writeEnd();
  }
}
