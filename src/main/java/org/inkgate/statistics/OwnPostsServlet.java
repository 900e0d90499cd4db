package org.inkgate.statistics;

import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.inkgate.blog.BlogService;
import org.inkgate.http.Json;
import org.inkgate.http.Listing;
import org.inkgate.http.Reply;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.inkgate.posts.PostQuery;
import org.inkgate.posts.PostStatus;
import org.inkgate.posts.PostSummary;
import org.inkgate.tokens.Caller;
import org.inkgate.users.Users;

/** Shows authors what they wrote, by status, and how often it is read. */
public class OwnPostsServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;

  @Inject private transient BlogService blog;
  @Inject private transient Statistics statistics;
  @Inject private transient Users users;

  @Override
  protected void routes(Routes at) {
    at.get("/account/posts", this::list);
  }

  private Reply list(HttpServletRequest request) {
    Caller caller = Caller.of(request);
    PostQuery asked = PostQuery.of(request);
    PostStatus status = asked.status().orElse(PostStatus.PUBLISHED);
    Map<PostStatus, Long> counts = blog.countOwn(caller);
    Listing<PostSummary> posts =
        blog.list(
            Optional.of(caller),
            status == PostStatus.PUBLISHED
                ? asked.publishedBy(users.username(caller.userId()))
                : asked.own(status));
    Map<Long, PostViews> views =
        statistics.of(posts.items().stream().map(PostSummary::id).toList());
    return Reply.list(
            posts,
            () ->
                posts
                    .json(
                        "posts", post -> json(post, views.getOrDefault(post.id(), PostViews.NONE)))
                    .add("counts", json(counts)))
        .orPage(
            "accounts/posts.jte",
            () -> Map.of("posts", posts, "status", status, "counts", counts, "views", views));
  }

  private static JsonObjectBuilder json(Map<PostStatus, Long> counts) {
    JsonObjectBuilder byStatus = Json.createObjectBuilder();
    counts.forEach((status, count) -> byStatus.add(status.word(), count));
    return byStatus;
  }

  private static JsonObjectBuilder json(PostSummary post, PostViews views) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("slug", post.slug())
            .add("url", "/blogs/" + post.slug())
            .add("title", post.title())
            .add("status", post.status().word())
            .add("updated_at", post.updatedAt().toString());
    views.addTo(json);
    return json;
  }
}
