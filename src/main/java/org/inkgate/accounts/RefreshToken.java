package org.inkgate.accounts;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;

/** A refresh token that was given out: its digest, and whether it has been used. */
@Entity
@Table(name = "refresh_tokens")
class RefreshToken {

  @Id private String digest;

  @ManyToOne(optional = false)
  private Session session;

  @Column(name = "issued_at")
  private Instant issuedAt;

  @Column(name = "used_at")
  private Instant usedAt;

  protected RefreshToken() {}

  RefreshToken(String digest, Session session, Instant now) {
    this.digest = digest;
    this.session = session;
    this.issuedAt = now;
  }

  Session session() {
    return session;
  }

  Instant usedAt() {
    return usedAt;
  }
}
