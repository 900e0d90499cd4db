package org.inkgate.media;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** An image at one width: as it was uploaded, or smaller. */
@Entity
@Table(name = "media_copies")
class MediaCopy {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private long id;

  @Column(name = "media_id")
  private String mediaId;

  private int width;

  @Enumerated(EnumType.STRING)
  private ImageType type;

  @Column(name = "byte_count")
  private long byteCount;

  protected MediaCopy() {}

  MediaCopy(String mediaId, Copies.Copy copy) {
    this.mediaId = mediaId;
    this.width = copy.width();
    this.type = copy.type();
    this.byteCount = copy.content().length;
  }

  long id() {
    return id;
  }

  int width() {
    return width;
  }

  ImageType type() {
    return type;
  }

  long byteCount() {
    return byteCount;
  }
}
