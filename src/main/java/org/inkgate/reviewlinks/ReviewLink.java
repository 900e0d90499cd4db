package org.inkgate.reviewlinks;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
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

  protected ReviewLink() {}

  ReviewLink(BlogPost post, String digest, String recipient, Instant now, Instant expiresAt) {
    this.post = post;
    this.digest = digest;
    this.recipient = recipient;
    this.createdAt = now;
    this.expiresAt = expiresAt;
  }

  long id() {
    return id;
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
