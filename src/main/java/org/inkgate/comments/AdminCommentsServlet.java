package org.inkgate.comments;

import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.inkgate.http.Json;
import org.inkgate.http.Listing;
import org.inkgate.http.QueryParameters;
import org.inkgate.http.Reply;
import org.inkgate.http.RequestFields;
import org.inkgate.http.RoutedServlet;
import org.inkgate.http.Routes;
import org.inkgate.http.log.Events;
import org.inkgate.tokens.Caller;
import org.inkgate.tokens.Scope;

/** The queue of comments to moderate, and the site's rule of moderation. */
public class AdminCommentsServlet extends RoutedServlet {

  private static final long serialVersionUID = 1L;

  @Inject private transient CommentQueue queue;
  @Inject private transient CommentModeration moderation;

  @Override
  protected void routes(Routes at) {
    at.get("/admin/comments", this::list);
    at.get("/admin/comments/settings", this::rule);
    at.post("/admin/comments/settings", this::changeRule).administrator().idempotent();
    at.put("/admin/comments/settings", this::changeRule).administrator();
  }

  private Reply list(HttpServletRequest request) {
    QueryParameters parameters = new QueryParameters(request);
    int page = parameters.page();
    Optional<String> word = parameters.text("status");
    Optional<CommentState> state =
        word.flatMap(CommentState::of).filter(one -> one != CommentState.DELETED);
    if (word.isPresent() && state.isEmpty()) {
      parameters.error("status", "posts.problem.comment-state");
    }
    parameters.check();
    Caller caller = Caller.of(request);
    CommentState shown = state.orElse(CommentState.HELD);
    Listing<QueuedComment> found = queue.find(caller, shown, page);
    return Reply.list(
            found, () -> found.json("comments", CommentJson::of).add("status", shown.word()))
        .orPage(
            "comments/queue.jte",
            () -> Map.of("queue", found, "state", shown, "rule", ruleFor(caller)));
  }

  private String ruleFor(Caller caller) {
    return caller.scopes().contains(Scope.ADMIN) ? moderation.ofSite(caller) : "";
  }

  private Reply rule(HttpServletRequest request) {
    String rule = moderation.ofSite(Caller.of(request));
    return Reply.json(() -> json(rule)).orSeeOther("/admin/comments#settings");
  }

  private Reply changeRule(HttpServletRequest request) {
    Caller caller = Caller.of(request);
    String rule = moderation.changeOfSite(caller, RequestFields.of(request));
    Events.log(request, Level.WARNING, "comments.rule_changed", "to", rule, "by", caller.subject());
    return Reply.json(() -> json(rule)).orSeeOther("/admin/comments");
  }

  static JsonObjectBuilder json(String rule) {
    return Json.createObjectBuilder().add("moderation", rule);
  }
}
