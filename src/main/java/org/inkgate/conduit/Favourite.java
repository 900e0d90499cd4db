package org.inkgate.conduit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Says that a user likes a post. */
@Entity
@Table(name = "favourites")
class Favourite {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(name = "user_id")
  private long userId;

  @Column(name = "post_id")
  private long postId;

  @Column(name = "created_at")
  private Instant createdAt;

  protected Favourite() {}

  Favourite(long userId, long postId, Instant now) {
    this.userId = userId;
    this.postId = postId;
    this.createdAt = now;
  }
}
