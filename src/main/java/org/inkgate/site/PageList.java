package org.inkgate.site;

import java.util.List;
import java.util.Optional;

/**
 * A part of the list of the site's pages: those of the menu first, as they stand there.
 *
 * @param page counted from 1
 * @param size the most entries a part holds
 * @param total the entries in all parts
 */
public record PageList(List<Entry> entries, int page, int size, long total) {

  /** A page of the site as the list shows it. */
  public record Entry(String title, String slug, Optional<Integer> menuPosition) {

    public String path() {
      return "/pages/" + slug;
    }
  }

  /** How many parts there are; 1 when there is no page at all. */
  public int pages() {
    return (int) Math.max(1, (total + size - 1) / size);
  }
}
