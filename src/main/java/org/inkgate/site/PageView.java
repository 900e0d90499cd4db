package org.inkgate.site;

import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Map;
import org.inkgate.http.Json;
import org.inkgate.posts.RowVersion;

/**
 * A page of the site as it is stored.
 *
 * @param version as a form names what it was opened for
 */
public record PageView(PageDraft page, Instant createdAt, Instant updatedAt, RowVersion version) {

  String path() {
    return "/pages/" + page.slug();
  }

  /** The page as a form shows it. */
  Map<String, String> values() {
    return Map.of(
        "title", page.title(),
        "slug", page.slug(),
        "body", page.body(),
        "menu_position", page.menuPosition().map(String::valueOf).orElse(""));
  }

  JsonObjectBuilder toJson() {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("slug", page.slug())
            .add("url", path())
            .add("title", page.title())
            .add("body", page.body())
            .add("created_at", createdAt.toString())
            .add("updated_at", updatedAt.toString());
    page.menuPosition()
        .ifPresentOrElse(
            place -> json.add("menu_position", place), () -> json.addNull("menu_position"));
    return json;
  }
}
