package org.inkgate.media;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.inkgate.markdown.ImageAddress;

/** An image in the database: what there is to know about it, but not its bytes. */
@Entity
@Table(name = "media")
class MediaItem {

  @Id private String id;

  @Column(name = "owner_id")
  private long ownerId;

  @Enumerated(EnumType.STRING)
  private Purpose purpose;

  @Enumerated(EnumType.STRING)
  private ImageType type;

  private int width;

  private int height;

  @Column(name = "byte_count")
  private long byteCount;

  private String alt;

  /** Seen by its owner and by editors only, until an editor publishes it or trusts its owner. */
  private boolean held;

  @Column(name = "created_at")
  private Instant createdAt;

  protected MediaItem() {}

  MediaItem(
      String id,
      long ownerId,
      Purpose purpose,
      ImageFile file,
      String alt,
      boolean held,
      Instant now) {
    this.id = id;
    this.ownerId = ownerId;
    this.purpose = purpose;
    this.type = file.type();
    this.width = file.width();
    this.height = file.height();
    this.byteCount = file.content().length;
    this.alt = alt;
    this.held = held;
    this.createdAt = now;
  }

  String id() {
    return id;
  }

  /** Says it in other words; who says nothing takes nothing back. */
  void describe(String newAlt) {
    if (!newAlt.isBlank()) {
      alt = newAlt;
    }
  }

  boolean belongsTo(long userId) {
    return ownerId == userId;
  }

  long byteCount() {
    return byteCount;
  }

  long ownerId() {
    return ownerId;
  }

  boolean held() {
    return held;
  }

  Purpose purpose() {
    return purpose;
  }

  MediaView view() {
    return new MediaView(
        new ImageAddress(id, width, height, type.extension()),
        type.mediaType(),
        byteCount,
        alt,
        createdAt);
  }
}
