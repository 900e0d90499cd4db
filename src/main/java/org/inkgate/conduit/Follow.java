package org.inkgate.conduit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Says that one user wants to read another's posts. */
@Entity
@Table(name = "follows")
class Follow {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(name = "follower_id")
  private long followerId;

  @Column(name = "followed_id")
  private long followedId;

  @Column(name = "created_at")
  private Instant createdAt;

  protected Follow() {}

  Follow(long followerId, long followedId, Instant now) {
    this.followerId = followerId;
    this.followedId = followedId;
    this.createdAt = now;
  }
}
