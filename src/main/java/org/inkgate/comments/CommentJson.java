package org.inkgate.comments;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.inkgate.http.Json;

/** The JSON representation of comments. Times are RFC 3339 in UTC. */
public final class CommentJson {

  private CommentJson() {}

  public static JsonObjectBuilder of(CommentView comment) {
    return source(comment).add("html", comment.html());
  }

  /** What {@link #complete} makes whole: the comment without its HTML. */
  public static JsonObjectBuilder source(CommentView comment) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("id", comment.id())
            .add("url", "/comments/" + comment.id())
            .add("post", "/blogs/" + comment.slug())
            .add("status", comment.state().word())
            .add("author", comment.author())
            .add("body", comment.body())
            .add("created_at", comment.createdAt().toString())
            .add("updated_at", comment.updatedAt().toString())
            .add("edited", comment.editedAt().isPresent());
    comment
        .thread()
        .ifPresentOrElse(thread -> json.add("parent", thread), () -> json.addNull("parent"));
    return json;
  }

  /** Adds the HTML to a comment that was written down without. */
  public static JsonObjectBuilder complete(JsonObject source) {
    return Json.createObjectBuilder(source)
        .add("html", CommentMarkdown.html(source.getString("body")));
  }

  static JsonObjectBuilder of(CommentThread thread) {
    JsonArrayBuilder replies = Json.createArrayBuilder();
    thread.replies().forEach(reply -> replies.add(of(reply)));
    return of(thread.first()).add("replies", replies).add("replies_total", thread.answers());
  }

  static JsonObjectBuilder of(QueuedComment queued) {
    return of(queued.comment()).add("title", queued.title());
  }
}
