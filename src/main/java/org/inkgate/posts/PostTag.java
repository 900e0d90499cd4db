package org.inkgate.posts;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;

/**
 * That a post carries a tag, for lists and counts. In their order the post itself holds its tags.
 */
@Entity
@IdClass(PostTag.Key.class)
@Table(name = "post_tags")
class PostTag {

  @Id
  @Column(name = "post_id")
  private long postId;

  @Id
  @Column(name = "tag_key")
  private String key;

  @Column(name = "tag")
  private String name;

  protected PostTag() {}

  PostTag(long postId, String key, String name) {
    this.postId = postId;
    this.key = key;
    this.name = name;
  }

  /** Both columns, as JPA wants them. */
  static class Key implements Serializable {

    private static final long serialVersionUID = 1L;

    private long postId;
    private String key;

    @Override
    public boolean equals(Object other) {
      return other instanceof Key that && postId == that.postId && key.equals(that.key);
    }

    @Override
    public int hashCode() {
      return Objects.hash(postId, key);
    }
  }
}
