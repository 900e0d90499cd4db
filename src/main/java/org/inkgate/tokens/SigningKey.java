package org.inkgate.tokens;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import java.time.Instant;

/** A signing key at rest, its private part wrapped. */
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

  SigningKey(String kid, String algorithm, String wrappedJwk, Instant now) {
    this.kid = kid;
    this.algorithm = algorithm;
    this.wrappedJwk = wrappedJwk;
    this.createdAt = now;
    this.activatesAt = now;
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

  Instant activatesAt() {
    return activatesAt;
  }
}
