package org.inkgate.accounts;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.inkgate.users.Role;
import org.inkgate.users.User;

/** Allows one registration: the digest of its secret, the role it gives, and who used it. */
@Entity
@Table(name = "invitations")
class Invitation {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private long id;

  private String digest;

  private String note;

  @Enumerated(EnumType.STRING)
  private Role role;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "expires_at")
  private Instant expiresAt;

  @ManyToOne
  @JoinColumn(name = "used_by")
  private User usedBy;

  @Column(name = "form_key")
  private String formKey;

  protected Invitation() {}

  Invitation(Optional<String> formKey, Instant now) {
    this.formKey = formKey.orElse(null);
    this.createdAt = now;
  }

  void write(String newDigest, NewInvitation wanted) {
    this.digest = newDigest;
    this.note = wanted.note();
    this.role = wanted.role();
    this.expiresAt = createdAt.plus(Duration.ofDays(wanted.expiresInDays()));
  }

  Instant createdAt() {
    return createdAt;
  }

  Role role() {
    return role;
  }

  /** Whether it still opens something: neither used nor too old. */
  boolean opens(Instant now) {
    return usedBy == null && now.isBefore(expiresAt);
  }

  InvitationView view(Instant now) {
    return new InvitationView(
        id,
        note,
        role,
        createdAt,
        expiresAt,
        Optional.ofNullable(usedBy).map(User::username),
        opens(now));
  }
}
