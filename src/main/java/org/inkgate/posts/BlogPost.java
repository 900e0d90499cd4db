package org.inkgate.posts;

import jakarta.persistence.Basic;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.inkgate.markdown.Markdown;
import org.inkgate.markdown.Slug;
import org.inkgate.users.User;

/** A post in the database; decides when it is visible and to whom it belongs. */
@Entity
@Table(name = "posts")
public class BlogPost {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  private String slug;

  private String title;

  private String summary;

  @Lob
  @Basic(fetch = FetchType.LAZY)
  private String body;

  @Enumerated(EnumType.STRING)
  private PostStatus status;

  @ManyToOne(optional = false)
  private User author;

  /** In a column of its own: rows with places collide when they change theirs. */
  @Convert(converter = TagList.class)
  private List<String> tags = List.of();

  @Column(name = "own_slug")
  private boolean ownSlug;

  @Column(name = "own_summary")
  private boolean ownSummary;

  @Column(name = "form_key")
  private String formKey;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  @Column(name = "published_at")
  private Instant publishedAt;

  /** What an editor said who returned it; empty when none did. */
  @Column(name = "review_note")
  private String reviewNote = "";

  /** When it was published, while everything of its author is hidden. */
  @Column(name = "withheld_at")
  private Instant withheldAt;

  @Version private long version;

  protected BlogPost() {}

  public BlogPost(Slug slug, boolean ownSlug, User author, Optional<String> formKey, Instant now) {
    this.slug = slug.value();
    this.ownSlug = ownSlug;
    this.author = author;
    this.formKey = formKey.orElse(null);
    this.createdAt = now;
  }

  /**
   * Takes over what its author wrote, except the slug; see {@link Addresses}.
   *
   * @param madeSummary what stands in lists unless the author wrote a summary
   */
  public void write(PostDraft draft, String madeSummary, Instant now) {
    // First: EclipseLink loads a lazy body here, and with it the other columns as they were.
    body = draft.body();
    title = draft.title();
    summary = draft.summary().orElse(madeSummary);
    ownSummary = draft.summary().isPresent();
    tags = draft.tags();
    updatedAt = now;
    switch (draft.status()) {
      case DRAFT -> unpublish(now);
      case PENDING -> submit(now);
      case PUBLISHED -> publish(now);
      case SCHEDULED -> schedule(draft.publishAt().orElseThrow(), now);
    }
  }

  /** Gives it another address. */
  void moveTo(Slug newSlug, boolean own) {
    slug = newSlug.value();
    ownSlug = own;
  }

  /** Publishes it now, unless it has been already: then its date stays. */
  public void publish(Instant now) {
    if (effectiveStatus(now) != PostStatus.PUBLISHED) {
      publishedAt = now;
    }
    settle(PostStatus.PUBLISHED, now);
  }

  public void unpublish(Instant now) {
    publishedAt = null;
    settle(PostStatus.DRAFT, now);
  }

  /** Lets it wait for an editor. */
  public void submit(Instant now) {
    publishedAt = null;
    reviewNote = "";
    settle(PostStatus.PENDING, now);
  }

  /** Gives it back to its author. */
  public void sendBack(String note, Instant now) {
    unpublish(now);
    reviewNote = note;
  }

  /** Takes it from its readers, with everything else of its author; {@link #release} undoes it. */
  void withhold(Instant now) {
    Instant published = publishedAt;
    unpublish(now);
    withheldAt = published;
  }

  void release(Instant now) {
    publishedAt = withheldAt;
    settle(PostStatus.SCHEDULED, now);
    status = effectiveStatus(now);
  }

  private void settle(PostStatus newStatus, Instant now) {
    status = newStatus;
    withheldAt = null;
    updatedAt = now;
    if (newStatus == PostStatus.PUBLISHED || newStatus == PostStatus.SCHEDULED) {
      reviewNote = "";
    }
  }

  private void schedule(Instant at, Instant now) {
    publishedAt = at;
    settle(PostStatus.SCHEDULED, now);
  }

  /** A scheduled post is a published one as soon as its time has come. */
  private PostStatus effectiveStatus(Instant now) {
    boolean due = status == PostStatus.SCHEDULED && !publishedAt.isAfter(now);
    return due ? PostStatus.PUBLISHED : status;
  }

  boolean visibleToAll(Instant now) {
    return effectiveStatus(now) == PostStatus.PUBLISHED;
  }

  public long authorId() {
    return author.id();
  }

  public long id() {
    return id;
  }

  boolean hasVersion(RowVersion other) {
    return other.equals(new RowVersion(id, version));
  }

  public boolean isDraft() {
    return status == PostStatus.DRAFT;
  }

  public boolean isPending() {
    return status == PostStatus.PENDING;
  }

  /** Whether readers see it, now or at its time. */
  public boolean isReleased() {
    return publishedAt != null;
  }

  boolean isWithheld() {
    return withheldAt != null;
  }

  /** Whether its author knows the address; otherwise it follows the title until it is published. */
  boolean hasOwnSlug() {
    return ownSlug;
  }

  String title() {
    return title;
  }

  public List<String> tags() {
    return tags;
  }

  public User author() {
    return author;
  }

  Instant updatedAt() {
    return updatedAt;
  }

  String slug() {
    return slug;
  }

  public PostDraft draft() {
    Optional<Instant> publishAt =
        status == PostStatus.SCHEDULED ? Optional.of(publishedAt) : Optional.empty();
    return new PostDraft(
        title,
        body,
        tags,
        status,
        publishAt,
        Optional.of(slug),
        ownSummary ? Optional.of(summary) : Optional.empty());
  }

  public PostSummary summary(Instant now) {
    return new PostSummary(
        id,
        slug,
        title,
        summary,
        effectiveStatus(now),
        authorId(),
        author.username(),
        author.displayName(),
        tags,
        createdAt,
        updatedAt,
        Optional.ofNullable(publishedAt));
  }

  PostWords words() {
    return new PostWords(
        id, version, title, tags, Markdown.plain(body), author.username(), publishedAt);
  }

  public StoredPost stored(Instant now) {
    return new StoredPost(summary(now), draft(), version, reviewNote);
  }
}
