package org.inkgate.sessions;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;

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

  /** Uses it; false when it had been used before. */
  boolean use(Instant now) {
    if (usedAt != null) {
      return false;
    }
    usedAt = now;
    return true;
  }

  /**
   * Whether using it a second time must be taken for theft. It must not while the token that it was
   * exchanged for is unused: two tabs sent it at once, or the answer was lost, however long ago.
   */
  static boolean isTheft(Optional<RefreshToken> successor) {
    return successor.filter(token -> token.usedAt == null).isEmpty();
  }
}
