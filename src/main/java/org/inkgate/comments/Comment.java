package org.inkgate.comments;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.inkgate.users.User;

/** A comment in the database; decides who sees it and how its state changes. */
@Entity
@Table(name = "comments")
class Comment {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(name = "post_id")
  private long postId;

  @Column(name = "thread_id")
  private Long threadId;

  @ManyToOne(optional = false)
  private User author;

  @Lob private String body;

  @Enumerated(EnumType.STRING)
  private CommentState state;

  @Column(name = "moderated_by")
  private Long moderatedBy;

  /** What it was, while everything of its author is hidden. */
  @Enumerated(EnumType.STRING)
  @Column(name = "state_before")
  private CommentState stateBefore;

  @Column(name = "form_key")
  private String formKey;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "edited_at")
  private Instant editedAt;

  protected Comment() {}

  Comment(
      long postId,
      Optional<Long> threadId,
      User author,
      String body,
      CommentState state,
      Optional<String> formKey,
      Instant now) {
    this.postId = postId;
    this.threadId = threadId.orElse(null);
    this.author = author;
    this.body = body;
    this.state = state;
    this.formKey = formKey.orElse(null);
    this.createdAt = now;
  }

  void edit(String newBody, CommentState newState, Instant now) {
    if (!newBody.equals(body)) {
      body = newBody;
      editedAt = now;
      if (newState != CommentState.HIDDEN) {
        // What was approved were other words.
        moderatedBy = null;
      }
      state = newState;
    }
  }

  void moderate(CommentState decided, long moderatorId) {
    state = decided;
    moderatedBy = moderatorId;
    stateBefore = null;
  }

  /** Whether another user than its author decided that it is not shown. */
  boolean hiddenByAnother() {
    return state == CommentState.HIDDEN && moderatedBy != null && !moderatedBy.equals(author.id());
  }

  /** Hides it with everything else of its author; {@link #release} undoes it. */
  void withhold() {
    stateBefore = state;
    state = CommentState.HIDDEN;
  }

  void release() {
    state = stateBefore;
    stateBefore = null;
  }

  /** Leaves nothing but its place, for the answers below it. */
  void clear() {
    body = "";
    stateBefore = null;
    state = CommentState.DELETED;
  }

  long id() {
    return id;
  }

  long postId() {
    return postId;
  }

  /** The comment that began the thread, which may be this one. */
  long root() {
    return threadId == null ? id : threadId;
  }

  boolean startsThread() {
    return threadId == null;
  }

  CommentState state() {
    return state;
  }

  boolean writtenBy(long userId) {
    return author.id() == userId;
  }

  /** Whether a reader sees more of it than its place. */
  boolean visibleTo(CommentReader reader) {
    return switch (state) {
      case APPROVED -> true;
      case HELD -> reader.moderator() || writtenBy(reader.userId());
      case HIDDEN -> reader.moderator();
      case DELETED -> false;
    };
  }

  CommentView view(String slug) {
    return new CommentView(
        id,
        slug,
        Optional.ofNullable(threadId),
        author.id(),
        author.username(),
        state,
        body,
        createdAt,
        Optional.ofNullable(editedAt));
  }

  String body() {
    return body;
  }

  /** Whether its author sees it say this in that thread; empty for one that begins a thread. */
  boolean says(String words, Optional<Long> thread) {
    boolean seen = state == CommentState.APPROVED || state == CommentState.HELD;
    return seen && body.equals(words) && Optional.ofNullable(threadId).equals(thread);
  }
}
