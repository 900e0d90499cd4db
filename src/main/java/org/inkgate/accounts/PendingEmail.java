package org.inkgate.accounts;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import org.inkgate.users.User;

/** An address that a user wants, until the link that was sent there is opened. */
@Entity
@Table(name = "pending_emails")
class PendingEmail {

  /** The digest of the link's secret. */
  @Id private String digest;

  @ManyToOne(optional = false)
  private User user;

  private String email;

  @Column(name = "expires_at")
  private Instant expiresAt;

  protected PendingEmail() {}

  PendingEmail(String digest, User user, String email, Instant expiresAt) {
    this.digest = digest;
    this.user = user;
    this.email = email;
    this.expiresAt = expiresAt;
  }

  User user() {
    return user;
  }

  String email() {
    return email;
  }

  boolean opens(Instant now) {
    return now.isBefore(expiresAt) && user.enabled();
  }
}
