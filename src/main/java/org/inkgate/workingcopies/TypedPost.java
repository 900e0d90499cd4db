package org.inkgate.workingcopies;

import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.inkgate.http.RequestFields;
import org.inkgate.posts.PostDraft;

/**
 * The editor's fields just as they were typed: fit to be kept, perhaps not to be published.
 *
 * @param baseVersion the version of the post that the editor was opened with
 */
public record TypedPost(
    @Size(max = 200, message = TOO_LONG) String title,
    @Size(max = 200_000, message = TOO_LONG) String body,
    @Size(max = 1500, message = TOO_LONG) String tags,
    @Size(max = 80, message = TOO_LONG) String slug,
    @Size(max = 300, message = TOO_LONG) String summary,
    long baseVersion) {

  private static final String TOO_LONG = "posts.problem.too-long {max}";

  static TypedPost of(RequestFields fields) {
    return new TypedPost(
        fields.text("title").orElse(""),
        fields.text("body").orElse(""),
        fields.text("tags").orElse(""),
        fields.text("slug").orElse(""),
        fields.text("summary").orElse(""),
        fields.wholeNumber("version").orElse(0L));
  }

  /** A post as the editor would show it. */
  static TypedPost of(PostDraft draft, long baseVersion) {
    return new TypedPost(
        draft.title(),
        draft.body(),
        String.join(", ", draft.tags()),
        draft.slug().orElse(""),
        draft.summary().orElse(""),
        baseVersion);
  }

  /** The post with these words instead of its own. */
  public PostDraft over(PostDraft post) {
    return new PostDraft(
        title,
        body,
        Arrays.stream(tags.split(",")).map(String::strip).filter(tag -> !tag.isEmpty()).toList(),
        post.status(),
        post.publishAt(),
        Optional.of(slug).filter(it -> !it.isEmpty()).or(post::slug),
        Optional.of(summary).filter(it -> !it.isEmpty()));
  }

  public Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("title", title);
    values.put("body", body);
    values.put("tags", tags);
    values.put("slug", slug);
    values.put("summary", summary);
    return values;
  }
}
