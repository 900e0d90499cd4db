package org.inkgate.comments;

import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.inkgate.http.Answers;
import org.inkgate.http.Face;
import org.inkgate.http.Json;
import org.inkgate.http.Listing;
import org.inkgate.http.Pages;
import org.inkgate.http.QueryParameters;
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
  @Inject private transient Pages pages;

  @Override
  protected void routes(Routes at) {
    at.get("/admin/comments", this::list);
    at.get("/admin/comments/settings", this::rule);
    at.post("/admin/comments/settings", this::changeRule).administrator().idempotent();
    at.put("/admin/comments/settings", this::changeRule).administrator();
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    response.setHeader("Cache-Control", "no-store");
    super.service(request, response);
  }

  private void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
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
    if (Face.of(request) == Face.HTML) {
      String rule = caller.scopes().contains(Scope.ADMIN) ? moderation.ofSite(caller) : "";
      pages.render(
          request,
          response,
          "comments/queue.jte",
          Map.of("queue", found, "state", shown, "rule", rule));
    } else {
      found.answer(
          request, response, found.json("comments", CommentJson::of).add("status", shown.word()));
    }
  }

  private void rule(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String rule = moderation.ofSite(Caller.of(request));
    if (Face.of(request) == Face.HTML) {
      Answers.seeOther(response, "/admin/comments#settings");
    } else {
      Answers.json(response, json(rule));
    }
  }

  private void changeRule(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Caller caller = Caller.of(request);
    String rule = moderation.changeOfSite(caller, RequestFields.of(request));
    Events.log(request, Level.WARNING, "comments.rule_changed", "to", rule, "by", caller.subject());
    if (Face.of(request) == Face.HTML) {
      Answers.seeOther(response, "/admin/comments");
    } else {
      Answers.json(response, json(rule));
    }
  }

  static JsonObject json(String rule) {
    return Json.createObjectBuilder().add("moderation", rule).build();
  }
}
