package org.inkgate.transfer.ghost;

import static org.inkgate.transfer.imports.SourceText.text;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.inkgate.transfer.imports.Dates;
import org.inkgate.transfer.imports.Note;
import org.inkgate.transfer.imports.Publication;
import org.inkgate.transfer.imports.ReportEntry.Reason;
import org.inkgate.transfer.imports.SourceAuthor;
import org.inkgate.transfer.imports.SourcePage;
import org.inkgate.transfer.imports.SourcePost;

/** Reads a post or a page of Ghost from its row. */
record GhostPost(GhostFile file, JsonObject row) {

  boolean isPage() {
    return "page".equals(text(row, "type")) || GhostFile.isTrue(row, "page");
  }

  String name() {
    return text(row, "slug") + ": " + text(row, "title");
  }

  /** Whether all could read it: not only members, and not only those who got a mail. */
  Publication publication(Instant now) {
    String visibility = text(row, "visibility");
    if (!visibility.matches("|public")) {
      return Publication.draft("visibility: " + visibility);
    }
    if (visibility.isEmpty() && row.containsKey("tiers")) {
      return Publication.draft("tiers");
    }
    if (file.isMailedOnly(row)) {
      return Publication.draft("email_only");
    }
    String status = text(row, "status");
    Optional<Instant> date = published();
    if (!status.matches("published|scheduled")) {
      return Publication.draft("status: " + status);
    }
    if (date.isEmpty()) {
      return Publication.draft("date: " + text(row, "published_at"));
    }
    boolean missed = "scheduled".equals(status) && !date.get().isAfter(now);
    return missed ? Publication.draft("status: " + status) : Publication.since(date.get(), now);
  }

  private Optional<Instant> published() {
    String written = text(row, "published_at");
    return written.isEmpty() ? Dates.of(text(row, "created_at")) : Dates.of(written);
  }

  SourcePost post(Publication publication) {
    List<Note> notes = new ArrayList<>();
    String body = new GhostHtml(row, file.imageAlt(row)).markdown(notes);
    List<SourceAuthor> authors = file.authors(row);
    if (authors.size() > 1) {
      notes.add(
          new Note(
              Reason.LEFT_OUT,
              "authors: " + String.join(", ", authors.stream().map(SourceAuthor::login).toList())));
    }
    if (GhostFile.isTrue(row, "featured")) {
      notes.add(new Note(Reason.LEFT_OUT, "featured"));
    }
    String title = text(row, "title");
    return new SourcePost(
        name(),
        "ghost " + text(row, "uuid") + " " + text(row, "id"),
        "(Untitled)".equals(title) ? "" : title,
        body,
        file.tags(row),
        Optional.of(text(row, "custom_excerpt")).filter(it -> !it.isEmpty()),
        publication,
        slug(),
        true,
        Optional.empty(),
        created(),
        updated(),
        List.of(),
        oldPaths(),
        false,
        notes);
  }

  Optional<SourceAuthor> author() {
    return file.authors(row).stream().findFirst();
  }

  SourcePage page() {
    List<Note> notes = new ArrayList<>();
    String body = new GhostHtml(row, file.imageAlt(row)).markdown(notes);
    return new SourcePage(
        name(),
        text(row, "title"),
        body,
        slug(),
        Optional.empty(),
        created(),
        updated(),
        oldPaths(),
        notes);
  }

  private List<String> oldPaths() {
    return slug().map(it -> List.of("/" + it + "/")).orElse(List.of());
  }

  private Optional<String> slug() {
    return Optional.of(text(row, "slug")).filter(it -> !it.isBlank() && !"untitled".equals(it));
  }

  private Optional<Instant> created() {
    return Dates.of(text(row, "created_at")).or(this::published);
  }

  private Optional<Instant> updated() {
    return Dates.of(text(row, "updated_at"));
  }
}
