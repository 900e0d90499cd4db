package org.inkgate.moderation;

import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.inkgate.accounts.AdminUser;
import org.inkgate.accounts.AdminUsers;
import org.inkgate.comments.AuthorComments;
import org.inkgate.comments.CommentJson;
import org.inkgate.comments.QueuedComment;
import org.inkgate.http.FailedForm;
import org.inkgate.http.Json;
import org.inkgate.http.Listing;
import org.inkgate.http.Problem;
import org.inkgate.http.QueryParameters;
import org.inkgate.http.Reply;
import org.inkgate.http.RequestFailedException;
import org.inkgate.http.RequestFields;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.inkgate.http.Typed;
import org.inkgate.http.log.Events;
import org.inkgate.posts.AuthorPosts;
import org.inkgate.posts.PostJson;
import org.inkgate.posts.PostSummary;
import org.inkgate.tokens.Caller;

/** What one user wrote, for administrators: listed, hidden, shown again, deleted. */
public class UserContentServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;
  private static final String TEMPLATE = "moderation/content.jte";
  private static final String PATH = "/admin/contents/{id}";
  private static final int SIZE = 50;

  @Inject private transient UserContent content;
  @Inject private transient AdminUsers users;
  @Inject private transient AuthorPosts posts;
  @Inject private transient AuthorComments comments;

  @Override
  protected void routes(Routes at) {
    at.get(PATH, this::list).administrator();
    at.post(PATH + "/hide", this::hide).administrator().idempotent();
    at.post(PATH + "/show", this::show).administrator().idempotent();
    at.post(PATH + "/delete", this::delete).administrator().idempotent();
    at.post(PATH + "/delete-all", this::deleteAll).administrator().idempotent();
  }

  private Reply list(HttpServletRequest request) {
    QueryParameters parameters = new QueryParameters(request);
    int page = parameters.page();
    parameters.check();
    AdminUser user = users.byId(id(request));
    Listing<PostSummary> written = posts.list(user.id(), page, SIZE);
    Listing<QueuedComment> said = comments.list(user.id(), page, SIZE);
    return Reply.json(
            () ->
                Json.createObjectBuilder()
                    .add("username", user.username())
                    .add("hidden", user.hidden())
                    .add("posts", written.json("posts", PostJson::of))
                    .add("comments", said.json("comments", UserContentServlet::json)))
        .orPage(
            TEMPLATE,
            () -> {
              Map<String, Object> model = new HashMap<>(model(user, written, said));
              model.put("typed", Typed.NOTHING);
              return model;
            });
  }

  private static JsonObjectBuilder json(QueuedComment comment) {
    return CommentJson.of(comment.comment()).add("title", comment.title());
  }

  private static Map<String, Object> model(
      AdminUser user, Listing<PostSummary> posts, Listing<QueuedComment> comments) {
    return Map.of("user", user, "posts", posts, "comments", comments);
  }

  private Reply hide(HttpServletRequest request) {
    offerForm(request);
    return changed(request, "user.hidden", content.hide(id(request)));
  }

  private Reply show(HttpServletRequest request) {
    offerForm(request);
    return changed(request, "user.shown", content.show(id(request)));
  }

  private Reply delete(HttpServletRequest request) {
    AdminUser user = offerForm(request);
    RequestFields fields = RequestFields.of(request);
    List<String> slugs = fields.words("posts");
    List<Long> ids =
        fields.words("comments").stream()
            .filter(word -> word.matches("\\d{1,18}"))
            .map(Long::valueOf)
            .toList();
    if (slugs.isEmpty() && ids.isEmpty()) {
      throw new RequestFailedException(Problem.invalid("posts", "moderation.problem.choose"));
    }
    content.delete(Caller.of(request), user.id(), slugs, ids);
    return changed(request, "user.content_deleted", user);
  }

  private Reply deleteAll(HttpServletRequest request) {
    AdminUser user = offerForm(request);
    if (RequestFields.of(request).text("confirm").filter("yes"::equals).isEmpty()) {
      throw new RequestFailedException(Problem.invalid("confirm", "moderation.problem.confirm"));
    }
    content.deleteAll(Caller.of(request), user.id());
    return changed(request, "user.everything_deleted", user);
  }

  /** Should the change be refused, the page comes back and says why. */
  private AdminUser offerForm(HttpServletRequest request) {
    AdminUser user = users.byId(id(request));
    FailedForm.offer(
        request,
        TEMPLATE,
        () -> model(user, posts.list(user.id(), 1, SIZE), comments.list(user.id(), 1, SIZE)));
    return user;
  }

  private static long id(HttpServletRequest request) {
    return Routes.number(request, 3);
  }

  private static Reply changed(HttpServletRequest request, String event, AdminUser user) {
    String by = Caller.of(request).subject();
    Events.log(request, Level.WARNING, event, "by", by, "user", user.username());
    return Reply.json(
            () ->
                Json.createObjectBuilder()
                    .add("username", user.username())
                    .add("enabled", user.enabled())
                    .add("hidden", user.hidden())
                    .add("Message", "Operation Successful"))
        .orSeeOther("/admin/contents/" + user.id());
  }
}
