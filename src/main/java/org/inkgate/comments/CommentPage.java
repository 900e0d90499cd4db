package org.inkgate.comments;

import java.util.List;

/**
 * One page of the threads below a post, oldest first.
 *
 * @param page counted from 1
 * @param size the most threads a page holds
 * @param total the threads on all pages
 * @param comments the approved comments of the post, answers among them
 */
public record CommentPage(
    List<CommentThread> threads, int page, int size, long total, long comments) {

  /** How many pages there are; 1 when there is no comment at all. */
  public int pages() {
    return (int) Math.max(1, (total + size - 1) / size);
  }
}
