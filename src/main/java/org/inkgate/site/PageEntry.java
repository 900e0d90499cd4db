package org.inkgate.site;

import java.util.Optional;

/** A page of the site as a list shows it. */
public record PageEntry(String title, String slug, Optional<Integer> menuPosition) {

  public String path() {
    return "/pages/" + slug;
  }
}
