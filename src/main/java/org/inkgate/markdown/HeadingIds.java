package org.inkgate.markdown;

import java.util.HashMap;
import java.util.Map;

/** Gives the headings of one post their ids, in their order. */
final class HeadingIds {

  private final Map<String, Integer> ids = new HashMap<>();

  String next(String text) {
    String id = "s-" + Slug.ofTitle(text).value();
    int count = ids.merge(id, 1, Integer::sum);
    // Slugs hold no two hyphens, so a numbered id is the slug of no heading.
    return count == 1 ? id : id + "--" + count;
  }
}
