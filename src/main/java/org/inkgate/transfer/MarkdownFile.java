package org.inkgate.transfer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.inkgate.blog.PostDraft;
import org.inkgate.blog.PostStatus;
import org.inkgate.markdown.Slug;
import org.inkgate.site.PageDraft;

/** Understands a Markdown file as Inkgate, Jekyll and Hugo write them. */
record MarkdownFile(String path, FrontMatter matter) {

  /** How Jekyll names posts. */
  private static final Pattern DATED = Pattern.compile("(\\d{4}-\\d{1,2}-\\d{1,2})-(.+)");

  private static final Pattern HEADING = Pattern.compile("(?m)\\A\\s*+#[ \\t]++(.+)$");

  boolean isPage() {
    return ("/" + path).contains("/pages/")
        || matter.text("layout", "type").filter("page"::equals).isPresent();
  }

  private String fileName() {
    String name = path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.[A-Za-z]+$", "");
    if ("index".equals(name) && path.contains("/")) {
      // Hugo keeps a post and its images in a folder.
      String folder = path.substring(0, path.lastIndexOf('/'));
      return folder.substring(folder.lastIndexOf('/') + 1);
    }
    return name;
  }

  private String nameWithoutDate() {
    Matcher dated = DATED.matcher(fileName());
    return dated.matches() ? dated.group(2) : fileName();
  }

  private Optional<Instant> date(String... names) {
    return matter.text(names).flatMap(Dates::of);
  }

  private Optional<Instant> published() {
    Matcher dated = DATED.matcher(fileName());
    return date("publish_at", "published", "date", "publishdate")
        .or(() -> dated.matches() ? Dates.of(dated.group(1)) : Optional.empty());
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

  private String slug() {
    String slug = matter.text("slug").orElseGet(this::nameWithoutDate);
    return Slug.mayBeChosen(slug) ? slug : Slug.ofTitle(slug).value();
  }

  private PostStatus status(Instant now) {
    Optional<String> status = matter.text("status");
    if (matter.isTrue("draft")
        || Boolean.FALSE.equals(matter.values().get("published"))
        || ("/" + path).contains("/_drafts/")
        || status.filter("draft"::equals).isPresent()) {
      return PostStatus.DRAFT;
    }
    boolean later = published().filter(date -> date.isAfter(now)).isPresent();
    return later || (status.filter("scheduled"::equals).isPresent() && published().isPresent())
        ? PostStatus.SCHEDULED
        : PostStatus.PUBLISHED;
  }

  ArrivingPost post(Instant now) {
    PostStatus status = status(now);
    Optional<Instant> published =
        status == PostStatus.DRAFT ? Optional.empty() : Optional.of(published().orElse(now));
    List<String> tags = new ArrayList<>(matter.texts("tags"));
    tags.addAll(matter.texts("categories"));
    String slug = slug();
    boolean ownSlug = matter.isTrue("own_slug") || !matter.values().containsKey("own_slug");
    PostDraft draft =
        new PostDraft(
            title(),
            matter.body(),
            tags,
            status,
            status == PostStatus.SCHEDULED ? published : Optional.empty(),
            ownSlug ? Optional.of(slug) : Optional.empty(),
            matter.text("summary", "description", "excerpt"));
    Instant created = date("created", "date").or(this::published).orElse(now);
    return new ArrivingPost(
        path,
        "markdown " + path + " " + slug + " " + created(),
        draft,
        Optional.of(slug),
        matter.text("author"),
        created,
        date("updated", "lastmod", "last_modified_at").orElse(created),
        published,
        matter.texts("old_slugs"));
  }

  /** As the file says it; a file that says nothing says the same next time. */
  private String created() {
    return matter.text("created", "date").orElse("");
  }

  PageDraft page() {
    Optional<Long> position =
        matter.text("menu_position").filter(text -> text.matches("\\d{1,4}")).map(Long::valueOf);
    return new PageDraft(title(), slug(), matter.body(), position);
  }

  Optional<Instant> pageCreated() {
    return date("created", "date");
  }

  Optional<Instant> pageUpdated() {
    return date("updated", "lastmod");
  }
}
