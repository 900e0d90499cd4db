package org.inkgate.blog;

import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.inkgate.http.FailedForm;
import org.inkgate.http.Json;
import org.inkgate.http.Listing;
import org.inkgate.http.QueryParameters;
import org.inkgate.http.Reply;
import org.inkgate.http.RequestFields;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.inkgate.http.Typed;
import org.inkgate.http.Validation;
import org.inkgate.http.log.Events;
import org.inkgate.posts.PostJson;
import org.inkgate.posts.PostStatus;
import org.inkgate.posts.PostSummary;
import org.inkgate.posts.PostView;
import org.inkgate.posts.RowVersion;
import org.inkgate.tokens.Caller;

/** The queue of what contributors want published, for editors. */
public class PendingServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;
  private static final String QUEUE = "/admin/pending";
  private static final String TEMPLATE = "blog/pending-post.jte";

  @Inject private transient PendingPosts pending;
  @Inject private transient Validation validation;

  @Override
  protected void routes(Routes at) {
    at.get(QUEUE, this::list);
    at.get(QUEUE + "/{slug}", this::show);
    at.post(QUEUE + "/{slug}/publish", this::publish).idempotent();
    at.post(QUEUE + "/{slug}/return", this::sendBack).idempotent();
  }

  /** Why a post is returned, in the editor's words. */
  private record Note(
      @NotBlank @Size(max = 1000, message = "posts.problem.too-long {max}") String note) {}

  private Reply list(HttpServletRequest request) {
    QueryParameters parameters = new QueryParameters(request);
    int page = parameters.page();
    parameters.check();
    Listing<PostSummary> found = pending.list(Caller.of(request), page);
    return Reply.list(found, () -> found.json("posts", PendingServlet::json))
        .orPage("blog/pending.jte", () -> Map.of("found", found));
  }

  private static JsonObjectBuilder json(PostSummary post) {
    return PostJson.of(post)
        .add("waits", post.status() == PostStatus.PENDING ? "post" : "change")
        .add("review", QUEUE + "/" + post.slug());
  }

  private Reply show(HttpServletRequest request) {
    PendingPost found = pending.find(Caller.of(request), slug(request));
    return Reply.json(() -> json(found))
        .orPage(TEMPLATE, () -> Map.of("pending", found, "typed", Typed.NOTHING));
  }

  private static JsonObjectBuilder json(PendingPost found) {
    JsonObjectBuilder json =
        json(found.post().head())
            .add("version", found.version())
            .add("body", found.post().body())
            .add("html", found.html());
    found
        .change()
        .ifPresent(
            change ->
                json.add(
                    "change",
                    Json.createObjectBuilder()
                        .add("title", change.title())
                        .add("tags", change.tags())
                        .add("summary", change.summary())
                        .add("slug", change.slug())
                        .add("diff", diff(found))));
    return json;
  }

  private static jakarta.json.JsonArrayBuilder diff(PendingPost found) {
    var diff = Json.createArrayBuilder();
    found
        .diff()
        .forEach(
            part ->
                diff.add(
                    Json.createObjectBuilder()
                        .add("op", part.kind().name().toLowerCase(Locale.ROOT))
                        .add("text", part.text())));
    return diff;
  }

  private Reply publish(HttpServletRequest request) {
    Caller caller = Caller.of(request);
    PostView post =
        pending.publish(caller, slug(request), RowVersion.of(RequestFields.of(request)));
    log(request, "post.approved", post.slug());
    return Reply.json(() -> PostJson.of(post).add("Message", "Operation Successful"))
        .orSeeOther(QUEUE);
  }

  private Reply sendBack(HttpServletRequest request) {
    Caller caller = Caller.of(request);
    RequestFields fields = RequestFields.of(request);
    FailedForm.offer(request, TEMPLATE, Map.of("pending", pending.find(caller, slug(request))));
    Optional<RowVersion> version = RowVersion.of(fields);
    String note =
        validation
            .check(fields, new Note(fields.text("note").map(String::strip).orElse("")))
            .note();
    pending.sendBack(caller, slug(request), version, note);
    log(request, "post.returned", slug(request));
    return Reply.gone(QUEUE);
  }

  private static String slug(HttpServletRequest request) {
    return Routes.segment(request, 3);
  }

  private static void log(HttpServletRequest request, String event, String slug) {
    Events.log(request, Level.WARNING, event, "slug", slug, "by", Caller.of(request).subject());
  }
}
