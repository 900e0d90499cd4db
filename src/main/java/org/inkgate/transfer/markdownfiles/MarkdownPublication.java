package org.inkgate.transfer.markdownfiles;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.inkgate.transfer.imports.Dates;
import org.inkgate.transfer.imports.Publication;
import org.inkgate.transfer.imports.SourceText;

/** Decides from a file's front matter and path whether all could read it, and since when. */
final class MarkdownPublication {

  /** Names of values that say that a post is not public, unless they say "no". */
  private static final List<String> PRIVATE =
      List.of(
          "draft",
          "private",
          "hidden",
          "unlisted",
          "headless",
          "password",
          "passwd",
          "protected",
          "encrypted",
          "members_only",
          "membersonly",
          "secret",
          "archived",
          "trash",
          "deleted");

  private static final Set<String> PUBLIC_STATUS =
      Set.of("publish", "published", "public", "scheduled", "future", "live");

  private static final Set<String> PUBLIC_VISIBILITY = Set.of("public", "everyone", "all", "open");

  /** What Hugo's {@code build} says of a page that is listed and rendered. */
  private static final Set<String> BUILT = Set.of("always", "true", "local");

  private static final List<String> DATES =
      List.of("publish_at", "published_at", "published", "date", "publishdate", "pubdate");

  private final FrontMatter matter;
  private final String path;
  private final Optional<String> fileDate;
  private final Instant now;

  /**
   * @param path of the file
   * @param fileDate the day in the file's name
   */
  MarkdownPublication(FrontMatter matter, String path, Optional<String> fileDate, Instant now) {
    this.matter = matter;
    this.path = "/" + path.toLowerCase(Locale.ROOT);
    this.fileDate = fileDate;
    this.now = now;
  }

  Publication decide() {
    return whyDraft().map(Publication::draft).orElseGet(() -> Publication.since(since(), now));
  }

  private Optional<String> whyDraft() {
    return Stream.of(
            matter.problem(), privateWord(), status(), build(), folder(), expired(), badDate())
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static String said(String name, Object value) {
    return name + ": " + SourceText.cut(String.valueOf(value), 60);
  }

  private Optional<String> privateWord() {
    Optional<String> word =
        PRIVATE.stream()
            .filter(name -> matter.has(name) && !matter.isFalse(name))
            // What a password is says more than the report should.
            .map(name -> name.startsWith("pass") ? name : said(name, matter.values().get(name)))
            .findFirst();
    boolean unpublished =
        matter.has("published")
            && !matter.isTrue("published")
            && Dates.of(matter.text("published").orElse("")).isEmpty();
    return word.or(
        () ->
            unpublished
                ? Optional.of(said("published", matter.values().get("published")))
                : Optional.empty());
  }

  private Optional<String> status() {
    return unknown(List.of("status", "post_status", "state", "poststatus"), PUBLIC_STATUS)
        .or(() -> unknown(List.of("visibility", "access", "audience"), PUBLIC_VISIBILITY));
  }

  private Optional<String> unknown(List<String> names, Set<String> known) {
    return names.stream()
        .filter(matter::has)
        .filter(
            name ->
                !known.contains(
                    String.valueOf(matter.values().get(name)).strip().toLowerCase(Locale.ROOT)))
        .map(name -> said(name, matter.values().get(name)))
        .findFirst();
  }

  private Optional<String> build() {
    for (String name : List.of("build", "_build")) {
      Object build = matter.values().get(name);
      if (build instanceof Map<?, ?> map) {
        for (String part : List.of("list", "render")) {
          Object value = map.get(part);
          if (value != null && !BUILT.contains(value.toString().toLowerCase(Locale.ROOT))) {
            return Optional.of(said(name + "." + part, value));
          }
        }
      } else if (build != null && !matter.isTrue(name)) {
        return Optional.of(said(name, build));
      }
    }
    return Optional.empty();
  }

  private Optional<String> folder() {
    return Stream.of("/_drafts/", "/drafts/", "/_private/", "/private/", "/.trash/")
        .filter(path::contains)
        .findFirst();
  }

  private Optional<String> expired() {
    for (String name : List.of("expirydate", "unpublishdate", "expires")) {
      Optional<String> text = matter.text(name);
      if (text.isPresent() && Dates.of(text.get()).filter(it -> it.isAfter(now)).isEmpty()) {
        return Optional.of(said(name, text.get()));
      }
    }
    return Optional.empty();
  }

  private Optional<String> badDate() {
    Optional<String> written =
        DATES.stream()
            .filter(name -> !("published".equals(name) && matter.isTrue(name)))
            .filter(name -> matter.text(name).filter(it -> Dates.of(it).isEmpty()).isPresent())
            .map(name -> said(name, matter.values().get(name)))
            .findFirst();
    return written.or(
        () -> fileDate.filter(it -> Dates.of(it).isEmpty()).map(it -> said("date", it)));
  }

  /** The date that readers saw, or one to come: then the last that the file says. */
  private Instant since() {
    List<Instant> dates =
        DATES.stream().flatMap(name -> matter.text(name).flatMap(Dates::of).stream()).toList();
    return dates.stream()
        .filter(it -> it.isAfter(now))
        .max(Instant::compareTo)
        .or(() -> dates.stream().findFirst())
        .or(() -> fileDate.flatMap(Dates::of))
        .orElse(now);
  }
}
