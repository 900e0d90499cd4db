package org.inkgate.posts;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import org.inkgate.http.Json;

/** The JSON representation of posts. Times are RFC 3339 in UTC. */
public final class PostJson {

  private PostJson() {}

  public static JsonObjectBuilder of(PostView post) {
    JsonObjectBuilder json = of(post.head()).add("body", post.body()).add("html", post.html());
    if (!post.reviewNote().isEmpty()) {
      json.add("review_note", post.reviewNote());
    }
    return json;
  }

  public static JsonObjectBuilder of(TagCount tag) {
    return Json.createObjectBuilder().add("tag", tag.tag()).add("posts", tag.posts());
  }

  public static JsonObjectBuilder of(List<MonthCount> months) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    months.forEach(
        month ->
            array.add(
                Json.createObjectBuilder()
                    .add("year", month.year())
                    .add("month", month.month())
                    .add("posts", month.posts())));
    return Json.createObjectBuilder().add("months", array);
  }

  /** The post without its body. */
  public static JsonObjectBuilder of(PostSummary post) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("slug", post.slug())
            .add("url", "/blogs/" + post.slug())
            .add("title", post.title())
            .add("summary", post.summary())
            .add("status", post.status().word())
            .add("author", post.author())
            .add("author_name", post.authorName())
            .add("tags", Json.createArrayBuilder(post.tags()))
            .add("created_at", post.createdAt().toString())
            .add("updated_at", post.updatedAt().toString());
    String date = post.status() == PostStatus.SCHEDULED ? "publish_at" : "published_at";
    post.publishedAt()
        .ifPresentOrElse(at -> json.add(date, at.toString()), () -> json.addNull(date));
    return json;
  }
}
