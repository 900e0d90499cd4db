package org.inkgate.tokens;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Tokens that verify but are refused: those with this claim, issued until then. */
@Entity
@Table(name = "revocations")
class Revocation {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  private String claim;

  @Column(name = "claim_value")
  private String claimValue;

  @Column(name = "issued_until")
  private Instant issuedUntil;

  @Column(name = "expires_at")
  private Instant expiresAt;

  protected Revocation() {}

  Revocation(String claim, String claimValue, Instant issuedUntil, Instant expiresAt) {
    this.claim = claim;
    this.claimValue = claimValue;
    this.issuedUntil = issuedUntil;
    this.expiresAt = expiresAt;
  }

  /** Which tokens this is about: claim and value. */
  String key() {
    return claim + ':' + claimValue;
  }

  Instant issuedUntil() {
    return issuedUntil;
  }

  Instant expiresAt() {
    return expiresAt;
  }
}
