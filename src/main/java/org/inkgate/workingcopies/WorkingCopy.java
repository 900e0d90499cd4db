package org.inkgate.workingcopies;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.inkgate.posts.BlogPost;
import org.inkgate.posts.RowVersion;
import org.inkgate.users.User;

/** Unsaved changes to a published post, until they are saved or discarded. */
@Entity
@Table(name = "working_copies")
class WorkingCopy {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @ManyToOne(optional = false)
  private BlogPost post;

  @ManyToOne(optional = false)
  private User user;

  @Column(name = "base_version")
  private long baseVersion;

  private String title;

  @Lob private String body;

  private String tags;

  private String slug;

  private String summary;

  @Column(name = "saved_at")
  private Instant savedAt;

  /** Whether it waits for an editor, as a change of a contributor's own post. */
  private boolean submitted;

  /** What an editor said who returned it; empty when none did. */
  @Column(name = "review_note")
  private String reviewNote = "";

  @Version private long version;

  protected WorkingCopy() {}

  WorkingCopy(BlogPost post, User user) {
    this.post = post;
    this.user = user;
  }

  void keep(TypedPost typed, Instant now) {
    title = typed.title();
    body = typed.body();
    tags = typed.tags();
    slug = typed.slug();
    summary = typed.summary();
    baseVersion = typed.baseVersion();
    savedAt = now;
    submitted = false;
  }

  void submit() {
    submitted = true;
    reviewNote = "";
  }

  void sendBack(String note) {
    submitted = false;
    reviewNote = note;
  }

  boolean submitted() {
    return submitted;
  }

  BlogPost post() {
    return post;
  }

  User user() {
    return user;
  }

  RowVersion version() {
    return new RowVersion(id, version);
  }

  WorkingCopyView view() {
    return new WorkingCopyView(
        new TypedPost(title, body, tags, slug, summary, baseVersion),
        savedAt,
        version(),
        submitted,
        reviewNote);
  }
}
