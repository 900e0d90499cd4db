package org.inkgate.statistics;

import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inkgate.blog.BlogService;
import org.inkgate.http.Json;
import org.inkgate.http.Listing;
import org.inkgate.http.QueryParameters;
import org.inkgate.http.Reply;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.inkgate.posts.PostSummary;
import org.inkgate.tokens.Caller;

/** Shows administrators how often posts are read: all together, the most read, and one by one. */
public class StatisticsServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;
  private static final int USUAL_SIZE = 20;
  private static final int LARGEST_SIZE = 100;

  @Inject private transient Statistics statistics;
  @Inject private transient BlogService blog;

  @Override
  protected void routes(Routes at) {
    at.get("/admin/statistics", this::all).administrator();
    at.get("/admin/statistics/{slug}", this::one).administrator();
  }

  private Reply all(HttpServletRequest request) {
    QueryParameters parameters = new QueryParameters(request);
    int page = parameters.page();
    int size = parameters.number("size", USUAL_SIZE, LARGEST_SIZE);
    parameters.check();
    Listing<ReadPost> top = statistics.top(page, size);
    List<DayCount> days = statistics.days(Optional.empty());
    return Reply.list(
            top,
            () ->
                top.json("posts", read -> json(read.post(), read.views())).add("days", json(days)))
        .orPage("admin/statistics.jte", () -> Map.of("top", top, "days", days));
  }

  private Reply one(HttpServletRequest request) {
    PostSummary post = blog.head(Optional.of(Caller.of(request)), Routes.segment(request, 3));
    List<DayCount> days = statistics.days(Optional.of(post.id()));
    PostViews views = statistics.of(List.of(post.id())).getOrDefault(post.id(), PostViews.NONE);
    return Reply.json(() -> json(post, views).add("days", json(days)))
        .orPage(
            "admin/post-statistics.jte", () -> Map.of("post", post, "views", views, "days", days));
  }

  private static JsonObjectBuilder json(PostSummary post, PostViews views) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("slug", post.slug())
            .add("url", "/blogs/" + post.slug())
            .add("title", post.title())
            .add("author", post.author());
    views.addTo(json);
    return json;
  }

  private static JsonArrayBuilder json(List<DayCount> days) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    days.forEach(
        day ->
            array.add(
                Json.createObjectBuilder()
                    .add("day", day.day().toString())
                    .add("views", day.views())));
    return array;
  }
}
