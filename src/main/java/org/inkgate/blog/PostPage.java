package org.inkgate.blog;

import java.util.List;

/**
 * One page of a list of posts, newest first.
 *
 * @param page counted from 1
 * @param size the most posts a page holds
 * @param total the posts on all pages
 */
public record PostPage(List<PostSummary> posts, int page, int size, long total) {

  /** How many pages there are; 1 when there is no post at all. */
  public int pages() {
    return (int) Math.max(1, (total + size - 1) / size);
  }

  public boolean hasPrevious() {
    return page > 1;
  }

  public boolean hasNext() {
    return page < pages();
  }
}
