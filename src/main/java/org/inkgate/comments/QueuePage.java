package org.inkgate.comments;

import java.util.List;

/**
 * One page of the comments of one state that somebody may moderate, oldest first.
 *
 * @param page counted from 1
 * @param size the most comments a page holds
 * @param total the comments on all pages
 */
public record QueuePage(
    List<QueuedComment> entries, CommentState state, int page, int size, long total) {

  /** How many pages there are; 1 when there is nothing to moderate. */
  public int pages() {
    return (int) Math.max(1, (total + size - 1) / size);
  }
}
