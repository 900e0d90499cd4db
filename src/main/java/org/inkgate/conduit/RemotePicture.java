package org.inkgate.conduit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The picture of a user that lies on another server; see the migration that made its table. */
@Entity
@Table(name = "remote_pictures")
class RemotePicture {

  @Id
  @Column(name = "user_id")
  private long userId;

  private String url;

  protected RemotePicture() {}

  RemotePicture(long userId, String url) {
    this.userId = userId;
    this.url = url;
  }

  long userId() {
    return userId;
  }

  String url() {
    return url;
  }
}
