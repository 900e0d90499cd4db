package org.inkgate.users;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;

/** A name that a user left: it leads to that user, and is given to no other. */
@Entity
@Table(name = "old_usernames")
class OldUsername {

  @Id
  @Column(name = "username_key")
  private String usernameKey;

  @ManyToOne(optional = false)
  private User user;

  @Column(name = "left_at")
  private Instant leftAt;

  protected OldUsername() {}

  OldUsername(String username, User user, Instant now) {
    this.usernameKey = User.key(username);
    this.user = user;
    this.leftAt = now;
  }

  User user() {
    return user;
  }
}
