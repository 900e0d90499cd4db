package org.inkgate.blog;

import java.util.List;

/**
 * One page of the tags, in the order of their letters.
 *
 * @param page counted from 1
 * @param size the most tags a page holds
 * @param total the tags on all pages
 */
public record TagPage(List<TagCount> tags, int page, int size, long total) {

  /** How many pages there are; 1 when there is no tag at all. */
  public int pages() {
    return (int) Math.max(1, (total + size - 1) / size);
  }
}
