package org.inkgate.media;

import java.util.List;

/**
 * One page of a user's images, newest first.
 *
 * @param page counted from 1
 * @param size the most images a page holds
 * @param total the images on all pages
 */
public record MediaPage(List<MediaView> items, int page, int size, long total) {

  /** How many pages there are; 1 when there is no image at all. */
  public int pages() {
    return (int) Math.max(1, (total + size - 1) / size);
  }
}
