package org.inkgate.transfer.imports;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.inkgate.markdown.Slug;
import org.inkgate.posts.PostDraft;
import org.inkgate.posts.PostStatus;
import org.inkgate.transfer.imports.ReportEntry.Reason;

/** Makes an imported post fit the rules of a {@link PostDraft}, and notes what had to change. */
public final class PostFit {

  private static final int TITLE_OF_TEXT = 60;

  private PostFit() {}

  public static PostDraft draft(SourcePost post, List<Note> notes) {
    String title = SourceText.line(post.title());
    String body = SourceText.withoutControls(post.body());
    if (title.length() > PostDraft.LONGEST_TITLE) {
      notes.add(new Note(Reason.SHORTENED, "title"));
      // Whole, in front of the text, so that no word is lost.
      body = escaped(title) + "\n\n" + body;
      title = SourceText.cut(title, PostDraft.LONGEST_TITLE);
    }
    if (!PostDraft.isVisible(body)) {
      notes.add(new Note(Reason.INVALID, "body: empty"));
      body = "…";
    }
    if (body.length() > PostDraft.LONGEST_BODY) {
      notes.add(new Note(Reason.SHORTENED, "body"));
      body = SourceText.cut(body, PostDraft.LONGEST_BODY);
    }
    if (!PostDraft.isVisible(title)) {
      title = titleOf(post, body);
      notes.add(new Note(Reason.RENAMED, "title: " + title));
    }
    Optional<String> summary = post.summary().map(SourceText::line).filter(it -> !it.isEmpty());
    if (summary.filter(it -> it.length() > PostDraft.LONGEST_SUMMARY).isPresent()) {
      notes.add(new Note(Reason.SHORTENED, "summary"));
      summary = summary.map(it -> SourceText.cut(it, PostDraft.LONGEST_SUMMARY));
    }
    PostStatus status = post.publication().status();
    return new PostDraft(
        title,
        body,
        tags(post.tags(), notes),
        status,
        status == PostStatus.SCHEDULED ? post.publication().at() : Optional.empty(),
        Optional.empty(),
        summary);
  }

  private static String titleOf(SourcePost post, String body) {
    String words =
        SourceText.cut(SourceText.line(body.replaceAll("[#*_>`\\[\\]|\\\\]+", " ")), TITLE_OF_TEXT);
    boolean none = !PostDraft.isVisible(words) || words.startsWith("<") || words.startsWith("!");
    return none ? post.slug().orElse("Untitled") : words;
  }

  private static String escaped(String title) {
    return title.replaceAll("([\\\\`*_\\[\\]<>#&~|!-])", "\\\\$1");
  }

  private static List<String> tags(List<String> given, List<Note> notes) {
    // Two spellings of a word are one tag; the first one stays.
    Map<String, String> tags = new LinkedHashMap<>();
    List<String> leftOut = new ArrayList<>();
    for (String one : given) {
      String tag = SourceText.line(one);
      String fit = SourceText.cut(tag, PostDraft.LONGEST_TAG);
      if (!fit.equals(tag)) {
        notes.add(new Note(Reason.SHORTENED, "tag: " + tag));
      }
      String key = fit.toLowerCase(Locale.ROOT);
      if (!PostDraft.isVisible(fit) || tags.containsKey(key)) {
        continue;
      }
      if (tags.size() == PostDraft.MOST_TAGS) {
        leftOut.add(fit);
      } else {
        tags.put(key, fit);
      }
    }
    if (!leftOut.isEmpty()) {
      notes.add(new Note(Reason.LEFT_OUT, "tags: " + String.join(", ", leftOut)));
    }
    return List.copyOf(tags.values());
  }

  /** The slug that a post had, or the nearest that a post may have here. */
  public static String slug(SourcePost post, PostDraft draft) {
    String given = post.slug().map(PostFit::decoded).orElse("");
    if (Slug.mayBeChosen(given)) {
      return given;
    }
    String ofSlug = Slug.ofTitle(given).value();
    return given.isBlank() || "post".equals(ofSlug) ? Slug.ofTitle(draft.title()).value() : ofSlug;
  }

  /** WordPress keeps slugs of other scripts percent-encoded. */
  public static String decoded(String slug) {
    try {
      return URLDecoder.decode(slug.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return slug;
    }
  }

  /** The same slug with a number, within the length of one. */
  static String numbered(String slug, int number) {
    String suffix = "-" + number;
    String cut = slug.substring(0, Math.min(slug.length(), 80 - suffix.length()));
    return cut.replaceAll("(?<!-)-+$", "") + suffix;
  }
}
