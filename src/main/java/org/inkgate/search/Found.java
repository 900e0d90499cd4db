package org.inkgate.search;

import java.util.List;

/**
 * What the index found.
 *
 * @param hits those of the page that was asked for, best first
 * @param total how many there are on all pages
 */
record Found(List<Hit> hits, long total) {

  /**
   * One post.
   *
   * @param title HTML, the words marked
   * @param excerpt HTML, the words marked
   */
  record Hit(long id, String title, String excerpt) {}
}
