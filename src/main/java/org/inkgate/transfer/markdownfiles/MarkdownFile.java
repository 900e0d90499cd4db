package org.inkgate.transfer.markdownfiles;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.inkgate.markdown.HtmlToMarkdown;
import org.inkgate.posts.PostDraft;
import org.inkgate.transfer.imports.Dates;
import org.inkgate.transfer.imports.Note;
import org.inkgate.transfer.imports.Publication;
import org.inkgate.transfer.imports.ReportEntry.Reason;
import org.inkgate.transfer.imports.SourcePage;
import org.inkgate.transfer.imports.SourcePost;

/** Reads a Markdown file as Inkgate, Jekyll, Hugo and others write them. */
record MarkdownFile(String path, FrontMatter matter, boolean mended) {

  /** How Jekyll names posts. */
  private static final Pattern DATED = Pattern.compile("(\\d{4}-\\d{1,2}-\\d{1,2})-(.+)");

  private static final Pattern HEADING = Pattern.compile("(?m)\\A\\s*+#[ \\t]++(.+)$");

  private static final Pattern HIGHLIGHT =
      Pattern.compile(
          "\\{%-?\\s*highlight\\s+([\\w+#.-]{1,30})[^%]{0,100}%}|\\{%-?\\s*endhighlight\\s*-?%}");

  /** What a site generator would have run. */
  private static final Pattern TEMPLATE =
      Pattern.compile(
          "\\{%-?\\s{0,5}([a-z_]{1,30})|\\{\\{[<%]\\s{0,5}/?\\s?([\\w./-]{1,40})|\\{\\{\\s{0,5}([\\w.]{1,40})");

  private static final Pattern CONTENT =
      Pattern.compile("(?:.{0,100}/)?content/((?:[^/]+/)*?)[^/]+(?:/index)?\\.[a-z]+");

  boolean isPage() {
    return ("/" + path).contains("/pages/")
        || isSection()
        || matter.text("layout", "type").filter("page"::equals).isPresent();
  }

  /** Hugo's page above a folder's posts. */
  boolean isSection() {
    return fileName().equals("_index");
  }

  private String baseName() {
    return path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.[A-Za-z]+$", "");
  }

  private String fileName() {
    String name = baseName();
    if (name.matches("index(\\.[a-z]{2})?") && path.contains("/")) {
      return folder();
    }
    return name;
  }

  /** Hugo keeps a post and its images in a folder. */
  private String folder() {
    String folder = path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "home";
    return folder.substring(folder.lastIndexOf('/') + 1);
  }

  private Optional<String> fileDate() {
    Matcher dated = DATED.matcher(fileName());
    return dated.matches() ? Optional.of(dated.group(1)) : Optional.empty();
  }

  private String nameWithoutDate() {
    Matcher dated = DATED.matcher(fileName());
    return isSection() ? folder() : dated.matches() ? dated.group(2) : fileName();
  }

  private Optional<Instant> date(String... names) {
    return matter.text(names).flatMap(Dates::of);
  }

  private String title() {
    Matcher heading = HEADING.matcher(matter.body());
    return matter
        .text("title")
        .orElseGet(
            () ->
                heading.find()
                    ? withoutEnd(heading.group(1))
                    : nameWithoutDate().replace('-', ' '));
  }

  /** A heading may end with the characters that begin it (CommonMark §4.2). */
  private static String withoutEnd(String heading) {
    int end = heading.length();
    while (end > 1 && " \t#".indexOf(heading.charAt(end - 1)) >= 0) {
      end--;
    }
    return heading.substring(0, end);
  }

  Optional<String> slug() {
    Optional<String> address = matter.text("slug");
    if (address.isEmpty()) {
      address =
          matter.text("permalink", "url").filter(it -> !it.contains(":")).map(MarkdownFile::last);
    }
    return address.filter(it -> !it.isBlank()).or(() -> Optional.of(nameWithoutDate()));
  }

  private static String last(String address) {
    String path = address.replaceFirst("(/|/?index\\.html|\\.html)$", "");
    return path.substring(path.lastIndexOf('/') + 1);
  }

  Publication publication(Instant now) {
    return new MarkdownPublication(matter, path, fileDate(), now).decide();
  }

