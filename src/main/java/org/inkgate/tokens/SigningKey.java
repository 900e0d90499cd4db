package org.inkgate.tokens;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A signing key at rest: its private part wrapped, and the moments at which its life turns. */
@Entity
@Table(name = "signing_keys")
class SigningKey {

  @Id private String kid;

  private String algorithm;

  @Lob
  @Column(name = "wrapped_jwk")
  private String wrappedJwk;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "activates_at")
  private Instant activatesAt;

  @Column(name = "retires_at")
  private Instant retiresAt;

  protected SigningKey() {}

  SigningKey(String kid, String algorithm, String wrappedJwk, Instant now, Instant activatesAt) {
    this.kid = kid;
    this.algorithm = algorithm;
    this.wrappedJwk = wrappedJwk;
    this.createdAt = now;
    this.activatesAt = activatesAt;
  }

  String kid() {
    return kid;
  }

  String algorithm() {
    return algorithm;
  }

  String wrappedJwk() {
    return wrappedJwk;
  }

  Instant createdAt() {
    return createdAt;
  }

  Instant activatesAt() {
    return activatesAt;
  }

  /** Its life, if it goes on verifying for that long after it stops signing. */
  KeyLife life(Duration retiring) {
    Optional<Instant> retires = Optional.ofNullable(retiresAt);
    return new KeyLife(createdAt, activatesAt, retires, retires.map(at -> at.plus(retiring)));
  }

  /** Lets it sign from then on. */
  void activate(Instant at) {
    activatesAt = at;
  }

  /** Lets it sign until then. */
  void retire(Instant at) {
    retiresAt = at;
  }
}
