package org.inkgate.feeds;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * The newest posts, as every format tells them.
 *
 * @param description what the site says of itself; may be empty
 * @param language the tag of BCP 47
 * @param home the address of the page that shows the same posts
 * @param self the address of the feed itself
 */
record Feed(
    String title,
    String description,
    String language,
    String home,
    String self,
    List<FeedItem> items) {

  /** When anything in it changed last; 1970 for an empty feed, as every feed must say a date. */
  Instant updated() {
    return items.stream()
        .map(FeedItem::updated)
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }
}
