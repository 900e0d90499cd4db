package org.inkgate.transfer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.inkgate.http.Json;
import org.inkgate.http.RequestFailedException;
import org.inkgate.markdown.Slug;
import org.inkgate.transfer.Line.Kind;
import org.inkgate.transfer.Line.Reason;

/** Takes over what WordPress exports (WXR), one item at a time. */
@ApplicationScoped
class WordPressImport {

  private static final int KIBIBYTE = 1024;

  private Arrivals arrivals;
  private People people;
  private Belongings belongings;
  private Clock clock;

  WordPressImport() {}

  @Inject
  WordPressImport(Arrivals arrivals, People people, Belongings belongings, Clock clock) {
    this.arrivals = arrivals;
    this.people = people;
    this.belongings = belongings;
    this.clock = clock;
  }

  /** A reader that fetches nothing and expands nothing: a file can't make it read another. */
  static XMLStreamReader reader(InputStream file) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newInstance();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory.createXMLStreamReader(file);
  }

  /** Takes over what it can and reports on each item. */
  void run(Path file, long importerId, ImportReport report) throws IOException, SQLException {
    int total = (int) (Files.size(file) / KIBIBYTE) + 1;
    String site = "";
    try (InputStream content = new BufferedInputStream(Files.newInputStream(file))) {
      XMLStreamReader xml = reader(content);
      while (xml.hasNext()) {
        if (xml.next() != XMLStreamConstants.START_ELEMENT) {
          continue;
        }
        switch (WordPressItem.name(xml)) {
          case "wp:base_blog_url" -> site = WordPressItem.text(xml).strip();
          case "wp:author" -> author(WordPressItem.map(xml), report);
          case "item" -> {
            item(WordPressItem.read(xml), site, importerId, report);
            report.reached(Math.max(0, xml.getLocation().getCharacterOffset()) / KIBIBYTE, total);
          }
          default -> {
            // The channel, and what describes it.
          }
        }
      }
    } catch (XMLStreamException e) {
      String message = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
      report.add(Line.refused(Kind.FILE, "WXR", Reason.UNREADABLE, message));
    }
    report.reached(total, total);
  }

  private void author(Map<String, String> author, ImportReport report) throws SQLException {
    report.add(
        people.add(
            Json.createObjectBuilder()
                .add("username", author.getOrDefault("wp:author_login", ""))
                .add("display_name", author.getOrDefault("wp:author_display_name", ""))
                .build()));
  }

  private void item(WordPressItem item, String site, long importerId, ImportReport report)
      throws SQLException {
    Kind kind = "page".equals(item.value("wp:post_type")) ? Kind.PAGE : Kind.POST;
    try {
      switch (item.value("wp:post_type")) {
        case "post" -> {
          ArrivingPost post = item.post(site, clock.instant());
          report.add(arrivals.post(post, importerId));
          Optional<Long> id = arrivals.fromSource(post.source());
          if (id.isPresent()) {
            comments(item, id.get(), report);
          }
        }
        case "page" -> {
          // A draft or a private page is for nobody to see; pages here are for everybody.
          if ("publish".equals(item.value("wp:status"))) {
            report.add(belongings.page(item.name(), item.page(), item.created(), item.updated()));
          } else {
            report.add(Line.refused(kind, item.name(), Reason.UNKNOWN_KIND, "draft"));
          }
        }
        case "attachment" ->
            report.add(
                Line.refused(
                    Kind.IMAGE, item.name(), Reason.UNKNOWN_KIND, item.value("wp:attachment_url")));
        default -> report.add(Line.refused(Kind.FILE, item.name(), Reason.UNKNOWN_KIND, ""));
      }
    } catch (RequestFailedException | IllegalArgumentException e) {
      report.refuse(kind, item.name(), e);
    }
  }

  private void comments(WordPressItem item, long postId, ImportReport report) throws SQLException {
    Map<String, Long> roots = new HashMap<>();
    for (Map<String, String> comment : item.comments()) {
      String id = comment.getOrDefault("wp:comment_id", "");
      String name = item.name() + " #" + id;
      String approved = comment.getOrDefault("wp:comment_approved", "");
      String type = comment.getOrDefault("wp:comment_type", "");
      if (!approved.matches("[01]") || !type.matches("|comment")) {
        report.add(Line.skipped(Kind.COMMENT, name, Reason.UNKNOWN_KIND));
        continue;
      }
      Optional<Long> author = guest(comment, report);
      if (author.isEmpty()) {
        report.add(Line.refused(Kind.COMMENT, name, Reason.NO_AUTHOR, ""));
        continue;
      }
      Optional<Long> root =
          Optional.ofNullable(roots.get(comment.getOrDefault("wp:comment_parent", "0")));
      JsonObjectBuilder json =
          Json.createObjectBuilder()
              .add("body", HtmlText.markdown(comment.getOrDefault("wp:comment_content", "")))
              .add("state", "1".equals(approved) ? "approved" : "held")
              .add(
                  "created",
                  Dates.of(comment.getOrDefault("wp:comment_date_gmt", ""))
                      .or(() -> item.created())
                      .orElse(Instant.EPOCH)
                      .toString());
      Belongings.Placed placed = belongings.comment(postId, root, author.get(), json.build(), name);
      if (placed.id() > 0) {
        // Threads have one level here.
        roots.put(id, root.orElse(placed.id()));
      }
      report.add(placed.line());
    }
  }

  /** An account for somebody who had none; never that of somebody who has one here. */
  private Optional<Long> guest(Map<String, String> comment, ImportReport report)
      throws SQLException {
    String name = comment.getOrDefault("wp:comment_author", "").strip();
    String slug = Slug.ofTitle(name).value();
    String username =
        "guest-" + slug.substring(0, Math.min(slug.length(), 26)).replaceAll("-$", "");
    if (people.find(username).isEmpty()) {
      report.add(
          people.add(
              Json.createObjectBuilder()
                  .add("username", username)
                  .add("display_name", name)
                  .add("role", "reader")
                  .build()));
    }
    return people.findGuest(username);
  }
}
