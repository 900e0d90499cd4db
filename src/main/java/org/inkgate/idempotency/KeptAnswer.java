package org.inkgate.idempotency;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;

/** What a request with an idempotency key was answered, or that it is being worked on. */
@Entity
@Table(name = "kept_answers")
class KeptAnswer {

  /** The digest of the caller and the key. */
  @Id private String id;

  @Column(name = "request_digest")
  private String requestDigest;

  @Column(name = "created_at")
  private Instant createdAt;

  /** Sealed, for an answer may show a new token; null while the request is worked on. */
  @Lob private String sealed;

  protected KeptAnswer() {}

  KeptAnswer(String id, String requestDigest, Instant now) {
    this.id = id;
    this.requestDigest = requestDigest;
    this.createdAt = now;
  }

  boolean answers(String digest) {
    return requestDigest.equals(digest);
  }

  boolean claimedBefore(Instant limit) {
    return createdAt.isBefore(limit);
  }

  Optional<String> sealed() {
    return Optional.ofNullable(sealed);
  }

  void claimAgain(Instant now) {
    createdAt = now;
  }

  void keep(String sealedAnswer) {
    sealed = sealedAnswer;
  }
}
