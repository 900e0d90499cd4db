package org.inkgate.posts;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;

/** An address that a post had once, and that still leads to it. */
@Entity
@Table(name = "old_slugs")
class OldSlug {

  @Id private String slug;

  @ManyToOne(optional = false)
  private BlogPost post;

  @Column(name = "left_at")
  private Instant leftAt;

  protected OldSlug() {}

  OldSlug(String slug, BlogPost post, Instant now) {
    this.slug = slug;
    this.post = post;
    this.leftAt = now;
  }

  BlogPost post() {
    return post;
  }
}
