package org.inkgate.posts;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.inkgate.http.RequestFields;
import org.inkgate.http.VisibleText;
import org.inkgate.markdown.Slug;

/**
 * A post as a client sends it, not yet validated.
 *
 * @param publishAt when a scheduled post appears
 * @param slug the address its author chose; empty to leave it as it is or have it made of the title
 * @param summary its author's own words for lists; empty to have it made of the body
 */
public record PostDraft(
    @Pattern(regexp = VISIBLE, message = NOT_BLANK)
        @Size(max = PostDraft.LONGEST_TITLE, message = "posts.problem.too-long {max}")
        String title,
    @Pattern(regexp = VISIBLE, message = NOT_BLANK)
        @Size(max = PostDraft.LONGEST_BODY, message = "posts.problem.too-long {max}")
        String body,
    @Size(max = PostDraft.MOST_TAGS, message = "posts.problem.too-many {max}")
        List<
                @Pattern(regexp = VISIBLE, message = NOT_BLANK) @VisibleText
                @Size(max = PostDraft.LONGEST_TAG, message = "posts.problem.each-too-long {max}")
                String>
            tags,
    @NotNull PostStatus status,
    Optional<@StorableDate(message = DATE_RULE) Instant> publishAt,
    Optional<String> slug,
    Optional<
            @Size(max = PostDraft.LONGEST_SUMMARY, message = "posts.problem.too-long {max}") String>
        summary) {

  /** In UTF-16 units, as all lengths here. */
  public static final int LONGEST_TITLE = 200;

  public static final int LONGEST_BODY = 200_000;
  public static final int LONGEST_SUMMARY = 300;
  public static final int LONGEST_TAG = 50;
  public static final int MOST_TAGS = 20;

  /**
   * Something that can be seen: not only white space, control and format characters, variation
   * selectors and fillers.
   */
  private static final String VISIBLE =
      "(?s)[\\s\\p{Z}\\p{Cc}\\p{Cf}\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u2800\\u3164\\uFFA0"
          + "\\uFE00-\\uFE0F\\x{E0100}-\\x{E01EF}]*+.+";

  private static final String NOT_BLANK = "site.problem.not-blank";
  private static final String DATE_RULE = "posts.problem.publish-at";
  private static final String STATUS_RULE = "posts.problem.status";

  public PostDraft {
    title = title.strip();
    tags = List.copyOf(Tags.byKey(tags.stream().map(String::strip).toList()).values());
    slug = slug.map(String::strip).filter(text -> !text.isEmpty());
    summary = summary.map(String::strip).filter(text -> !text.isEmpty());
  }

  /** A post whose address and summary are made of its title and body. */
  public PostDraft(
      String title,
      String body,
      List<String> tags,
      PostStatus status,
      Optional<Instant> publishAt) {
    this(title, body, tags, status, publishAt, Optional.empty(), Optional.empty());
  }

  /** Whether a text has something that can be seen, as titles, bodies and tags must. */
  public static boolean isVisible(String text) {
    return text.matches(VISIBLE);
  }

  /** The same with what a revision said. */
  public PostDraft saying(String newTitle, String newBody, List<String> newTags) {
    return new PostDraft(newTitle, newBody, newTags, status, publishAt, slug, summary);
  }

  /** The same with its tags spelled in another way. */
  public PostDraft tagged(List<String> spelled) {
    return new PostDraft(title, body, spelled, status, publishAt, slug, summary);
  }

  /** The same with another status and no date. */
  PostDraft with(PostStatus newStatus) {
    return new PostDraft(title, body, tags, newStatus, Optional.empty(), slug, summary);
  }

  /** Whether title, body and tags are the same. */
  public boolean saysTheSameAs(PostDraft other) {
    return title.equals(other.title) && body.equals(other.body) && Tags.same(tags, other.tags);
  }

  /** Reads a whole post; what is absent is empty, and the status published. */
  public static PostDraft of(RequestFields fields) {
    return over(fields, new PostDraft("", "", List.of(), PostStatus.PUBLISHED, Optional.empty()));
  }

  /** Reads the fields that are there and takes the others from a post (RFC 7396). */
  public static PostDraft over(RequestFields fields, PostDraft post) {
    PostStatus status = fields.has("status") ? status(fields) : post.status();
    // The date of a scheduled post goes when it is published or becomes a draft.
    Optional<Instant> kept = status == PostStatus.SCHEDULED ? post.publishAt() : Optional.empty();
    return new PostDraft(
        fields.has("title") ? fields.text("title").orElse("") : post.title(),
        fields.has("body") ? fields.text("body").orElse("") : post.body(),
        fields.has("tags") ? fields.texts("tags") : post.tags(),
        status,
        fields.has("publish_at") ? publishAt(fields, status) : kept,
        fields.has("slug") ? fields.text("slug") : post.slug(),
        fields.has("summary") ? fields.text("summary") : post.summary());
  }

  private static PostStatus status(RequestFields fields) {
    Optional<PostStatus> status = fields.text("status").flatMap(PostStatus::of);
    if (status.isEmpty()) {
      fields.error("status", STATUS_RULE);
    }
    return status.orElse(PostStatus.DRAFT);
  }

  private static Optional<Instant> publishAt(RequestFields fields, PostStatus status) {
    if (fields.isForm() && status != PostStatus.SCHEDULED) {
      // In a form the date is always there; the button says whether it is meant.
      return Optional.empty();
    }
    try {
      return fields
          .text("publish_at")
          .filter(text -> !text.isBlank())
          .map(text -> fields.isForm() ? ZonedForm.instant(fields, text) : Instant.parse(text))
          // As exact as the clock: every database stores milliseconds whole.
          .map(date -> date.truncatedTo(ChronoUnit.MILLIS));
    } catch (DateTimeParseException e) {
      fields.error("publish_at", DATE_RULE);
      return Optional.empty();
    }
  }

  @AssertTrue(message = "posts.problem.publish-at-status")
  boolean isPublishAt() {
    return status == null || (status == PostStatus.SCHEDULED) == publishAt.isPresent();
  }

  @AssertTrue(message = "posts.problem.slug")
  boolean isSlug() {
    return slug.isEmpty() || Slug.mayBeChosen(slug.get());
  }
}
