package org.inkgate.reviewlinks;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.inkgate.posts.BlogPost;

/** A link that shows a draft to a reader without an account: the digest of its secret. */
@Entity
@Table(name = "review_links")
class ReviewLink {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @ManyToOne(optional = false)
  private BlogPost post;

  private String digest;

  private String recipient;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "expires_at")
  private Instant expiresAt;

  @Column(name = "revoked_at")
  private Instant revokedAt;

  private int opened;

  @Column(name = "last_opened_at")
  private Instant lastOpenedAt;

  @Column(name = "form_key")
  private String formKey;

  protected ReviewLink() {}

  ReviewLink(BlogPost post, Optional<String> formKey, Instant now) {
    this.post = post;
    this.formKey = formKey.orElse(null);
    this.createdAt = now;
  }

  void write(String newDigest, NewReviewLink wish) {
    this.digest = newDigest;
    this.recipient = wish.recipient();
    this.expiresAt = createdAt.plus(Duration.ofDays(wish.expiresInDays()));
  }

  long id() {
    return id;
  }

  Instant createdAt() {
    return createdAt;
  }

  BlogPost post() {
    return post;
  }

  /** Whether it still opens something: neither revoked nor too old. */
  boolean opens(Instant now) {
    return revokedAt == null && now.isBefore(expiresAt);
  }

  void revoke(Instant now) {
    revokedAt = revokedAt == null ? now : revokedAt;
    // What makes it again makes another.
    formKey = null;
  }

  ReviewLinkView view(Instant now) {
    return new ReviewLinkView(
        id,
        recipient,
        createdAt,
        expiresAt,
        revokedAt != null,
        !now.isBefore(expiresAt),
        opened,
        Optional.ofNullable(lastOpenedAt));
  }
}