  SourcePost post(Publication publication) {
    List<Note> notes = new ArrayList<>();
    String body = body(notes);
    List<String> authors = authors();
    if (authors.size() > 1) {
      notes.add(new Note(Reason.LEFT_OUT, "authors: " + String.join(", ", authors)));
    }
    boolean ownSlug = matter.isTrue("own_slug") || !matter.has("own_slug");
    return new SourcePost(
        path,
        "markdown "
            + path
            + " "
            + slug().orElse("")
            + " "
            + matter.text("created", "date").orElse(""),
        title(),
        body,
        tags(),
        matter.text("summary", "description", "excerpt"),
        publication,
        slug(),
        ownSlug,
        authors.stream().findFirst(),
        date("created", "date")
            .or(publication::at)
            .or(() -> fileDate().flatMap(Dates::of))
            .filter(it -> hasDate()),
        date("updated", "lastmod", "last_modified_at", "modified"),
        matter.texts("old_slugs"),
        oldPaths(),
        matter.has("comments") && matter.isFalse("comments"),
        notes);
  }

  /** A file that says nothing says nothing next time, too. */
  private boolean hasDate() {
    return matter.text("created", "date").isPresent() || fileDate().isPresent();
  }

  private List<String> authors() {
    for (String name : List.of("author", "authors")) {
      Object value = matter.values().get(name);
      if (value instanceof Map<?, ?> map) {
        return Optional.ofNullable(map.get("name"))
            .map(it -> List.of(it.toString().strip()))
            .orElse(List.of());
      }
      if (value instanceof List<?>) {
        return matter.texts(name);
      }
      if (matter.text(name).isPresent()) {
        return List.of(matter.text(name).get());
      }
    }
    return List.of();
  }

  private List<String> tags() {
    List<String> tags = new ArrayList<>();
    for (FrontMatter from : List.of(matter, matter.inner("taxonomies"))) {
      tags.addAll(from.texts("tags"));
      tags.addAll(from.texts("categories"));
      for (String name : List.of("tag", "category", "series")) {
        tags.addAll(
            from.values().get(name) instanceof List<?>
                ? from.texts(name)
                : from.text(name).stream().toList());
      }
    }
    return tags;
  }

  private List<String> oldPaths() {
    List<String> paths = new ArrayList<>();
    for (String name : List.of("aliases", "redirect_from", "old_paths")) {
      paths.addAll(
          matter.values().get(name) instanceof List<?>
              ? matter.texts(name)
              : matter.text(name).stream().toList());
    }
    matter
        .text("permalink", "url")
        .filter(it -> it.startsWith("/") && !it.contains(":"))
        .ifPresent(paths::add);
    generatedPath().ifPresent(paths::add);
    return paths;
  }

  /** The path that Jekyll and Hugo make where no setting says otherwise. */
  private Optional<String> generatedPath() {
    Matcher dated = DATED.matcher(fileName());
    if (path.contains("_posts/") && dated.matches()) {
      return Dates.of(dated.group(1))
          .map(it -> it.toString().substring(0, 10).replace('-', '/'))
          .map(day -> "/" + day + "/" + dated.group(2) + ".html");
    }
    Matcher content = CONTENT.matcher(path);
    return content.matches()
        ? Optional.of("/" + content.group(1) + slug().orElse("") + "/")
        : Optional.empty();
  }

  private String body(List<Note> notes) {
    if (mended) {
      notes.add(new Note(Reason.MENDED, "bytes that are not UTF-8"));
    }
    String text = matter.body();
    if (path.toLowerCase(Locale.ROOT).matches(".*\\.html?")) {
      HtmlToMarkdown.Result result = HtmlToMarkdown.convert(text, PostDraft.LONGEST_BODY);
      Note.addAll(result, notes);
      return result.markdown();
    }
    String body =
        HIGHLIGHT
            .matcher(text)
            .replaceAll(
                it -> it.group(1) == null ? "```" : "```" + Matcher.quoteReplacement(it.group(1)));
    Matcher template = TEMPLATE.matcher(body);
    template
        .results()
        .map(it -> it.group().strip())
        .distinct()
        .limit(20)
        .forEach(it -> notes.add(new Note(Reason.MARKUP, it)));
    return body;
  }

  SourcePage page() {
    List<Note> notes = new ArrayList<>();
    return new SourcePage(
        path,
        title(),
        body(notes),
        slug(),
        matter.text("menu_position").filter(text -> text.matches("\\d{1,4}")).map(Long::valueOf),
        date("created", "date"),
        date("updated", "lastmod"),
        oldPaths(),
        notes);
  }
}
