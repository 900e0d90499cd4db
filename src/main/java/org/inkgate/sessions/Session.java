package org.inkgate.sessions;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.inkgate.tokens.Grant;
import org.inkgate.users.User;

/** A device that a user is signed in on, from login to logout. */
@Entity
@Table(name = "sessions")
class Session {

  @Id private String id;

  @ManyToOne(optional = false)
  private User user;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "last_used_at")
  private Instant lastUsedAt;

  @Column(name = "authenticated_at")
  private Instant authenticatedAt;

  @Column(name = "ended_at")
  private Instant endedAt;

  @Column(name = "user_agent")
  private String userAgent;

  private String address;

  protected Session() {}

  Session(String id, User user, Device device, Instant now) {
    this.id = id;
    this.user = user;
    this.createdAt = now;
    this.lastUsedAt = now;
    this.authenticatedAt = now;
    this.userAgent = device.userAgent();
    this.address = device.address();
  }

  String id() {
    return id;
  }

  User user() {
    return user;
  }

  /**
   * What to issue an access token for.
   *
   * @param asOf a moment before this session and its user were read
   */
  Grant grant(Instant asOf) {
    return new Grant(
        String.valueOf(user.id()),
        id,
        authenticatedAt,
        user.role().scopes(),
        Set.of(user.role().word()),
        asOf);
  }

  void use(Instant now) {
    lastUsedAt = now;
  }

  /** Ends it; false when it had ended before. */
  boolean end(Instant now) {
    if (endedAt != null) {
      return false;
    }
    endedAt = now;
    return true;
  }

  SessionView view(String currentSessionId) {
    return new SessionView(
        id, createdAt, lastUsedAt, UserAgent.of(userAgent), address, id.equals(currentSessionId));
  }

  /** Whether it has not ended and is of this user, who is not disabled. */
  boolean isOpenTo(long userId) {
    return endedAt == null && user.id() == userId && user.enabled();
  }

  /** Whether it still lives: not ended, used lately, not too old, its user not disabled. */
  boolean lives(Instant now, Duration idle, Duration lifetime) {
    return endedAt == null
        && user.enabled()
        && now.isBefore(lastUsedAt.plus(idle))
        && now.isBefore(createdAt.plus(lifetime));
  }
}
