package org.inkgate.media;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A piece of a file. */
@Entity
@Table(name = "media_chunks")
class MediaChunk {

  /** The length of each chunk except the last, in bytes. */
  static final int BYTES = 256 * 1024;

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private long id;

  @Column(name = "copy_id")
  private long copyId;

  private int place;

  private byte[] content;

  protected MediaChunk() {}

  MediaChunk(long copyId, int place, byte[] content) {
    this.copyId = copyId;
    this.place = place;
    this.content = content;
  }
}
