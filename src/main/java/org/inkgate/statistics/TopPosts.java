package org.inkgate.statistics;

import java.util.List;
import org.inkgate.blog.PostSummary;

/**
 * A part of the list of posts by how often they were read lately.
 *
 * @param page counted from 1
 * @param size the most entries a part holds
 * @param total the entries in all parts
 */
public record TopPosts(List<Entry> entries, int page, int size, long total) {

  /** A post and its views. */
  public record Entry(PostSummary post, PostViews views) {}

  /** How many parts there are; 1 when nothing was read. */
  public int pages() {
    return (int) Math.max(1, (total + size - 1) / size);
  }
}
