package org.inkgate.media;

import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import org.inkgate.http.Json;
import org.inkgate.markdown.ImageAddress;

/**
 * An image as its owner sees it.
 *
 * @param type a media type, such as image/png
 * @param bytes how long its file is, without the copies
 * @param alt what it shows, for those who can't see it; may be empty
 */
public record MediaView(
    ImageAddress address, String type, long bytes, String alt, Instant createdAt) {

  public String id() {
    return address.id();
  }

  /** What to write in a post to show it. */
  public String markdown() {
    return "![" + alt.replaceAll("([\\\\\\[\\]])", "\\\\$1") + "](" + address.path() + ")";
  }

  /** The path of the smallest picture of it. */
  public String thumbnail() {
    return address.copies().isEmpty() ? address.path() : address.path(address.copies().get(0));
  }

  JsonObjectBuilder toJson() {
    return Json.createObjectBuilder()
        .add("id", id())
        .add("url", address.path())
        .add("width", address.width())
        .add("height", address.height())
        .add("type", type)
        .add("bytes", bytes)
        .add("srcset", address.srcset())
        .add("alt", alt)
        .add("markdown", markdown())
        .add("created_at", createdAt.toString());
  }
}
