package org.inkgate.feeds;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import org.inkgate.http.Json;

/** Writes a feed as JSON Feed 1.1. */
final class JsonFeed {

  static final String MEDIA_TYPE = "application/feed+json";

  private JsonFeed() {}

  static byte[] write(Feed feed) {
    JsonArrayBuilder items = Json.createArrayBuilder();
    feed.items().forEach(item -> items.add(json(item)));
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("version", "https://jsonfeed.org/version/1.1")
            .add("title", feed.title());
    if (!feed.description().isEmpty()) {
      json.add("description", feed.description());
    }
    return json.add("language", feed.language())
        .add("home_page_url", feed.home())
        .add("feed_url", feed.self())
        .add("items", items)
        .build()
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  private static JsonObjectBuilder json(FeedItem item) {
    return Json.createObjectBuilder()
        .add("id", item.id())
        .add("url", item.url())
        .add("title", item.title())
        .add("summary", item.summary())
        .add("content_html", item.html())
        .add("date_published", item.published().toString())
        .add("date_modified", item.updated().toString())
        .add(
            "authors",
            Json.createArrayBuilder()
                .add(
                    Json.createObjectBuilder()
                        .add("name", item.author())
                        .add("url", item.authorUrl())))
        .add("tags", Json.createArrayBuilder(item.tags()));
  }
}
