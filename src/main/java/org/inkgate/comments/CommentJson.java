package org.inkgate.comments;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/** The JSON face of comments. Times are RFC 3339 in UTC. */
final class CommentJson {

  private CommentJson() {}

  static JsonObjectBuilder of(CommentView comment) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("id", comment.id())
            .add("url", "/comments/" + comment.id())
            .add("post", "/blogs/" + comment.slug())
            .add("status", comment.state().word())
            .add("author", comment.author())
            .add("body", comment.body())
            .add("html", comment.html())
            .add("created_at", comment.createdAt().toString())
            .add("updated_at", comment.updatedAt().toString())
            .add("edited", comment.editedAt().isPresent());
    comment
        .thread()
        .ifPresentOrElse(thread -> json.add("parent", thread), () -> json.addNull("parent"));
    return json;
  }

  static JsonObject of(CommentPage page) {
    JsonArrayBuilder threads = Json.createArrayBuilder();
    for (CommentThread thread : page.threads()) {
      JsonArrayBuilder replies = Json.createArrayBuilder();
      thread.replies().forEach(reply -> replies.add(of(reply)));
      threads.add(of(thread.first()).add("replies", replies));
    }
    return Json.createObjectBuilder()
        .add("comments", threads)
        .add("page", page.page())
        .add("size", page.size())
        .add("pages", page.pages())
        .add("total", page.total())
        .build();
  }

  static JsonObject of(QueuePage queue) {
    JsonArrayBuilder comments = Json.createArrayBuilder();
    queue.entries().forEach(entry -> comments.add(of(entry.comment()).add("title", entry.title())));
    return Json.createObjectBuilder()
        .add("comments", comments)
        .add("status", queue.state().word())
        .add("page", queue.page())
        .add("size", queue.size())
        .add("pages", queue.pages())
        .add("total", queue.total())
        .build();
  }
}
