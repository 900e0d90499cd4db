package org.inkgate.accounts;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import org.inkgate.users.User;

/** A link to set a new password: the digest of its secret, and whether it was used. */
@Entity
@Table(name = "password_resets")
class ResetLink {

  @Id private String digest;

  @ManyToOne(optional = false)
  private User user;

  @Column(name = "expires_at")
  private Instant expiresAt;

  @Column(name = "used_at")
  private Instant usedAt;

  protected ResetLink() {}

  ResetLink(String digest, User user, Instant expiresAt) {
    this.digest = digest;
    this.user = user;
    this.expiresAt = expiresAt;
  }

  User user() {
    return user;
  }

  /** Whether it still opens something: neither used nor too old. */
  boolean opens(Instant now) {
    return usedAt == null && now.isBefore(expiresAt);
  }
}
