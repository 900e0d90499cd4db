package org.inkgate.conduit;

import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import org.inkgate.http.Json;
import org.inkgate.posts.PostSummary;

/**
 * A published post as the Conduit API shows it.
 *
 * @param favorited whether the caller likes it
 * @param favorites how many users do
 */
record Article(PostSummary post, boolean favorited, long favorites, ConduitProfile author) {

  /** The article without its body, as lists have it. */
  JsonObjectBuilder toJson() {
    // What was there before it was published was no article yet.
    Instant created = post.publishedAt().orElse(post.createdAt());
    Instant updated = post.updatedAt().isAfter(created) ? post.updatedAt() : created;
    return Json.createObjectBuilder()
        .add("slug", post.slug())
        .add("title", post.title())
        .add("description", post.summary())
        .add("tagList", Json.createArrayBuilder(post.tags()))
        .add("createdAt", ConduitDate.of(created))
        .add("updatedAt", ConduitDate.of(updated))
        .add("favorited", favorited)
        .add("favoritesCount", favorites)
        .add("author", author.toJson());
  }
}
