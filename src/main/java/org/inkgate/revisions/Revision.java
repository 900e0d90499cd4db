package org.inkgate.revisions;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.inkgate.posts.BlogPost;
import org.inkgate.posts.ChangedBy;
import org.inkgate.posts.PostDraft;
import org.inkgate.posts.TagList;
import org.inkgate.users.User;

/** What a post said at one time, and who made it say so. */
@Entity
@Table(name = "revisions")
public class Revision {

  /** Automatic saving makes a new revision at most this often. */
  private static final Duration TYPING = Duration.ofMinutes(10);

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @ManyToOne(optional = false)
  private BlogPost post;

  private int number;

  private String title;

  @Lob private String body;

  @Convert(converter = TagList.class)
  private List<String> tags = List.of();

  @ManyToOne(optional = false)
  private User author;

  @Column(name = "session_id")
  private String sessionId;

  @Column(name = "form_key")
  private String formKey;

  private boolean autosaved;

  @Column(name = "restored_from")
  private Integer restoredFrom;

  @Column(name = "begun_at")
  private Instant begunAt;

  @Column(name = "saved_at")
  private Instant savedAt;

  @Column(name = "byte_count")
  private long byteCount;

  protected Revision() {}

  /** The text from before revisions were kept: its session is unknown. */
  static Revision first(BlogPost post, PostDraft text, Instant then) {
    Revision revision = new Revision();
    revision.post = post;
    revision.number = 1;
    revision.author = post.author();
    revision.begunAt = then;
    revision.say(text, then);
    return revision;
  }

  Revision(
      BlogPost post, int number, User author, ChangedBy changedBy, PostDraft text, Instant now) {
    this.post = post;
    this.number = number;
    this.author = author;
    this.sessionId = changedBy.sessionId();
    this.autosaved = changedBy.autosave();
    this.restoredFrom = changedBy.restored().orElse(null);
    this.formKey = changedBy.formKey().orElse(null);
    this.begunAt = now;
    say(text, now);
  }

  private void say(PostDraft text, Instant now) {
    title = text.title();
    body = text.body();
    tags = text.tags();
    byteCount = body.getBytes(StandardCharsets.UTF_8).length;
    savedAt = now;
  }

  /**
   * Takes a change over that goes on from it: more typing by the same user, or the button pressed
   * on what was typed.
   *
   * @return false when the change deserves a revision of its own
   */
  boolean absorb(ChangedBy changedBy, PostDraft text, Instant now) {
    boolean known = sessionId != null && sessionId.equals(changedBy.sessionId());
    boolean same = known && author.id() == changedBy.userId();
    boolean typing = autosaved && changedBy.autosave() && now.isBefore(begunAt.plus(TYPING));
    if (same && typing && changedBy.restored().isEmpty()) {
      say(text, now);
      return true;
    }
    if (same && says(text) && changedBy.restored().isEmpty()) {
      autosaved = autosaved && changedBy.autosave();
      return true;
    }
    return false;
  }

  boolean says(PostDraft text) {
    return title.equals(text.title()) && body.equals(text.body()) && tags.equals(text.tags());
  }

  /** Whether it came from the form of a new post that has this key. */
  boolean cameFromForm(String key) {
    return key.equals(formKey);
  }

  /** How much text it keeps. */
  long byteCount() {
    return byteCount;
  }

  int number() {
    return number;
  }

  public RevisionView view() {
    return new RevisionView(
        new RevisionSummary(
            number,
            title,
            author.username(),
            Optional.ofNullable(sessionId),
            autosaved,
            Optional.ofNullable(restoredFrom),
            savedAt),
        body,
        tags);
  }
}
