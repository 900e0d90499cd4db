package org.inkgate.accesstokens;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.inkgate.tokens.Caller;
import org.inkgate.tokens.Scope;
import org.inkgate.users.Role;
import org.inkgate.users.User;

/** A personal access token that is in force: its digest, and what it lets a program do. */
@Entity
@Table(name = "personal_tokens")
class PersonalToken {

  /** What no such token may do: change the account it belongs to, or administer. */
  static final Set<Scope> NEVER_GRANTED = Set.of(Scope.ACCOUNT, Scope.ADMIN);

  /** Last use is told to the minute, so that not every request has to write. */
  private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private long id;

  private String digest;

  @ManyToOne(optional = false)
  private User user;

  private String name;

  private String scopes;

  private String tag;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "expires_at")
  private Instant expiresAt;

  @Column(name = "last_used_at")
  private Instant lastUsedAt;

  @Column(name = "form_key")
  private String formKey;

  protected PersonalToken() {}

  PersonalToken(User user, Optional<String> formKey, Instant now) {
    this.user = user;
    this.formKey = formKey.orElse(null);
    this.createdAt = now;
  }

  void write(String newDigest, NewPersonalToken wanted) {
    this.digest = newDigest;
    this.name = wanted.name();
    this.scopes = Scope.claim(wanted.scopes());
    this.tag = wanted.tag().orElse(null);
    this.expiresAt = createdAt.plus(Duration.ofDays(wanted.expiresInDays()));
  }

  Instant createdAt() {
    return createdAt;
  }

  boolean lives(Instant now) {
    return now.isBefore(expiresAt) && user.enabled();
  }

  void use(Instant now) {
    if (lastUsedAt == null || lastUsedAt.plus(USE_NOTED_EVERY).isBefore(now)) {
      lastUsedAt = now;
    }
  }

  /** What it allows at this moment: no more than its owner may do now. */
  Set<Scope> allowed() {
    Set<Scope> allowed = EnumSet.copyOf(user.role().scopes());
    allowed.retainAll(Scope.parse(scopes));
    allowed.removeAll(NEVER_GRANTED);
    return allowed;
  }

  /**
   * The caller it stands for: its owner with the current role, but never as an administrator and
   * never with a fresh login.
   */
  Caller caller() {
    Role role = user.role() == Role.ADMIN ? Role.EDITOR : user.role();
    String tokenId = "pat-" + id;
    return new Caller(
        String.valueOf(user.id()),
        tokenId,
        tokenId,
        Instant.EPOCH,
        allowed(),
        Set.of(role.word()),
        Optional.empty(),
        Optional.ofNullable(tag));
  }

  PersonalTokenView view(Instant now) {
    return new PersonalTokenView(
        id,
        name,
        Scope.parse(scopes).stream().map(Scope::word).toList(),
        Optional.ofNullable(tag),
        createdAt,
        expiresAt,
        Optional.ofNullable(lastUsedAt),
        !now.isBefore(expiresAt));
  }
}
