package org.inkgate.statistics;

import jakarta.json.JsonObjectBuilder;

/**
 * How often a post was read.
 *
 * @param recent views of the last 30 days, today included
 * @param total views since the post was published
 */
public record PostViews(long recent, long total) {

  static final PostViews NONE = new PostViews(0, 0);

  void addTo(JsonObjectBuilder json) {
    json.add("views_30_days", recent).add("views", total);
  }
}
